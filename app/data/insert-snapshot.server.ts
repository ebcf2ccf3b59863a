import { isSafeCorrection } from '#app/domain/suppression/safe-correction.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { readCorrectedGroups } from './read-corrected-groups.server.ts'

export type InsertedSnapshot = {
	id: string
	version: number
	isForEverybody: boolean
	/** The cycle, and the version of it, that flows are counted from; null for the first cycle. */
	comparisonCycleId: string | null
	comparisonVersion: number | null
}

/**
 * Adds the next version of a cycle's snapshot with its tree and its targets. The first has those of the moment; a correction
 * changes results alone, and takes over tree, targets and comparison from the version before.
 */
export async function insertSnapshot(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, at }: { cycleId: string; at: Date },
): Promise<InsertedSnapshot> {
	const { sql } = transaction
	const { accountId } = scope
	const { rows } = await sql.query<{ id: string; version: number }>(
		`SELECT s.id, s.version FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2 ORDER BY s.version DESC LIMIT 1`,
		[accountId, cycleId],
	)
	const [last] = rows
	return last
		? insertCorrection(transaction, scope, { cycleId, at, last })
		: insertFirst(transaction, scope, { cycleId, at })
}

async function insertFirst(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId, at }: { cycleId: string; at: Date },
): Promise<InsertedSnapshot> {
	// Flows are counted from a version that every reader may see: from a newer one, its difference to theirs would follow.
	const { rows } = await sql.query<InsertedSnapshot>(
		`WITH comparison AS (
			SELECT s.id, s.cycle_id, s.version FROM snapshot s
			JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
			JOIN cycle this ON this.account_id = s.account_id AND this.id = $2
			WHERE s.account_id = $1 AND c.starts_on < this.starts_on AND s.is_for_everybody
			ORDER BY c.starts_on DESC, s.version DESC LIMIT 1
		 )
		 INSERT INTO snapshot (account_id, cycle_id, framework_version_id, comparison_id, minimum_group_size, published_at)
		 SELECT c.account_id, c.id, c.framework_version_id, (SELECT id FROM comparison), a.minimum_group_size, $3
		 FROM cycle c JOIN account a ON a.id = c.account_id
		 WHERE c.account_id = $1 AND c.id = $2
		 RETURNING id, version, is_for_everybody AS "isForEverybody",
			(SELECT cycle_id FROM comparison) AS "comparisonCycleId", (SELECT version FROM comparison) AS "comparisonVersion"`,
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
		`INSERT INTO snapshot_target (account_id, snapshot_id, scope, family_id, team_id, participant_id, tier, due_on)
		 SELECT t.account_id, $2, t.scope, t.family_id, n.node_id, p.id, t.tier, t.due_on
		 FROM target t
		 LEFT JOIN snapshot_node n ON n.account_id = t.account_id AND n.snapshot_id = $2 AND n.node_id = t.team_id
		 LEFT JOIN participant p ON p.account_id = t.account_id AND p.cycle_id = $3 AND p.member_id = t.member_id
		 WHERE t.account_id = $1 AND (t.scope <> 'team' OR n.node_id IS NOT NULL) AND (t.scope <> 'member' OR p.id IS NOT NULL)`,
		[accountId, snapshot.id, cycleId],
	)
	return snapshot
}

async function insertCorrection(
	{ sql }: Transaction,
	scope: AccountScope,
	{ cycleId, at, last }: { cycleId: string; at: Date; last: { id: string; version: number } },
): Promise<InsertedSnapshot> {
	const { accountId } = scope
	const shown = await sql.query<{ version: number; k: number }>(
		`SELECT s.version, greatest(s.minimum_group_size, a.minimum_group_size)::int AS k
		 FROM snapshot s JOIN account a ON a.id = s.account_id
		 WHERE s.account_id = $1 AND s.cycle_id = $2 AND s.is_for_everybody ORDER BY s.version DESC LIMIT 1`,
		[accountId, cycleId],
	)
	const [before] = shown.rows
	if (!before) throw new Error('The first version of a snapshot is everybody’s.')
	const version = last.version + 1
	const groups = await readCorrectedGroups(sql, scope, { cycleId, from: before.version, to: version })
	// The one stored decision holds also for a reader who knows one person's result, their own.
	const isForEverybody = isSafeCorrection(groups, { k: before.k, allowance: 1 })
	const { rows } = await sql.query<InsertedSnapshot>(
		`INSERT INTO snapshot (account_id, cycle_id, version, framework_version_id, comparison_id, minimum_group_size,
			published_at, is_for_everybody)
		 SELECT s.account_id, s.cycle_id, $3, s.framework_version_id, s.comparison_id, $4, $5, $6
		 FROM snapshot s WHERE s.account_id = $1 AND s.id = $2
		 RETURNING id, version, is_for_everybody AS "isForEverybody",
			(SELECT b.cycle_id FROM snapshot b WHERE b.account_id = $1 AND b.id = comparison_id) AS "comparisonCycleId",
			(SELECT b.version FROM snapshot b WHERE b.account_id = $1 AND b.id = comparison_id) AS "comparisonVersion"`,
		[accountId, last.id, version, before.k, at, isForEverybody],
	)
	const [snapshot] = rows
	if (!snapshot) throw new Error('The version to correct is gone.')
	await sql.query(
		`INSERT INTO snapshot_node (account_id, snapshot_id, node_id, parent_id, name, depth)
		 SELECT n.account_id, $3, n.node_id, n.parent_id, n.name, n.depth FROM snapshot_node n
		 WHERE n.account_id = $1 AND n.snapshot_id = $2`,
		[accountId, last.id, snapshot.id],
	)
	await sql.query(
		`INSERT INTO snapshot_target (account_id, snapshot_id, scope, family_id, team_id, participant_id, tier, due_on)
		 SELECT t.account_id, $3, t.scope, t.family_id, t.team_id, t.participant_id, t.tier, t.due_on FROM snapshot_target t
		 WHERE t.account_id = $1 AND t.snapshot_id = $2`,
		[accountId, last.id, snapshot.id],
	)
	return snapshot
}
