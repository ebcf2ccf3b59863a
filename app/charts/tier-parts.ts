import type { Summary } from '#app/domain/statistics/summarize.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatTier } from '#app/ui/format.tsx'
import type { DistributionPart } from './distribution-bar.tsx'

/** The people of a group at each tier, lowest first, also where there is nobody. */
export function tierParts(
	{ distribution }: Pick<Summary, 'distribution'>,
	locale: string,
): DistributionPart[] {
	return allHalfSteps.map((halfSteps) => {
		const count = distribution[halfSteps - 1] ?? 0
		return {
			label: formatTier(tierOf(halfSteps), locale),
			name: tierNames[halfSteps],
			count,
			text: formatNumber(count, locale),
			as: halfSteps,
		}
	})
}
