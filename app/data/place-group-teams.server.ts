import { withTeamsBelow } from '#app/domain/calibration/suggest-groups.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type TeamsOfGroup = {
	/** As chosen; teams that the cycle does not have are left out. */
	teamIds: readonly string[]
	/** Takes every team below the chosen ones along. */
	withBelow: boolean
}

export type PlacedTeams =
	| {
			ok: true
			teamIds: string[]
			/** How many teams below the chosen ones stay in other groups. */
			elsewhere: number
	  }
	| { ok: false; reason: 'no-teams' }
	/** Chosen teams that are in other groups. */
	| { ok: false; reason: 'team-taken'; teams: { name: string; groupName: string }[] }

type Team = { teamId: string; parentId: string | null; name: string; groupName: string | null }

/** Which teams of the frozen tree a group gets. Those that are chosen themselves must be in no other; a team is in one group at most. */
export async function placeGroupTeams(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { cycleId: string; groupId: string | null; teams: TeamsOfGroup },
): Promise<PlacedTeams> {
	const { rows } = await sql.query<Team>(
		`SELECT t.team_id AS "teamId", t.parent_id AS "parentId", t.name, g.name AS "groupName"
		 FROM cycle_team t
		 LEFT JOIN calibration_group_team i ON i.account_id = $1 AND i.cycle_id = $2 AND i.team_id = t.team_id
			AND i.group_id IS DISTINCT FROM $3
		 LEFT JOIN calibration_group g ON g.account_id = $1 AND g.id = i.group_id
		 WHERE t.account_id = $1 AND t.cycle_id = $2`,
		[scope.accountId, of.cycleId, of.groupId],
	)
	const chosen = rows.filter(({ teamId }) => of.teams.teamIds.includes(teamId))
	const taken = chosen.flatMap(({ name, groupName }) => (groupName === null ? [] : [{ name, groupName }]))
	if (taken.length > 0) return { ok: false, reason: 'team-taken', teams: taken }
	const below = Map.groupBy(rows, ({ parentId }) => parentId)
	const all = new Set(of.teams.withBelow ? chosen.flatMap((team) => withTeamsBelow(team, below)) : chosen)
	const free = [...all].filter(({ groupName }) => groupName === null)
	if (free.length === 0) return { ok: false, reason: 'no-teams' }
	return { ok: true, teamIds: free.map(({ teamId }) => teamId), elsewhere: all.size - free.length }
}
