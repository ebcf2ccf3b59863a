import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PlacedTeam } from '#app/domain/roster/team-tree.ts'
import { arrangeTeams, sumBelow } from '#app/domain/roster/team-tree.ts'
import type { TargetValue } from './set-target.server.ts'
import { heldTarget, presentTargets, targetSets } from './target-rule-sql.server.ts'

type TeamRow = {
	id: string
	name: string
	parentId: string | null
	/** The team's own, or that of the nearest team above that has one; null where each family's or the company's holds. */
	held: (TargetValue & { isOwn: boolean; teamName: string }) | null
	/** People in a family in the team itself. */
	members: number
	/** For how many of all people the own target holds; 0 without one. */
	people: number
}

export type TeamTarget = PlacedTeam<TeamRow> & {
	/** People in a family, with all teams below. */
	membersBelow: number
}

/** Teams in the order of the tree with the target that holds for each, one page of them. */
export async function listTeamTargets(
	scope: AccountScope,
	of: {
		/** Part of a team's name. */
		search: string
		/** Only those that have one of their own. */
		onlyOwn: boolean
		page: number
		pageSize: number
		locale: string
		today: Day
	},
): Promise<{ rows: TeamTarget[]; total: number }> {
	const { compare } = new Intl.Collator(of.locale, { numeric: true })
	const all = await withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<TeamRow>(
			`WITH RECURSIVE ${targetSets(presentTargets)},
			 counted AS (
				SELECT m.team_id, (held.target ->> 'teamId')::uuid AS from_id, count(*)::int AS people
				FROM member m
				CROSS JOIN LATERAL (
					SELECT ${heldTarget(presentTargets, { person: 'm.id', team: 'm.team_id', family: 'm.family_id' })} AS target
				) held
				WHERE m.account_id = $1 AND m.family_id IS NOT NULL AND m.team_id IS NOT NULL
					AND (m.left_on IS NULL OR m.left_on > $2::date)
				GROUP BY 1, 2
			 ),
			 here AS (SELECT team_id, sum(people)::int AS people FROM counted GROUP BY team_id),
			 held AS (SELECT from_id, sum(people)::int AS people FROM counted WHERE from_id IS NOT NULL GROUP BY from_id)
			 SELECT t.id, t.name, t.parent_id AS "parentId", coalesce(here.people, 0) AS members, coalesce(held.people, 0) AS people,
				CASE WHEN p.tier IS NOT NULL THEN json_build_object('halfSteps', p.tier, 'dueOn', p.due_on::text,
					'isOwn', p.from_id = t.id, 'teamName', f.name) END AS held
			 FROM team t
			 LEFT JOIN present_team p ON p.team_id = t.id
			 LEFT JOIN team f ON f.account_id = $1 AND f.id = p.from_id
			 LEFT JOIN here ON here.team_id = t.id
			 LEFT JOIN held ON held.from_id = t.id
			 WHERE t.account_id = $1 AND t.archived_at IS NULL`,
			[scope.accountId, of.today],
		)
		return rows
	})
	const below = sumBelow(all, ({ members }) => members)
	const search = of.search.trim().toLowerCase()
	const found = arrangeTeams(all, compare)
		.filter(({ held }) => !of.onlyOwn || held?.isOwn === true)
		.filter(({ name }) => search === '' || name.toLowerCase().includes(search))
	const from = (of.page - 1) * of.pageSize
	return {
		rows: found
			.slice(from, from + of.pageSize)
			.map((team) => ({ ...team, membersBelow: below.get(team.id) ?? 0 })),
		total: found.length,
	}
}
