import { arrangeTeams } from '#app/domain/roster/team-tree.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type CalibrationTeam = {
	id: string
	name: string
	/** 0 at the top of the tree as the cycle froze it. */
	depth: number
	/** Participants directly in it. */
	people: number
	/** The calibration group that it is in. */
	groupId: string | null
	groupName: string | null
}

/** The teams of a cycle in the order of its frozen tree, for choosing those of a calibration group. */
export async function listCalibrationTeams(
	scope: AccountScope,
	{ cycleId, locale }: { cycleId: string; locale: string },
): Promise<CalibrationTeam[]> {
	const { compare } = new Intl.Collator(locale, { numeric: true })
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Omit<CalibrationTeam, 'depth'> & { parentId: string | null }>(
			`SELECT t.team_id AS id, t.parent_id AS "parentId", t.name, g.id AS "groupId", g.name AS "groupName",
				coalesce(n.people, 0) AS people
			 FROM cycle_team t
			 LEFT JOIN (SELECT p.team_id, count(*)::int AS people FROM participant p
				WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' GROUP BY 1) n ON n.team_id = t.team_id
			 LEFT JOIN calibration_group_team i ON i.account_id = $1 AND i.cycle_id = $2 AND i.team_id = t.team_id
			 LEFT JOIN calibration_group g ON g.account_id = $1 AND g.id = i.group_id
			 WHERE t.account_id = $1 AND t.cycle_id = $2`,
			[scope.accountId, cycleId],
		)
		return arrangeTeams(rows, compare).map(({ id, name, depth, people, groupId, groupName }) => ({
			...{ id, name, depth, people, groupId, groupName },
		}))
	})
}
