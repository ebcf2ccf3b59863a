import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type CyclePlaceTeam = { id: string; name: string; depth: number }

export type CyclePlace = {
	/** From the top down to the chosen team; empty without one, and where the cycle does not have it. */
	path: CyclePlaceTeam[]
	/** Right below the chosen team, or at the top, by name. */
	children: CyclePlaceTeam[]
	/** Whether somebody takes part who is in no team. */
	hasTeamless: boolean
}

/** Where a team stands in the tree that a cycle froze: one level of it, for choosing among thousands. */
export async function readCyclePlace(
	scope: AccountScope,
	{ cycleId, teamId }: { cycleId: string; teamId: string | null },
): Promise<CyclePlace> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Row>(
			`WITH RECURSIVE path AS (
				SELECT t.team_id, t.parent_id, t.name, 0 AS up FROM cycle_team t
				WHERE t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = $3
				UNION ALL
				SELECT t.team_id, t.parent_id, t.name, p.up + 1 FROM path p
				JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = p.parent_id
			 ),
			 place AS (
				SELECT team_id AS id, name, up FROM path
				UNION ALL
				SELECT t.team_id, t.name, NULL FROM cycle_team t
				WHERE t.account_id = $1 AND t.cycle_id = $2
					AND t.parent_id IS NOT DISTINCT FROM (SELECT p.team_id FROM path p WHERE p.up = 0)
			 )
			 SELECT p.id, p.name, p.up, n.teamless AS "hasTeamless"
			 FROM (SELECT EXISTS (SELECT FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $2
				AND p.team_id IS NULL) AS teamless) n
			 LEFT JOIN place p ON true
			 ORDER BY p.up DESC NULLS LAST, lower(p.name), p.id`,
			[scope.accountId, cycleId, teamId],
		)
		const teams = rows.filter((row): row is Row & { id: string; name: string } => row.id !== null)
		const way = teams.filter(({ up }) => up !== null)
		const below = teams.filter(({ up }) => up === null)
		return {
			path: way.map(({ id, name }, depth) => ({ id, name, depth })),
			children: below.map(({ id, name }) => ({ id, name, depth: way.length })),
			hasTeamless: rows[0]?.hasTeamless ?? false,
		}
	})
}

/** Without a team where the cycle has none. */
type Row = { id: string | null; name: string | null; up: number | null; hasTeamless: boolean }
