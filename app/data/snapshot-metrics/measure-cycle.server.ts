import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import type { Unit } from '#app/domain/metric/unit.ts'

export type CycleMetric = { id: string; aggregation: Aggregation; unit: Unit }

/**
 * Freezes what everybody's values came to in the dates of a cycle, within its publishing transaction: of those who take part
 * and are eligible, of its teams and of the account. Returns the metrics that have any.
 *
 * A period counts in the cycle in which it lies whole; a week in the one in which its Thursday lies, and so most of it.
 */
export async function measureCycle(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<CycleMetric[]> {
	const { rows: metrics } = await sql.query<CycleMetric>(
		`SELECT x.id, x.aggregation, x.unit FROM metric x JOIN cycle c ON c.account_id = x.account_id AND c.id = $2
		 WHERE x.account_id = $1 AND x.archived_at IS NULL
			AND EXISTS (SELECT FROM observation o WHERE o.account_id = x.account_id AND o.metric_id = x.id
				AND o.starts_on BETWEEN c.starts_on - 3 AND c.ends_on)
		 ORDER BY x.id`,
		[accountId, cycleId],
	)
	if (metrics.length === 0) return []
	await sql.query(measure, [
		...[accountId, cycleId, metrics.map(({ id }) => id)],
		metrics.flatMap(({ id, aggregation }) => (aggregation === 'last' ? [id] : [])),
	])
	const { rows: measured } = await sql.query<{ id: string }>(
		`SELECT x.id FROM unnest($3::uuid[]) AS x (id) WHERE EXISTS (SELECT FROM cycle_measurement m
			WHERE m.account_id = $1 AND m.cycle_id = $2 AND m.metric_id = x.id)`,
		[accountId, cycleId, metrics.map(({ id }) => id)],
	)
	return metrics.filter(({ id }) => measured.some((one) => one.id === id))
}

const span = `CASE o.grain WHEN 'day' THEN interval '1 day' WHEN 'week' THEN interval '7 days' WHEN 'month' THEN interval '1 month'
	WHEN 'quarter' THEN interval '3 months' ELSE interval '1 year' END`

/** $1 account, $2 cycle, $3 metrics, $4 those of them of which the latest value counts. */
const measure = `
	INSERT INTO cycle_measurement (account_id, cycle_id, metric_id, subject_id, subject_kind, observations, unweighted,
		has_positive, covers_cycle, sum, weight_sum, weighted_sum, last_value, first_on, last_on)
	WITH cycle_dates AS MATERIALIZED (
		SELECT c.starts_on AS first, c.ends_on AS last FROM cycle c WHERE c.account_id = $1 AND c.id = $2
	),
	value AS NOT MATERIALIZED (
		SELECT o.metric_id, o.subject_id, o.subject_kind, o.value, o.weight, o.grain, o.starts_on,
			(o.starts_on + ${span})::date - 1 AS ends_on, c.first, c.last
		FROM observation o CROSS JOIN cycle_dates c
		WHERE o.account_id = $1 AND o.metric_id = ANY ($3::uuid[])
			AND o.starts_on >= (SELECT first - 3 FROM cycle_dates) AND o.starts_on <= (SELECT last FROM cycle_dates)
			AND CASE o.grain WHEN 'week' THEN o.starts_on + 3 BETWEEN c.first AND c.last
				ELSE o.starts_on >= c.first AND (o.starts_on + ${span})::date - 1 <= c.last END
	),
	measured AS (
		SELECT metric_id, subject_id, subject_kind, count(*)::int AS observations,
			count(*) FILTER (WHERE weight IS NULL)::int AS unweighted, bool_or(value > 0) AS has_positive,
			count(*) = 1 AND bool_and(starts_on = first AND ends_on = last) AS covers_cycle, sum(value) AS sum,
			coalesce(sum(weight), 0) AS weight_sum, coalesce(sum(value * weight), 0) AS weighted_sum,
			min(starts_on) AS first_on, max(ends_on) AS last_on
		FROM value GROUP BY 1, 2, 3
	),
	latest AS (
		SELECT DISTINCT ON (metric_id, subject_id) metric_id, subject_id, value
		FROM value WHERE metric_id = ANY ($4::uuid[]) ORDER BY metric_id, subject_id, starts_on DESC, grain
	),
	subject (id, kind) AS (
		SELECT p.member_id, 'member'::subject_kind FROM participant p
		WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active'
		UNION ALL
		SELECT t.team_id, 'team' FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = $2
		UNION ALL
		SELECT $1::uuid, 'account'
	)
	SELECT $1, $2, m.metric_id, m.subject_id, m.subject_kind, m.observations, m.unweighted, m.has_positive, m.covers_cycle,
		m.sum, m.weight_sum, m.weighted_sum, l.value, m.first_on, m.last_on
	FROM measured m JOIN subject s ON s.id = m.subject_id AND s.kind = m.subject_kind
	LEFT JOIN latest l ON l.metric_id = m.metric_id AND l.subject_id = m.subject_id
	ORDER BY m.metric_id, m.subject_id`
