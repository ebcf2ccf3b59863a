import type { HalfSteps } from '#app/domain/tier/tier.ts'

/** What one manager's side said of one person. */
export type Rating = { readonly raterId: string; readonly familyId: string; readonly tier: HalfSteps }

export type RaterSpread = {
	readonly raterId: string
	/** People rated. */
	readonly n: number
	/** People at 1, 2 … 6 half-steps, in this order. */
	readonly distribution: readonly number[]
	/**
	 * How far the rater's answers lie above those of the whole group about people of the same families, in half-steps; null
	 * where fewer than `k` people can be compared, because nothing is concluded from that.
	 */
	readonly difference: number | null
}

/**
 * How each rater of a group used the scale, those first who differ most from the group. A person is compared with those of the
 * same family only, so that a rater of another family is never seen as mild or strict for it.
 */
export function spreadByRater(ratings: readonly Rating[], k: number): RaterSpread[] {
	const means = new Map<string, number>()
	for (const [familyId, list] of Map.groupBy(ratings, (rating) => rating.familyId)) {
		if (list.length >= k) means.set(familyId, list.reduce((sum, { tier }) => sum + tier, 0) / list.length)
	}
	const spreads = [...Map.groupBy(ratings, (rating) => rating.raterId)].map(
		([raterId, list]): RaterSpread => {
			const differences = list.flatMap(({ familyId, tier }) => {
				const mean = means.get(familyId)
				return mean === undefined ? [] : [tier - mean]
			})
			return {
				raterId,
				n: list.length,
				distribution: distributionOf(list.map(({ tier }) => tier)),
				difference:
					differences.length < k ? null : differences.reduce((a, b) => a + b, 0) / differences.length,
			}
		},
	)
	const far = ({ difference }: RaterSpread) => (difference === null ? -1 : Math.abs(difference))
	return spreads.toSorted(
		(a, b) => far(b) - far(a) || b.n - a.n || (a.raterId < b.raterId ? -1 : a.raterId > b.raterId ? 1 : 0),
	)
}

/** People at 1, 2 … 6 half-steps, in this order. */
export function distributionOf(tiers: readonly HalfSteps[]): number[] {
	const distribution = Array.from({ length: 6 }, () => 0)
	for (const tier of tiers) distribution[tier - 1] = (distribution[tier - 1] ?? 0) + 1
	return distribution
}
