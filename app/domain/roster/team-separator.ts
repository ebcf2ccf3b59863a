/** How one cell holds a path of teams, from the top down; `none`: it holds one team's name. */
export const teamSeparators = ['none', ' / ', '/', '>', '|', '\\', ':'] as const
export type TeamSeparator = (typeof teamSeparators)[number]
