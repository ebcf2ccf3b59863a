import type { PlacedTeam } from '#app/domain/roster/team-tree.ts'
import { arrangeTeams, sumBelow } from '#app/domain/roster/team-tree.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

type TeamRow = {
	id: string
	name: string
	parentId: string | null
	lead: { id: string; name: string } | null
	archived: boolean
	/** People of the team itself who have not left. */
	members: number
}

export type ListedTeam = PlacedTeam<TeamRow> & {
	/** The same with all teams below. */
	membersBelow: number
}

export const teamSorts = ['tree', 'name', 'lead', 'members', 'membersBelow'] as const
export type TeamSort = (typeof teamSorts)[number]

/** Teams in the order of the tree, or sorted as one list; one page of them. */
export async function listTeams(
	scope: AccountScope,
	of: {
		/** Part of a team's or its lead's name. */
		search?: string
		state: 'active' | 'archived'
		sort: TeamSort
		order: 'asc' | 'desc'
		page: number
		pageSize: number
		locale: string
	},
): Promise<{ rows: ListedTeam[]; total: number }> {
	const { compare } = new Intl.Collator(of.locale, { numeric: true })
	const all = await withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<TeamRow>(
			`SELECT t.id, t.name, t.parent_id AS "parentId", t.archived_at IS NOT NULL AS archived,
				CASE WHEN l.id IS NOT NULL THEN json_build_object('id', l.id, 'name', l.name) END AS lead,
				(SELECT count(*)::int FROM member m WHERE m.account_id = t.account_id AND m.team_id = t.id
					AND (m.left_on IS NULL OR m.left_on > $2::date)) AS members
			 FROM team t LEFT JOIN member l ON l.account_id = t.account_id AND l.id = t.lead_id
			 WHERE t.account_id = $1`,
			[scope.accountId, today],
		)
		return rows
	})
	const below = sumBelow(all, ({ members }) => members)
	const search = of.search?.trim().toLowerCase() ?? ''
	const matches = (text: string | undefined) => text?.toLowerCase().includes(search) ?? false
	const rows = arrangeTeams(all, compare)
		.filter(({ archived }) => archived === (of.state === 'archived'))
		.filter(({ name, lead }) => search === '' || matches(name) || matches(lead?.name))
		.map((team) => ({ ...team, membersBelow: below.get(team.id) ?? 0 }))
	if (of.sort !== 'tree') rows.sort(comparison(of.sort, of.order, compare))
	const from = (of.page - 1) * of.pageSize
	return { rows: rows.slice(from, from + of.pageSize), total: rows.length }
}

/** Teams without a lead come last, whatever the order. */
function comparison(
	sort: Exclude<TeamSort, 'tree'>,
	order: 'asc' | 'desc',
	compare: (a: string, b: string) => number,
): (a: ListedTeam, b: ListedTeam) => number {
	const sign = order === 'desc' ? -1 : 1
	return (a, b) => {
		if (sort === 'name') return sign * compare(a.name, b.name)
		if (sort === 'members' || sort === 'membersBelow') return sign * (a[sort] - b[sort])
		if (!a.lead || !b.lead) return Number(!a.lead) - Number(!b.lead)
		return sign * compare(a.lead.name, b.lead.name)
	}
}
