import type { Rater } from '#app/domain/check-in/rater.ts'

/** What is given back of a participant who is reopened: one side, both, or only the agreement, with both sides as sent. */
export const giveBacks = ['both', 'self', 'manager', 'agreement'] as const
export type GiveBack = (typeof giveBacks)[number]

export function ratersOf(giveBack: GiveBack): readonly Rater[] {
	if (giveBack === 'agreement') return []
	return giveBack === 'both' ? ['self', 'manager'] : [giveBack]
}
