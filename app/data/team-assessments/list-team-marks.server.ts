import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { PlacedTeam } from '#app/domain/roster/team-tree.ts'
import { arrangeTeams } from '#app/domain/roster/team-tree.ts'
import type { TeamMarks } from './team-marks-sql.server.ts'
import { proposesEngineering, selectTeamMarks } from './team-marks-sql.server.ts'

export type MarkedTeam = PlacedTeam<TeamMarks> & { proposed: boolean }

/** Which lenses apply to the account's teams, in the order of the tree. */
export async function listTeamMarks(
	scope: AccountScope,
	{ locale }: { locale: string },
): Promise<MarkedTeam[]> {
	const { compare } = new Intl.Collator(locale, { numeric: true })
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<TeamMarks>(selectTeamMarks('true'), [scope.accountId])
		return arrangeTeams(rows, compare).map((team) => ({ ...team, proposed: proposesEngineering(team) }))
	})
}
