import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { endOfPeriod } from '#app/data/metrics/period-sql.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Aggregation } from '#app/domain/metric/aggregation.ts'

export type CycleMetric = { id: string; aggregation: Aggregation }

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
	const { rows: metrics } = await sql.query<CycleMetric & { first: Day; last: Day }>(
		`SELECT x.id, x.aggregation, c.starts_on::text AS first, c.ends_on::text AS last FROM metric x JOIN cycle c ON c.account_id = x.account_id AND c.id = $2
		 WHERE x.account_id = $1 AND x.archived_at IS NULL
			AND EXISTS (SELECT FROM observation o WHERE o.account_id = x.account_id AND o.metric_id = x.id
				AND o.starts_on BETWEEN c.starts_on - 3 AND c.ends_on)
		 ORDER BY x.id`,
		[accountId, cycleId],
	)
	const measured: CycleMetric[] = []
	// One by one: what is added up for everybody of one metric fits into memory.
	for (const { first, last, ...metric } of metrics) {
		const { rowCount } = await sql.query(measure(metric), [accountId, cycleId, metric.id, first, last])
		if (rowCount) measured.push(metric)
	}
	return measured
}

const lastDay = `${endOfPeriod('o')} - 1`

/** $1 account, $2 cycle, $3 metric, $4 and $5 first and last day of the cycle. */
const measure = ({ aggregation }: CycleMetric) => `
	INSERT INTO cycle_measurement (account_id, cycle_id, metric_id, subject_id, subject_kind, observations, unweighted,
		has_positive, covers_cycle, sum, weight_sum, weighted_sum, last_value, first_on, last_on)
	WITH value AS NOT MATERIALIZED (
		SELECT o.subject_id, o.subject_kind, o.value, o.weight, o.grain, o.starts_on, ${lastDay} AS ends_on
		FROM observation o
		WHERE o.account_id = $1 AND o.metric_id = $3
			AND o.starts_on >= $4::date - 3 AND o.starts_on <= $5::date
			AND CASE o.grain WHEN 'week' THEN o.starts_on <= $5::date - 3
				ELSE o.starts_on >= $4::date AND ${lastDay} <= $5::date END
	),
	measured AS (
		SELECT subject_id, subject_kind, count(*)::int AS observations, count(*) FILTER (WHERE weight IS NULL)::int AS unweighted,
			max(value) > 0 AS has_positive, sum(value) AS sum, coalesce(sum(weight), 0) AS weight_sum,
			coalesce(sum(value * weight), 0) AS weighted_sum, min(starts_on) AS first_on, max(ends_on) AS last_on
		FROM value GROUP BY 1, 2
	),
	subject (id, kind) AS (
		SELECT p.member_id, 'member'::subject_kind FROM participant p
		WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active'
		UNION ALL
		SELECT t.team_id, 'team' FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = $2
		UNION ALL
		SELECT $1::uuid, 'account'
	)${
		aggregation === 'last'
			? `,
	latest AS (
		SELECT DISTINCT ON (subject_id) subject_id, value FROM value ORDER BY subject_id, starts_on DESC, grain
	)`
			: ''
	}
	SELECT $1, $2, $3, m.subject_id, m.subject_kind, m.observations, m.unweighted, m.has_positive,
		m.observations = 1 AND m.first_on = $4::date AND m.last_on = $5::date, m.sum, m.weight_sum, m.weighted_sum,
		${aggregation === 'last' ? 'l.value' : 'NULL::numeric'}, m.first_on, m.last_on
	FROM measured m JOIN subject s ON s.id = m.subject_id AND s.kind = m.subject_kind
	${aggregation === 'last' ? 'LEFT JOIN latest l ON l.subject_id = m.subject_id' : ''}
	ORDER BY m.subject_id`
