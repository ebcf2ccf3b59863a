import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TeamMarks } from './team-marks-sql.server.ts'
import { proposesEngineering, selectTeamMarks } from './team-marks-sql.server.ts'

/** Which lenses apply to a team; null for one that is not there, or archived. */
export async function readTeamMarks(
	scope: AccountScope,
	{ teamId }: { teamId: string },
): Promise<(TeamMarks & { proposed: boolean }) | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<TeamMarks>(selectTeamMarks('t.id = $2'), [scope.accountId, teamId])
		const [team] = rows
		return team ? { ...team, proposed: proposesEngineering(team) } : null
	})
}
