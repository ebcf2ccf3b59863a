import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { CycleScope } from './get-cycle-plan.server.ts'
import { askedFamilyKeys } from './list-role-families.server.ts'

type Changed = 'teams' | 'families'

/** Replaces whom a draft asks. Teams have to stand in the tree, and families to be asked something. */
export async function writeCycleScope(
	transaction: Transaction,
	{ accountId }: AccountScope,
	of: { cycleId: string; before: CycleScope; teamIds: readonly string[]; familyIds: readonly string[] },
): Promise<{ ok: true; changed: Changed[] } | { ok: false; field: 'teamIds' | 'familyIds' }> {
	const { sql } = transaction
	const teamIds = [...new Set(of.teamIds)]
	const familyIds = [...new Set(of.familyIds)]
	const isSame = (before: readonly { id: string }[], now: readonly string[]) =>
		before.length === now.length && before.every(({ id }) => now.includes(id))
	const changed: Changed[] = []
	if (!isSame(of.before.teams, teamIds)) {
		const { rowCount } = await sql.query(
			`SELECT FROM team t WHERE t.account_id = $1 AND t.id = ANY ($2::uuid[])
				AND (t.archived_at IS NULL OR t.id = ANY ($3::uuid[]))`,
			[accountId, teamIds, of.before.teams.map(({ id }) => id)],
		)
		if (rowCount !== teamIds.length) return { ok: false, field: 'teamIds' }
		await replace(transaction, accountId, 'team', of.cycleId, teamIds)
		changed.push('teams')
	}
	if (!isSame(of.before.families, familyIds)) {
		const { rowCount } = await sql.query(
			`SELECT FROM role_family f WHERE f.account_id = $1 AND f.id = ANY ($2::uuid[]) AND f.key IN (${askedFamilyKeys})`,
			[accountId, familyIds],
		)
		if (rowCount !== familyIds.length) return { ok: false, field: 'familyIds' }
		await replace(transaction, accountId, 'family', of.cycleId, familyIds)
		changed.push('families')
	}
	return { ok: true, changed }
}

async function replace(
	{ sql }: Transaction,
	accountId: string,
	what: 'team' | 'family',
	cycleId: string,
	ids: readonly string[],
): Promise<void> {
	await sql.query(`DELETE FROM cycle_scope_${what} WHERE account_id = $1 AND cycle_id = $2`, [
		accountId,
		cycleId,
	])
	await sql.query(
		`INSERT INTO cycle_scope_${what} (account_id, cycle_id, ${what}_id) SELECT $1, $2, * FROM unnest($3::uuid[])`,
		[accountId, cycleId, ids],
	)
}
