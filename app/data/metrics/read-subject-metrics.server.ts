import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { shiftPeriod } from '#app/domain/metric/period.ts'
import { mainSeries } from '#app/domain/metric/series.ts'
import type { SubjectMetric } from '#app/domain/metric/subject-metric.ts'
import { metricColumns } from './metric-row-sql.server.ts'
import { readMetricSeries } from './read-metric-series.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'
import { seesPeopleIn } from './read-metric-sight.server.ts'

type Span = { metricId: string; grain: Grain; start: Day }

/**
 * Every metric of which there are values for a team or a member, with the newest figure and the one of the period before it.
 * Within an open transaction; the caller has made sure that the reader may see the team or member.
 */
export async function readSubjectMetrics(
	sql: ClientBase,
	scope: AccountScope,
	sight: MetricSight,
	{ nodeId }: { nodeId: string },
): Promise<SubjectMetric[]> {
	const { rows: spans } = await sql.query<Span>(
		`WITH RECURSIVE below (id) AS (
			SELECT $2::uuid
			UNION
			SELECT t.id FROM below b JOIN team t ON t.account_id = $1 AND t.parent_id = b.id
		 ),
		 seen AS (
			SELECT o.metric_id, o.grain, max(o.starts_on) AS start FROM observation o
			WHERE o.account_id = $1 AND o.team_id IN (SELECT id FROM below) GROUP BY 1, 2
			UNION ALL
			SELECT o.metric_id, o.grain, max(o.starts_on) FROM observation o
			WHERE o.account_id = $1 AND o.member_id = $2 GROUP BY 1, 2
			UNION ALL
			SELECT o.metric_id, o.grain, max(o.starts_on) FROM below b
			JOIN member m ON m.account_id = $1 AND m.team_id = b.id
			JOIN observation o ON o.account_id = m.account_id AND o.member_id = m.id WHERE $3 GROUP BY 1, 2
		 )
		 SELECT DISTINCT ON (metric_id) metric_id AS "metricId", grain, max(start)::text AS start
		 FROM seen GROUP BY metric_id, grain ORDER BY metric_id, grain DESC`,
		[scope.accountId, nodeId, seesPeopleIn(sight, nodeId)],
	)
	if (spans.length === 0) return []
	const { rows: metrics } = await sql.query<MetricDefinition>(
		`SELECT ${metricColumns} FROM metric x WHERE x.account_id = $1 AND x.id = ANY ($2) ORDER BY lower(x.name), x.id`,
		[scope.accountId, spans.map(({ metricId }) => metricId)],
	)
	const read = new Map<string, SubjectMetric>()
	for (const together of groupsOf(spans)) {
		const [{ grain, start } = { grain: 'month', start: '' } as const] = together
		const chosen = metrics.filter(({ id }) => together.some(({ metricId }) => metricId === id))
		const of = {
			...{ metrics: chosen, nodeIds: [nodeId], grain },
			...{ from: shiftPeriod(start, grain, -1), until: shiftPeriod(start, grain, 1) },
		}
		for (const { metricId, series, isHidden } of await readMetricSeries(sql, scope, sight, of)) {
			const metric = chosen.find(({ id }) => id === metricId)
			const main = mainSeries(series)
			if (!metric || (!main && !isHidden)) continue
			const at = (day: Day) => main?.points.find((point) => point.start === day) ?? null
			read.set(metricId, {
				...{ metric, grain, start, isHidden, source: main?.source ?? 'own' },
				...{ latest: at(start), before: at(of.from) },
			})
		}
	}
	return metrics.flatMap(({ id }) => read.get(id) ?? [])
}

/** Metrics whose newest period is the same are read together. */
function groupsOf(spans: readonly Span[]): Span[][] {
	const groups = new Map<string, Span[]>()
	for (const span of spans) {
		const key = `${span.grain} ${span.start}`
		groups.set(key, [...(groups.get(key) ?? []), span])
	}
	return [...groups.values()]
}
