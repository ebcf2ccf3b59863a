import type { HeatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import type { HeatColumnKind, HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { heatStatisticWords } from './heat-statistic.ts'

export type Captioned = {
	by: HeatColumnKind
	statistic: HeatStatistic
	cycleName: string
	/** Of which the columns are; null for all families together. */
	familyName: string | null
	rowWords: HeatRowsWords
	isOfPeople: boolean
	isApart: boolean
}

/** What a heatmap shows, of whom and when. */
export function captionOf(of: Captioned): string {
	const { by, statistic, cycleName, rowWords, isApart, isOfPeople } = of
	const { title: agreed } = heatStatisticWords[statistic]
	const title = isApart ? `${agreed} by self and by manager, of closed pairs,` : agreed
	const row = isOfPeople
		? rowWords.one.replace(/^(Manager|Job title)$/, (word) => word.toLowerCase())
		: 'team'
	const people = of.familyName ?? 'all families'
	switch (by) {
		case 'families':
			return `${title} by ${row} and role family, ${cycleName}`
		case 'questions':
			return isApart
				? `${title} by ${row} and question, ${people}, ${cycleName}`
				: `${title} of the agreed answers by ${row} and question, ${people}, ${cycleName}`
		case 'tiers':
			return `People by ${row} and tier, ${people}, ${cycleName}`
		case 'cycles':
			return `${title} by ${row} and cycle up to ${cycleName}, ${people}`
		case 'metrics':
			return `Metrics by ${row}, ${people}, ${cycleName}`
	}
}
