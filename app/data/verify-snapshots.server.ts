import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { listPublishedSnapshotsWithin } from './list-published-snapshots.server.ts'
import { recountMetrics, type MetricDifference } from './snapshot-metrics/recount-metrics.server.ts'

/** A figure of a snapshot that a recount does not confirm; `stored` or `counted` is 0 where that side has none. */
export type SnapshotDifference = {
	snapshotId: string
	cycleName: string
	version: number
	nodeId: string
	familyId: string
	measure: string
	value: number
	stored: number
	counted: number
}

/** A team of the frozen tree that stands elsewhere in the snapshot, or in one of the two alone. */
export type TreeDifference = { snapshotId: string; cycleName: string; version: number; nodeId: string }

type Of = { snapshotId: string; cycleName: string; version: number }

export type SnapshotVerification = {
	snapshots: number
	/** Cells recounted. */
	cells: number
	/** Figures of metrics recounted. */
	metricFigures: number
	differences: SnapshotDifference[]
	metricDifferences: (Of & MetricDifference)[]
	treeDifferences: TreeDifference[]
}

/**
 * Recounts every snapshot of the account from the participants and outcomes of its cycle, each version from what stood in it,
 * and compares: person by person up the frozen teams, without anything that publication uses. Metrics are recounted from what
 * everybody's values came to at publication.
 *
 * @param options.limit most differences that are returned for each snapshot
 */
export async function verifySnapshots(
	scope: AccountScope,
	{ limit = 1000 }: { limit?: number } = {},
): Promise<SnapshotVerification> {
	return withAccount(
		scope,
		async (transaction) => {
			const { sql } = transaction
			await sql.query(`SET LOCAL statement_timeout = '10min'`)
			await sql.query(`SET LOCAL work_mem = '64MB'`)
			// Of a young database the planner knows nothing, and would go through every person for every person.
			await sql.query(`SET LOCAL enable_nestloop = off`)
			const snapshots = await listPublishedSnapshotsWithin(transaction, scope)
			const found: SnapshotVerification = {
				snapshots: snapshots.length,
				cells: 0,
				metricFigures: 0,
				differences: [],
				metricDifferences: [],
				treeDifferences: [],
			}
			for (const snapshot of snapshots) {
				const { id: snapshotId, cycleId, cycleName, version } = snapshot
				const values = [scope.accountId, snapshotId, cycleId]
				const { rows } = await sql.query<
					Omit<SnapshotDifference, 'snapshotId' | 'cycleName' | 'version'> & { cells: number }
				>(recount, [...values, snapshot.comparisonCycleId, limit, version, snapshot.comparisonVersion])
				found.cells += rows[0]?.cells ?? 0
				for (const { cells: _, ...difference } of rows) {
					if (difference.nodeId) found.differences.push({ snapshotId, cycleName, version, ...difference })
				}
				const metrics = await recountMetrics(sql, scope, { snapshotId, cycleId, limit })
				found.metricFigures += metrics.figures
				for (const difference of metrics.differences)
					found.metricDifferences.push({ snapshotId, cycleName, version, ...difference })
				const tree = await sql.query<{ nodeId: string }>(treeDifferences, values)
				for (const { nodeId } of tree.rows)
					found.treeDifferences.push({ snapshotId, cycleName, version, nodeId })
			}
			return found
		},
		{ timeout: 1_800_000 },
	)
}

/**
 * $1 account, $2 snapshot, $3 its cycle, $4 the cycle compared with, $5 limit, $6 the version, $7 that of the cycle compared
 * with. One row at least, for the number of cells.
 */
const recount = `
	WITH RECURSIVE place (participant_id, node_id) AS (
		SELECT p.id, coalesce(p.team_id, p.account_id) FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $3
		UNION ALL
		SELECT l.participant_id, coalesce(t.parent_id, t.account_id)
		FROM place l JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $3 AND t.team_id = l.node_id
	),
	-- What stood in the version, and in the one compared with: the first result that was kept from it on, or the present one.
	kept AS MATERIALIZED (
		SELECT e.participant_id, e.tier, e.single_rater, e.answers FROM earlier_outcome e
		WHERE e.account_id = $1 AND (e.cycle_id, e.version) IN (
			SELECT k.cycle_id, min(k.version) FROM earlier_outcome k
			WHERE k.account_id = $1 AND k.participant_id = e.participant_id
				AND (k.cycle_id = $3 AND k.version >= $6::int OR k.cycle_id = $4::uuid AND k.version >= $7::int)
			GROUP BY k.cycle_id)
	),
	result (participant_id, cycle_id, member_id, tier, single_rater) AS MATERIALIZED (
		SELECT p.id, p.cycle_id, p.member_id, CASE WHEN k.participant_id IS NULL THEN o.tier ELSE k.tier END,
			CASE WHEN k.participant_id IS NULL THEN o.single_rater ELSE k.single_rater END
		FROM participant p
		LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
		LEFT JOIN kept k ON k.participant_id = p.id
		WHERE p.account_id = $1 AND p.cycle_id IN ($3, $4::uuid) AND p.state = 'active'
	),
	assessed (participant_id, tier, single_rater) AS MATERIALIZED (
		SELECT participant_id, tier, single_rater FROM result WHERE cycle_id = $3 AND tier IS NOT NULL
	),
	before (member_id, tier) AS MATERIALIZED (
		SELECT member_id, tier FROM result WHERE cycle_id = $4::uuid AND tier IS NOT NULL
	),
	said (participant_id, measure, value) AS MATERIALIZED (
		SELECT p.id, 'state', CASE p.state WHEN 'exempt' THEN 2 WHEN 'left' THEN 3
			ELSE (a.participant_id IS NOT NULL)::int END
		FROM participant p LEFT JOIN assessed a ON a.participant_id = p.id
		WHERE p.account_id = $1 AND p.cycle_id = $3
		UNION ALL
		SELECT participant_id, 'state', 4 FROM assessed WHERE single_rater IS NOT NULL
		UNION ALL
		SELECT participant_id, 'tier', tier FROM assessed
		UNION ALL
		SELECT a.participant_id, q.question_key, q.half_steps FROM assessed a
		JOIN outcome_answer q ON q.account_id = $1 AND q.participant_id = a.participant_id
		WHERE NOT EXISTS (SELECT FROM kept k WHERE k.participant_id = a.participant_id)
		UNION ALL
		SELECT a.participant_id, q.key, q.value::int FROM assessed a
		JOIN kept k ON k.participant_id = a.participant_id CROSS JOIN LATERAL jsonb_each_text(k.answers) q
		UNION ALL
		SELECT p.id, 'flow', 10 * coalesce(b.tier, 0) + coalesce(a.tier, 0)
		FROM participant p
		LEFT JOIN assessed a ON a.participant_id = p.id
		LEFT JOIN before b ON b.member_id = p.member_id
		WHERE p.account_id = $1 AND p.cycle_id = $3 AND (a.tier IS NOT NULL OR b.tier IS NOT NULL)
	),
	counted AS (
		SELECT l.node_id, p.family_id, s.measure, s.value, count(*)::int AS count
		FROM said s
		JOIN place l ON l.participant_id = s.participant_id
		JOIN participant p ON p.account_id = $1 AND p.cycle_id = $3 AND p.id = s.participant_id
		GROUP BY 1, 2, 3, 4
	),
	compared AS MATERIALIZED (
		SELECT coalesce(n.node_id, c.node_id) AS node_id, coalesce(n.family_id, c.family_id) AS family_id,
			coalesce(n.measure, c.measure) AS measure, coalesce(n.value, c.value) AS value,
			coalesce(c.count, 0) AS stored, coalesce(n.count, 0) AS counted
		FROM counted n
		FULL JOIN (SELECT * FROM snapshot_cell WHERE account_id = $1 AND snapshot_id = $2) c
			ON c.node_id = n.node_id AND c.family_id = n.family_id AND c.measure = n.measure AND c.value = n.value
	)
	SELECT total.cells, d.node_id AS "nodeId", d.family_id AS "familyId", d.measure, d.value, d.stored, d.counted
	FROM (SELECT count(*)::int AS cells FROM compared) total
	LEFT JOIN (
		SELECT * FROM compared WHERE stored <> counted ORDER BY node_id, family_id, measure, value LIMIT $5
	) d ON true`

/** $1 account, $2 snapshot, $3 its cycle. */
const treeDifferences = `
	SELECT coalesce(n.node_id, t.team_id) AS "nodeId"
	FROM (SELECT * FROM snapshot_node WHERE account_id = $1 AND snapshot_id = $2) n
	FULL JOIN (
		SELECT c.team_id, coalesce(c.parent_id, c.account_id) AS parent_id FROM cycle_team c
		WHERE c.account_id = $1 AND c.cycle_id = $3
		UNION ALL
		SELECT $1::uuid, NULL
	) t ON t.team_id = n.node_id
	LEFT JOIN snapshot_node above ON above.account_id = $1 AND above.snapshot_id = $2 AND above.node_id = n.parent_id
	WHERE n.node_id IS NULL OR t.team_id IS NULL OR t.parent_id IS DISTINCT FROM n.parent_id
		OR n.depth <> coalesce(above.depth + 1, 0)
	ORDER BY 1`
