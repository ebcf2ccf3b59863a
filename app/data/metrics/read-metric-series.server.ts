import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import { nests } from '#app/domain/metric/grains.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { grains } from '#app/domain/metric/period.ts'
import type { Parts, Source } from '#app/domain/metric/roll-up.ts'
import type { Series } from '#app/domain/metric/series.ts'
import { pointOf } from '#app/domain/metric/series.ts'
import { findHiddenTeams } from './find-hidden-teams.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'
import { seesPeopleIn } from './read-metric-sight.server.ts'
import { seriesParts } from './series-sql.server.ts'

export type SeriesRequest = {
	metrics: readonly { id: string; aggregation: Aggregation }[]
	/** Ids of the account, of teams, or of members whom the reader may see: whoever calls it has made sure of that. */
	nodeIds: readonly string[]
	grain: Grain
	/** First day, and the first day after it. */
	from: Day
	until: Day
}

export type NodeSeries = {
	nodeId: string
	metricId: string
	/** At most one of each source. */
	series: Series[]
	/** What came for this team is hidden from the reader: too few people, or it would give others away. */
	isHidden: boolean
}

type Sums = Record<'sum' | 'weightSum' | 'weightedSum' | 'lastSum', string>
type Row = Omit<Parts, keyof Sums> & Sums & { nodeId: string; metricId: string; source: Source; start: Day }

const partsOf = ({ sum, weightSum, weightedSum, lastSum, ...row }: Row): Parts => ({
	...row,
	...{ sum: Number(sum), weightSum: Number(weightSum) },
	...{ weightedSum: Number(weightedSum), lastSum: Number(lastSum) },
})

/**
 * The figures of metrics for some subjects, period by period, with what each is made of. People and teams are placed as they
 * are now. Within an open transaction; figures made of people come only where the reader sees the people.
 */
export async function readMetricSeries(
	sql: ClientBase,
	scope: AccountScope,
	sight: MetricSight,
	of: SeriesRequest,
): Promise<NodeSeries[]> {
	const { metrics, nodeIds, grain } = of
	const hidden = await findHiddenTeams(sql, scope, sight, { metricIds: metrics.map(({ id }) => id) })
	const { rows } = await sql.query<Row>(
		seriesParts({ withLast: metrics.some(({ aggregation }) => aggregation === 'last') }),
		[
			...[scope.accountId, nodeIds, nodeIds.map((id) => seesPeopleIn(sight, id)), grain],
			...[metrics.map(({ id }) => id), of.from, of.until, grains.filter((fine) => nests(fine, grain))],
			...[hidden.map(({ metricId }) => metricId), hidden.map(({ teamId }) => teamId)],
			// Of the account only who sees every team: else it would tell of the others.
			nodeIds.map((id) => sight.allTeams || id !== scope.accountId),
		],
	)
	return nodeIds.flatMap((nodeId) =>
		metrics.map(({ id: metricId, aggregation }) => {
			const series = new Map<Source, Series>()
			for (const row of rows) {
				const { source, start } = row
				if (row.nodeId !== nodeId || row.metricId !== metricId) continue
				const one = series.get(source) ?? { source, points: [] }
				one.points.push(pointOf({ aggregation, source, grain, start, parts: partsOf(row) }))
				series.set(source, one)
			}
			const isHidden = hidden.some((team) => team.metricId === metricId && team.teamId === nodeId)
			return { nodeId, metricId, series: [...series.values()], isHidden }
		}),
	)
}
