import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { PlacedTeam } from '#app/domain/roster/team-tree.ts'
import { arrangeTeams } from '#app/domain/roster/team-tree.ts'
import { todayOfAccount } from '#app/data/today-sql.server.ts'

export type TeamMarks = {
	buildsProductFeatures: boolean
	/** Null: nobody has said. */
	isEngineering: boolean | null
	isRegulated: boolean
}

type Row = TeamMarks & {
	id: string
	name: string
	parentId: string | null
	version: number
	/** People of the team itself who are there today, and how many of them are of the Engineering family. */
	members: number
	engineers: number
}

/** Whether the agentic ladder is proposed for a team: where at least half of its people are of the Engineering family. */
export const proposesEngineering = ({ members, engineers }: Pick<Row, 'members' | 'engineers'>): boolean =>
	members > 0 && engineers * 2 >= members

export type MarkedTeam = PlacedTeam<Row>

/** Which lenses apply to the account's teams, in the order of the tree; or to one team. */
export async function listTeamMarks(
	scope: AccountScope,
	{ locale, teamId }: { locale: string; teamId?: string },
): Promise<MarkedTeam[]> {
	const { compare } = new Intl.Collator(locale, { numeric: true })
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Row>(
			`SELECT t.id, t.name, t.parent_id AS "parentId", t.version, t.builds_product_features AS "buildsProductFeatures",
				t.is_engineering AS "isEngineering", t.is_regulated AS "isRegulated",
				count(m.id)::int AS members, count(m.id) FILTER (WHERE f.key = 'engineering')::int AS engineers
			 FROM team t
			 LEFT JOIN member m ON m.account_id = t.account_id AND m.team_id = t.id
				AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount})
			 LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
			 WHERE t.account_id = $1 AND t.archived_at IS NULL AND ($2::uuid IS NULL OR t.id = $2)
			 GROUP BY t.account_id, t.id`,
			[scope.accountId, teamId ?? null],
		)
		return arrangeTeams(rows, compare)
	})
}
