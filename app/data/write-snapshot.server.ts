import type { AccountScope } from './account-scope.server.ts'
import { cellCounts, frozenPeople, snapshotTree } from './cell-counts-sql.server.ts'
import type { Transaction } from './database.server.ts'
import { insertSnapshot } from './insert-snapshot.server.ts'
import { agreedAnswers, packSnapshotPeople } from './read-snapshot-people.server.ts'
import { writeSnapshotMetrics } from './snapshot-metrics/write-snapshot-metrics.server.ts'
import { writeSnapshotPattern } from './write-snapshot-pattern.server.ts'

/**
 * The one statement that computes a snapshot's cells. $1 is the account, $2 the snapshot, $3 the cycle, $4 the cycle
 * compared with and $5 the version of it, or null. In the order of the primary key: the cells of a node then lie side by side for those who read them,
 * and a fifth of the time to write them is saved.
 */
export const insertSnapshotCells = insertCells()

function insertCells(answers?: string): string {
	return `
	INSERT INTO snapshot_cell (account_id, snapshot_id, node_id, family_id, measure, value, count)
	SELECT $1, $2, c.* FROM (${cellCounts({
		account: '$1::uuid',
		node: snapshotTree({ account: '$1', snapshot: '$2' }),
		people: frozenPeople({
			account: '$1',
			cycle: '$3',
			comparison: '$4::uuid',
			comparisonVersion: '$5::int',
		}),
		...(answers ? { answers } : {}),
	})}) c
	ORDER BY c.node_id, c.family_id, c.measure, c.value`
}

const answersOfCycle = 'answer_of_published_cycle'

/**
 * Writes the next version of a cycle's snapshot within the publishing transaction: tree, targets, cells, metrics, and which of
 * these are shown to whom. States and outcomes of the participants are final already.
 */
export async function writeSnapshot(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, at }: { cycleId: string; at: Date },
): Promise<{ snapshotId: string; version: number; isForEverybody: boolean }> {
	const { sql } = transaction
	const { accountId } = scope
	const snapshot = await insertSnapshot(transaction, scope, { cycleId, at })
	// Nothing is known yet of the rows written a moment ago: the planner takes the tree for one row, and loops over it.
	await sql.query(`SET LOCAL enable_nestloop = off`)
	// Asked for twice, among the answers of every cycle there ever was.
	await sql.query(
		`CREATE TEMPORARY TABLE ${answersOfCycle} ON COMMIT DROP AS
		 ${agreedAnswers({ account: '$1', cycle: '$2' })}`,
		[accountId, cycleId],
	)
	const people = await packSnapshotPeople(transaction, scope, {
		snapshotId: snapshot.id,
		answers: answersOfCycle,
	})
	await writeSnapshotPattern(transaction, scope, {
		snapshotId: snapshot.id,
		people,
		meanwhile: () =>
			sql.query(insertCells(`${answersOfCycle} a`), [
				accountId,
				snapshot.id,
				cycleId,
				snapshot.comparisonCycleId,
				snapshot.comparisonVersion,
			]),
	})
	await sql.query(`SET LOCAL enable_nestloop = on`)
	await writeSnapshotMetrics(transaction, scope, {
		snapshotId: snapshot.id,
		cycleId,
		version: snapshot.version,
	})
	return { snapshotId: snapshot.id, version: snapshot.version, isForEverybody: snapshot.isForEverybody }
}
