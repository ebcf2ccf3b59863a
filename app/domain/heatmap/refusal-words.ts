import { heatRowsWords, readHeatRows } from './heat-rows.ts'
import type { HeatColumnKind, HeatStatistic, RaterChoice } from './heatmap-words.ts'
import { countLeftOutMetrics, heatColumnNames, heatStatisticNames, mostMetrics } from './heatmap-words.ts'

type Asked = {
	by: HeatColumnKind
	statistic: HeatStatistic
	metric: string
	metrics: string
	rows: string
	raters: RaterChoice
}

/**
 * What an address asks for and does not get beside the rest of it, a sentence each. Of rows and raters that are not for the
 * reader nothing is said: they are as if they were not in the address.
 */
export function describeRefusals(asked: Asked, got: Asked): string[] {
	const rows = readHeatRows(got.rows)
	const isOfPeople = rows.kind !== 'teams'
	const beside =
		got.raters === 'apart'
			? 'where self and manager stand apart'
			: isOfPeople && `where the rows are ${heatRowsWords(rows).many}`
	if (!beside) return got.by === 'metrics' ? describeLeftOutMetrics(asked.metrics) : []
	const hasMetrics = asked.by === 'metrics' || asked.metric !== ''
	return [
		...(hasMetrics && got.by !== 'metrics' && got.metric === ''
			? [`Metrics are added up by team, and are not shown ${beside}.`]
			: []),
		...(asked.by === 'tiers' && got.by !== 'tiers'
			? [
					`The columns ‘${heatColumnNames.tiers}’ are not shown ${beside}: these are ‘${heatColumnNames[got.by]}’.`,
				]
			: []),
		...(asked.statistic !== got.statistic && asked.statistic === 'target' && isOfPeople
			? ['Targets are of teams and families: no distance is shown to one of these rows. This is the mean.']
			: asked.statistic !== got.statistic && got.raters === 'apart' && asked.by !== 'metrics'
				? [`‘${heatStatisticNames[asked.statistic]}’ is not shown ${beside}. This is the mean.`]
				: []),
	]
}

function describeLeftOutMetrics(metrics: string): string[] {
	const leftOut = countLeftOutMetrics(metrics)
	if (leftOut === 0) return []
	const last = leftOut === 1 ? 'the last of them is' : `the last ${leftOut} of them are`
	return [
		`Up to ${mostMetrics} metrics stand side by side: ${mostMetrics + leftOut} were chosen, and ${last} left out.`,
	]
}
