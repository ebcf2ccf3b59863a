import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { MemberFilter } from './member-filter-sql.server.ts'
import { memberFilterSql, teamPathSql } from './member-filter-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type ListedMember = {
	id: string
	name: string
	email: string | null
	externalId: string | null
	jobTitle: string | null
	family: string | null
	familyKey: string | null
	teamId: string | null
	/** Names from the top down; null in no team. */
	teamPath: string[] | null
	manager: { id: string; name: string; email: string | null; externalId: string | null } | null
	/** Calendar days. */
	startedOn: string | null
	leftOn: string | null
	hasLeft: boolean
	attributes: Record<string, string>
}

export const memberSorts = [
	'name',
	'email',
	'externalId',
	'jobTitle',
	'family',
	'team',
	'manager',
	'startedOn',
	'leftOn',
] as const
export type MemberSort = (typeof memberSorts)[number]

const orderBy: Record<MemberSort | 'id', string> = {
	id: 'm.id',
	name: 'lower(m.name)',
	email: 'm.email',
	externalId: 'm.external_id',
	jobTitle: 'lower(m.job_title)',
	family: 'f.position',
	team: 'p.path',
	manager: 'lower(g.name)',
	startedOn: 'm.started_on',
	leftOn: 'm.left_on',
}

/** Members who match a filter, one page of them, or all without a page. Who has no value comes last. */
export async function listMembers(
	scope: AccountScope,
	of: {
		filter: MemberFilter
		/** By id, the pages after each other's last stay as they are while records come and go. */
		sort: MemberSort | 'id'
		order: 'asc' | 'desc'
		page?: { number: number; size: number }
	},
): Promise<{ rows: ListedMember[]; total: number }> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { where, values } = memberFilterSql(of.filter, today)
		const { page } = of
		const { rows } = await transaction.sql.query<ListedMember & { total: number }>(
			`WITH RECURSIVE ${teamPathSql}
			 SELECT m.id, m.name, m.email, m.external_id AS "externalId", m.job_title AS "jobTitle", f.name AS family,
				f.key AS "familyKey", m.team_id AS "teamId",
				p.path AS "teamPath", m.started_on::text AS "startedOn", m.left_on::text AS "leftOn",
				coalesce(m.left_on <= $${values.length + 2}::date, false) AS "hasLeft", m.attributes,
				CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'name', g.name, 'email', g.email,
					'externalId', g.external_id) END AS manager,
				count(*) OVER ()::int AS total
			 FROM member m
			 LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
			 LEFT JOIN team_path p ON p.id = m.team_id
			 LEFT JOIN member g ON g.account_id = m.account_id AND g.id = m.manager_id
			 WHERE m.account_id = $1 ${where}
			 ORDER BY ${orderBy[of.sort]} ${of.order === 'desc' ? 'DESC' : 'ASC'} NULLS LAST, lower(m.name), m.id
			 ${page ? `LIMIT ${Math.trunc(page.size)} OFFSET ${Math.trunc((page.number - 1) * page.size)}` : ''}`,
			[scope.accountId, ...values, today],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
