import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { heatStatisticNames } from '#app/domain/heatmap/heatmap-words.ts'
import type { HeatScale } from './heat-cell.ts'

export const heatStatisticWords: Record<
	HeatStatistic,
	{
		/** On its tab. */
		label: string
		/** In a caption: 'Mean tier by team and role family'. */
		title: string
		/** How it is worked out, in one sentence. */
		formula: string
		scale: HeatScale
	}
> = {
	mean: {
		label: heatStatisticNames.mean,
		title: 'Mean tier',
		formula: 'The agreed tiers of everybody assessed in a row, added up and divided by their number.',
		scale: 'tier',
	},
	median: {
		label: heatStatisticNames.median,
		title: 'Median tier',
		formula: 'The tier of the person in the middle; of two in the middle, the lower one.',
		scale: 'tier',
	},
	share: {
		label: heatStatisticNames.share,
		title: 'Share at tier 2 or above',
		formula: 'How many of those assessed stand at tier 2, 2.5 or 3.',
		scale: 'lens',
	},
	below: {
		label: heatStatisticNames.below,
		title: 'Share below tier 1.5',
		formula: 'How many of those assessed stand at tier 0.5 or 1.',
		scale: 'lens',
	},
	distribution: {
		label: heatStatisticNames.distribution,
		title: 'People at each tier',
		formula: 'How many of those assessed stand at each tier, from 0.5 on the left to 3 on the right.',
		scale: 'tier',
	},
	coverage: {
		label: heatStatisticNames.coverage,
		title: 'Share assessed',
		formula: 'Assessed of eligible. Exempt people and people who left are not eligible.',
		scale: 'lens',
	},
	assessed: {
		label: heatStatisticNames.assessed,
		title: 'People assessed',
		formula: 'How many people have a result, of those who are eligible.',
		scale: 'lens',
	},
	change: {
		label: heatStatisticNames.change,
		title: 'Change of the mean tier',
		formula: 'The mean now less the mean in the comparison cycle, where both are shown and of enough people.',
		scale: 'tier',
	},
	target: {
		label: heatStatisticNames.target,
		title: 'Mean tier from the target',
		formula:
			'The mean less the target that holds for the team and family as a whole: that of the nearest team upward, else of the family, else of the company.',
		scale: 'tier',
	},
}
