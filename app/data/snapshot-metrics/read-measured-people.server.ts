import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { unpackStandings } from '#app/data/read-snapshot-people.server.ts'
import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import { otherValues, type FrozenPeople } from '#app/domain/suppression/standings.ts'
import type { CycleMetric } from './measure-cycle.server.ts'

/** How much of a figure is one person's, of a measurement `m`: of what is weighed or divided, the weight. */
const amountOf: Record<Aggregation, string> = {
	sum: 'abs(m.sum)',
	last: 'abs(m.last_value)',
	distinct_count: '1',
	weighted_mean: 'm.weight_sum',
	ratio_of_sums: 'm.weight_sum',
}

/** What a metric makes of one person's values in a cycle, of a measurement `m`; null where it makes nothing of them. */
const valueOf: Record<Aggregation, string> = {
	sum: 'm.sum',
	last: 'm.last_value',
	distinct_count: 'm.has_positive::int',
	weighted_mean:
		'CASE WHEN m.unweighted > 0 THEN m.sum / m.observations ELSE m.weighted_sum / nullif(m.weight_sum, 0) END',
	ratio_of_sums:
		'CASE WHEN m.unweighted > 0 THEN m.sum / m.observations ELSE m.sum / nullif(m.weight_sum, 0) END',
}

type Of = {
	snapshotId: string
	metric: CycleMetric
	/** A later snapshot beside which this one is set: who has another value there has one of `otherValues` here. */
	besideId?: string
}

/**
 * Everybody who has values of a metric in a published cycle, where they stood in the snapshot's tree, as the privacy rule
 * takes them: in place of a tier in half-steps there is a class of the person's value. 1 is nothing at all, 2 to 4 a third of the
 * others by size each; equal values are of one class. These are individual values: nothing may leave the server but what is
 * decided from them.
 */
export async function readMeasuredPeople(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, metric, besideId }: Of,
): Promise<FrozenPeople> {
	const { rows: nodes } = await sql.query<{ id: string; parentId: string | null }>(
		`SELECT n.node_id AS id, n.parent_id AS "parentId" FROM snapshot_node n
		 WHERE n.account_id = $1 AND n.snapshot_id = $2 ORDER BY n.node_id`,
		[accountId, snapshotId],
	)
	const { rows: families } = await sql.query<{ id: string }>(
		`SELECT f.id FROM role_family f WHERE f.account_id = $1 ORDER BY f.id`,
		[accountId],
	)
	const { rows } = await sql.query<{ people: number; standings: Buffer; amounts: Buffer }>(
		pack(metric.aggregation),
		[
			...[accountId, snapshotId, metric.id, besideId ?? null, otherValues],
			...[families.map(({ id }) => id), nodes.map(({ id }) => id)],
		],
	)
	const [packed] = rows
	if (!packed) throw new Error('The measured people of a snapshot were not packed.')
	const withQuestions = families.map(({ id }) => ({ id, questions: [] }))
	const standings = unpackStandings({ ...packed, families: withQuestions })
	const amounts = Float64Array.from({ length: packed.people }, (_, person) =>
		packed.amounts.readDoubleBE(person * 8),
	)
	return { nodes, families: withQuestions, standings, amounts }
}

/** A value is another one where it has moved by more than this part of what it is now. */
const movedBy = 0.2

/** $1 account, $2 snapshot, $3 metric, $4 the snapshot beside which it is set, or null, $5 `otherValues`, $6 families, $7 nodes. */
const pack = (aggregation: Aggregation) => `
	WITH person AS (
		SELECT p.member_id, p.family_id, coalesce(p.team_id, p.account_id) AS home, ${valueOf[aggregation]} AS value,
			${amountOf[aggregation]}::numeric AS amount
		FROM snapshot s
		JOIN cycle_measurement m ON m.account_id = s.account_id AND m.cycle_id = s.cycle_id AND m.metric_id = $3
			AND m.subject_kind = 'member'
		JOIN participant p ON p.account_id = m.account_id AND p.cycle_id = m.cycle_id AND p.member_id = m.subject_id
		WHERE s.account_id = $1 AND s.id = $2
	),
	beside AS (
		SELECT m.subject_id AS member_id, ${valueOf[aggregation]} AS value
		FROM snapshot s
		JOIN cycle_measurement m ON m.account_id = s.account_id AND m.cycle_id = s.cycle_id AND m.metric_id = $3
			AND m.subject_kind = 'member'
		WHERE s.account_id = $1 AND s.id = $4::uuid
	),
	classed AS (
		-- As parts of the largest: of any size, and yet a binary fraction.
		SELECT x.*, coalesce(round(x.amount / nullif(max(x.amount) OVER (), 0), 12), 0)::float8 AS part, CASE
			WHEN b.member_id IS NOT NULL AND coalesce(abs(b.value - x.value) > ${movedBy} * abs(b.value), (b.value IS NULL) <> (x.value IS NULL))
				THEN ($5::int[])[1 + get_byte(uuid_send(x.member_id), 15) % cardinality($5::int[])]
			WHEN x.is_nothing THEN 1
			ELSE 2 + least(2, floor(3 * percent_rank() OVER (PARTITION BY x.is_nothing ORDER BY x.value)))::int END AS class
		FROM (SELECT p.*, coalesce(p.value, 0) = 0 AS is_nothing FROM person p) x
		LEFT JOIN beside b ON b.member_id = x.member_id
	),
	node AS (SELECT n.id, n.position::int - 1 AS position FROM unnest($7::uuid[]) WITH ORDINALITY AS n (id, position))
	SELECT count(*)::int AS people, coalesce(string_agg(
		uuid_send(c.member_id) || int4send((array_position($6::uuid[], c.family_id) - 1) * cardinality($7::uuid[]) + n.position)
			|| int4send(c.class),
		'' ORDER BY c.member_id), '') AS standings,
		coalesce(string_agg(float8send(c.part), '' ORDER BY c.member_id), '') AS amounts
	FROM classed c JOIN node n ON n.id = c.home`
