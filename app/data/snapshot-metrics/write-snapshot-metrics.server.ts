import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { listPublishedSnapshotsWithin } from '#app/data/list-published-snapshots.server.ts'
import { decideMetricPattern, type ShownGroup } from './decide-metric-pattern.server.ts'
import { findHiddenNodes } from './find-hidden-nodes.server.ts'
import { measureCycle } from './measure-cycle.server.ts'
import { figureColumns, rollUpMetrics } from './roll-up-metrics-sql.server.ts'

/**
 * Writes the metrics of a cycle's snapshot within the publishing transaction, once its tree is there and the states of its
 * participants are final, with what of them is shown to whom. A correction changes results alone: every version of a snapshot
 * has the metrics of the first.
 */
export async function writeSnapshotMetrics(
	transaction: Transaction,
	scope: AccountScope,
	{ snapshotId, cycleId, version }: { snapshotId: string; cycleId: string; version: number },
): Promise<void> {
	const { sql } = transaction
	const { accountId } = scope
	if (version > 1) {
		await sql.query(
			`INSERT INTO snapshot_metric (account_id, snapshot_id, ${figureColumns})
			 SELECT account_id, $2, ${figureColumns} FROM snapshot_metric
			 WHERE account_id = $1 AND snapshot_id = (
				SELECT s.id FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $3 AND s.version = $4)`,
			[accountId, snapshotId, cycleId, version - 1],
		)
		return
	}
	const metrics = await measureCycle(transaction, scope, { cycleId })
	if (metrics.length === 0) return
	const snapshots = await listPublishedSnapshotsWithin(transaction, scope)
	const snapshot = snapshots.find(({ id }) => id === snapshotId)
	if (!snapshot) throw new Error('The snapshot whose metrics are to be written does not exist.')
	const earlier = snapshots.filter((one) => one.id !== snapshotId && one.version === 1).toReversed()
	const metricIds = metrics.map(({ id }) => id)
	const { rows: ofPeople } = await sql.query<{ id: string }>(
		`SELECT x.id FROM unnest($3::uuid[]) AS x (id) WHERE EXISTS (SELECT FROM cycle_measurement m
			WHERE m.account_id = $1 AND m.cycle_id = $2 AND m.metric_id = x.id AND m.subject_kind = 'member')`,
		[accountId, cycleId, metricIds],
	)
	const shown: ShownGroup[] = []
	for (const metric of metrics.filter(({ id }) => ofPeople.some((one) => one.id === id))) {
		shown.push(...(await decideMetricPattern(transaction, scope, { snapshot, earlier, metric })))
	}
	const hidden = await findHiddenNodes(sql, scope, { snapshotId, metricIds })
	// Nothing is known yet of the rows written a moment ago: the planner takes them for one row, and loops over it.
	await sql.query(`SET LOCAL enable_nestloop = off`)
	await sql.query(rollUpMetrics, [
		...[accountId, snapshotId, cycleId],
		...[shown.map(({ metricId }) => metricId), shown.map(({ nodeId }) => nodeId)],
		shown.map(({ familyId }) => familyId),
		...[hidden.map(({ metricId }) => metricId), hidden.map(({ nodeId }) => nodeId)],
	])
	await sql.query(`SET LOCAL enable_nestloop = on`)
}
