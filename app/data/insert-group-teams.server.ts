import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Puts teams of a cycle that are in no calibration group into one. */
export async function insertGroupTeams(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { cycleId: string; groupId: string; teamIds: readonly string[] },
): Promise<void> {
	await sql.query(
		`INSERT INTO calibration_group_team (account_id, cycle_id, group_id, team_id)
		 SELECT $1, $2, $3, * FROM unnest($4::uuid[])`,
		[scope.accountId, of.cycleId, of.groupId, of.teamIds],
	)
}
