import { todayOfAccount } from '#app/data/today-sql.server.ts'

export type TeamMarks = {
	id: string
	name: string
	parentId: string | null
	buildsProductFeatures: boolean
	/** Null: nobody has said. */
	isEngineering: boolean | null
	isRegulated: boolean
	/** People of the team itself who are there today, and how many of them are of the Engineering family. */
	members: number
	engineers: number
}

/** SQL: the marks of the teams `t` of account $1 that are not archived. */
export const selectTeamMarks = (where: string) => `
	SELECT t.id, t.name, t.parent_id AS "parentId", t.builds_product_features AS "buildsProductFeatures",
		t.is_engineering AS "isEngineering", t.is_regulated AS "isRegulated",
		count(m.id)::int AS members, count(m.id) FILTER (WHERE f.key = 'engineering')::int AS engineers
	FROM team t
	LEFT JOIN member m ON m.account_id = t.account_id AND m.team_id = t.id
		AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount})
	LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
	WHERE t.account_id = $1 AND t.archived_at IS NULL AND ${where}
	GROUP BY t.account_id, t.id`

/** Whether the agentic ladder is proposed for a team: where at least half of its people are of the Engineering family. */
export const proposesEngineering = ({
	members,
	engineers,
}: Pick<TeamMarks, 'members' | 'engineers'>): boolean => members > 0 && engineers * 2 >= members
