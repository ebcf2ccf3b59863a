/** The scales on which something can stand still; none of them says anything about another. */
export const stallLenses = ['tiers', 'levels', 'rungs'] as const
export type StallLens = (typeof stallLenses)[number]
