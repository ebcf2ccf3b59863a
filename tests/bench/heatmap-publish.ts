import type { Client } from 'pg'
import { Client as PgClient } from 'pg'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { insertSnapshotCells } from '#app/data/write-snapshot.server.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { HeatmapData } from './heatmap-data.ts'
import type { Result } from './measure.ts'
import { median, timeResult } from './measure.ts'

type Snapshot = { accountId: string; snapshotId: string; cycleId: string; comparisonCycleId: string }

/**
 * Publication of the waiting cycle, against the one statement that counts its cells. Each round publishes, takes the cells
 * back, runs the statement alone in a transaction that is rolled back, and takes back the rest, so that both find the same
 * rows; both are vacuumed before. The statement finds the snapshot's row and tree and the final states already.
 */
export async function measurePublish(
	{ appUrl, admin }: BenchDatabase,
	{ large, waitingCycle }: HeatmapData,
	{ quick }: { quick: boolean },
): Promise<Result> {
	const of = large.cycleIds.get(waitingCycle)
	if (!of) throw new Error('No cycle waits for its publication.')
	const { accountId } = large
	const ours: number[] = []
	const reference: number[] = []
	const plain = new PgClient({ connectionString: appUrl })
	await plain.connect()
	try {
		await plain.query(`SELECT set_config('app.account_id', $1, false)`, [accountId])
		// The same as a publication gives itself.
		await plain.query(
			`SET work_mem = '64MB'; SET jit = off; SET enable_nestloop = off; SET statement_timeout = '10min'`,
		)
		const rounds = quick ? 3 : 5
		for (let round = 0; round <= rounds; round += 1) {
			await told(`publication, ${round === 0 ? 'to warm up' : `round ${round} of ${rounds}`}`, async () => {
				const published = await timed(() => publishCycle(large.hr, { cycleId: of.cycleId }))
				if (!published.result.ok) throw new Error(`Not published: ${published.result.reason}`)
				const { snapshotId } = published.result
				const { rows } = await admin.query<Snapshot>(
					`SELECT s.account_id AS "accountId", s.id AS "snapshotId", s.cycle_id AS "cycleId", b.cycle_id AS "comparisonCycleId"
					 FROM snapshot s JOIN snapshot b ON b.account_id = s.account_id AND b.id = s.comparison_id
					 WHERE s.account_id = $1 AND s.id = $2`,
					[accountId, snapshotId],
				)
				const [snapshot] = rows
				if (!snapshot) throw new Error('A snapshot is missing.')
				await takeCellsBack(admin, snapshot)
				const alone = await timed(() => insertAndRollBack(plain, snapshot))
				await takeBack(admin, snapshot)
				if (round === 0) return
				ours.push(published.seconds)
				reference.push(alone.seconds)
			})
		}
	} finally {
		await plain.end()
	}
	const participants = quick ? '4,000' : '100,000'
	return timeResult(
		`publication of ${participants} participants, against the bare set-based statement, s`,
		median(ours),
		median(reference),
		quick ? null : 1.5,
		quick ? 'means something only at full size' : undefined,
	)
}

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; seconds: number }> {
	const start = performance.now()
	const result = await run()
	return { result, seconds: (performance.now() - start) / 1000 }
}

/** The time includes the checks of foreign keys, which come at the end of the statement. */
async function insertAndRollBack(plain: Client, snapshot: Snapshot): Promise<void> {
	const { accountId, snapshotId, cycleId, comparisonCycleId } = snapshot
	await plain.query('BEGIN')
	await plain.query(insertSnapshotCells, [accountId, snapshotId, cycleId, comparisonCycleId, 1])
	await plain.query('ROLLBACK')
}

async function takeCellsBack(admin: Client, { accountId, snapshotId }: Snapshot): Promise<void> {
	await admin.query(`SET session_replication_role = replica`)
	for (const table of ['snapshot_cell', 'snapshot_shown_cell']) {
		await admin.query(`DELETE FROM ${table} WHERE account_id = $1 AND snapshot_id = $2`, [
			accountId,
			snapshotId,
		])
	}
	await admin.query('VACUUM snapshot_cell, snapshot_shown_cell')
}

/** Everything else that a publication writes, but the audit log's rows. */
async function takeBack(admin: Client, { accountId, snapshotId, cycleId }: Snapshot): Promise<void> {
	for (const table of ['snapshot_node', 'snapshot_target']) {
		await admin.query(`DELETE FROM ${table} WHERE account_id = $1 AND snapshot_id = $2`, [
			accountId,
			snapshotId,
		])
	}
	await admin.query(`DELETE FROM snapshot WHERE account_id = $1 AND id = $2`, [accountId, snapshotId])
	const single = `SELECT o.participant_id FROM participant p
		JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id AND o.single_rater IS NOT NULL
		WHERE p.account_id = $1 AND p.cycle_id = $2`
	for (const change of [
		`UPDATE participant SET tier = NULL WHERE account_id = $1 AND id IN (${single})`,
		`DELETE FROM outcome_answer WHERE account_id = $1 AND participant_id IN (${single})`,
		`DELETE FROM outcome WHERE account_id = $1 AND participant_id IN (${single})`,
		`UPDATE participant SET state = 'active' WHERE account_id = $1 AND cycle_id = $2 AND state = 'left'`,
		`UPDATE cycle SET phase = 'calibration', published_at = NULL WHERE account_id = $1 AND id = $2`,
	]) {
		await admin.query(change, [accountId, cycleId])
	}
	await admin.query(`SET session_replication_role = origin`)
	await admin.query(
		'VACUUM snapshot, snapshot_node, snapshot_target, snapshot_cell, outcome, outcome_answer, participant, cycle',
	)
}
