import { wholeTier } from '#app/domain/check-in/suggest-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

/** What a calibration compares of one person. Half-steps; null where there is none, or where it may not be seen. */
export type Compared = {
	readonly familyId: string
	readonly self: HalfSteps | null
	readonly manager: HalfSteps | null
	readonly agreed: HalfSteps | null
	readonly last: HalfSteps | null
}

/** How far a person stands out, in half-steps. */
export type Distance = {
	/** Between the two raters. */
	readonly raters: number
	/** To the middle of the same family in the group; 0 where the family is too small there to have one. */
	readonly family: number
	/** To the last cycle. */
	readonly last: number
	/** The largest of them. */
	readonly largest: number
	readonly sum: number
}

export const outlierKinds = ['raters', 'family', 'last'] as const
export type OutlierKind = (typeof outlierKinds)[number]

/** Where a person stands so far: what was agreed, or else what the manager said, or else the person. */
export function standingTier({ agreed, manager, self }: Compared): HalfSteps | null {
	return agreed ?? manager ?? self
}

/**
 * How far each person of a group stands out: the distances between the two raters, to the lower median of the same family in
 * the group, and to the last cycle. Families are never compared with each other, and a family of fewer than `k` people in
 * the group has no middle that anything could be concluded from.
 */
export function findDistances(people: readonly Compared[], k: number): Distance[] {
	const middles = familyMiddles(people, k)
	const apart = (a: number | null | undefined, b: number | null | undefined) =>
		a === null || a === undefined || b === null || b === undefined ? 0 : Math.abs(a - b)
	return people.map((person) => {
		const tier = standingTier(person)
		const raters = apart(person.self, person.manager)
		const family = apart(tier, middles.get(person.familyId))
		const last = apart(tier, person.last)
		return { raters, family, last, largest: Math.max(raters, family, last), sum: raters + family + last }
	})
}

/** The reasons for which a person is an outlier: each distance of a whole tier or more. */
export function outlierKindsOf(distance: Distance): OutlierKind[] {
	return outlierKinds.filter((kind) => distance[kind] >= wholeTier)
}

/** Outliers first: the largest distance decides, then all three together. */
export function compareOutliers(a: Distance, b: Distance): number {
	return b.largest - a.largest || b.sum - a.sum
}

function familyMiddles(people: readonly Compared[], k: number): Map<string, number> {
	const tiers = Map.groupBy(
		people.flatMap((person) => {
			const tier = standingTier(person)
			return tier === null ? [] : [{ familyId: person.familyId, tier }]
		}),
		({ familyId }) => familyId,
	)
	const middles = new Map<string, number>()
	for (const [familyId, list] of tiers) {
		if (list.length < k) continue
		const sorted = list.map(({ tier }) => tier).toSorted((a, b) => a - b)
		const middle = sorted[Math.floor((sorted.length - 1) / 2)]
		if (middle !== undefined) middles.set(familyId, middle)
	}
	return middles
}
