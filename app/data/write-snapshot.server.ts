import type { AccountScope } from './account-scope.server.ts'
import { cellCounts, frozenPeople, snapshotTree } from './cell-counts-sql.server.ts'
import type { Transaction } from './database.server.ts'
import { agreedAnswers, packSnapshotPeople } from './read-snapshot-people.server.ts'
import { writeSnapshotPattern } from './write-snapshot-pattern.server.ts'

/**
 * The one statement that computes a snapshot's cells. $1 is the account, $2 the snapshot, $3 the cycle, $4 the cycle
 * compared with, or null. In the order of the primary key: the cells of a node then lie side by side for those who read them,
 * and a fifth of the time to write them is saved.
 */
export const insertSnapshotCells = insertCells()

function insertCells(answers?: string): string {
	return `
	INSERT INTO snapshot_cell (account_id, snapshot_id, node_id, family_id, measure, value, count)
	SELECT $1, $2, c.* FROM (${cellCounts({
		account: '$1::uuid',
		node: snapshotTree({ account: '$1', snapshot: '$2' }),
		people: frozenPeople({ account: '$1', cycle: '$3', comparison: '$4::uuid' }),
		...(answers ? { answers } : {}),
	})}) c
	ORDER BY c.node_id, c.family_id, c.measure, c.value`
}

const answersOfCycle = 'answer_of_published_cycle'

/**
 * Writes version 1 of a cycle's snapshot within the publishing transaction: tree, targets, cells, and which of these are
 * shown to whom. States and outcomes of the participants are final already.
 */
export async function writeSnapshot(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, at }: { cycleId: string; at: Date },
): Promise<{ snapshotId: string }> {
	const { sql } = transaction
	const { accountId } = scope
	const { rows } = await sql.query<{ id: string; comparisonCycleId: string | null }>(
		`WITH comparison AS (
			SELECT s.id, s.cycle_id FROM snapshot s
			JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
			JOIN cycle this ON this.account_id = s.account_id AND this.id = $2
			WHERE s.account_id = $1 AND c.starts_on < this.starts_on
			ORDER BY c.starts_on DESC, s.published_at DESC, s.version DESC LIMIT 1
		 )
		 INSERT INTO snapshot (account_id, cycle_id, framework_version_id, comparison_id, minimum_group_size, published_at)
		 SELECT c.account_id, c.id, c.framework_version_id, (SELECT id FROM comparison), a.minimum_group_size, $3
		 FROM cycle c JOIN account a ON a.id = c.account_id
		 WHERE c.account_id = $1 AND c.id = $2
		 RETURNING id, (SELECT cycle_id FROM comparison) AS "comparisonCycleId"`,
		[accountId, cycleId, at],
	)
	const [snapshot] = rows
	if (!snapshot) throw new Error('The cycle to publish is gone.')

	await sql.query(
		`INSERT INTO snapshot_node (account_id, snapshot_id, node_id, parent_id, name, depth)
		 WITH RECURSIVE node AS (
			SELECT a.id AS node_id, NULL::uuid AS parent_id, a.name, 0 AS depth FROM account a WHERE a.id = $1
			UNION ALL
			SELECT t.team_id, n.node_id, t.name, n.depth + 1
			FROM node n JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $3 AND coalesce(t.parent_id, t.account_id) = n.node_id
		 )
		 SELECT $1, $2, node_id, parent_id, name, depth FROM node`,
		[accountId, snapshot.id, cycleId],
	)
	await sql.query(
		`INSERT INTO snapshot_target (account_id, snapshot_id, family_id, tier, due_on)
		 SELECT t.account_id, $2, t.family_id, t.tier, t.due_on FROM target t WHERE t.account_id = $1`,
		[accountId, snapshot.id],
	)
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
			]),
	})
	await sql.query(`SET LOCAL enable_nestloop = on`)
	return { snapshotId: snapshot.id }
}
