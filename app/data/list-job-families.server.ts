import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export const jobFamilySorts = ['name', 'family', 'members'] as const
export type JobFamilySort = (typeof jobFamilySorts)[number]

export type ListedJobFamily = {
	id: string
	name: string
	/** Null: its people are not assessed. */
	familyId: string | null
	familyName: string | null
	/** Who has it and has not left. */
	members: number
	/** Of these, in another role family than the job family says: moved by hand, or not moved yet. */
	elsewhere: number
	/** Whether anybody has it, whoever has left included: then it stays. */
	isUsed: boolean
	version: number
}

type ListJobFamilies = {
	/** Part of the name, in any case. */
	search?: string
	sort: JobFamilySort
	order: 'asc' | 'desc'
	page: number
	pageSize: number
}

const sortColumns: Record<JobFamilySort, string> = {
	name: 'lower(j.name)',
	family: 'f.position',
	members: 'coalesce(p.members, 0)',
}

/** The job families of the account, each with its role family and its people. */
export async function listJobFamilies(
	scope: AccountScope,
	{ search = '', sort, order, page, pageSize }: ListJobFamilies,
): Promise<{ rows: ListedJobFamily[]; total: number }> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<ListedJobFamily & { total: number }>(
			`SELECT j.id, j.name, j.family_id AS "familyId", f.name AS "familyName", j.version,
				coalesce(p.members, 0) AS members, coalesce(p.elsewhere, 0) AS elsewhere, p.id IS NOT NULL AS "isUsed",
				count(*) OVER ()::int AS total
			 FROM job_family j
			 LEFT JOIN role_family f ON f.account_id = j.account_id AND f.id = j.family_id
			 LEFT JOIN (
				SELECT k.id, count(*) FILTER (WHERE is_there)::int AS members,
					count(*) FILTER (WHERE is_there AND m.family_id IS DISTINCT FROM k.family_id)::int AS elsewhere
				FROM member m
				JOIN job_family k ON k.account_id = m.account_id AND k.id = m.job_family_id
				CROSS JOIN LATERAL (SELECT m.left_on IS NULL OR m.left_on > $2::date AS is_there) s
				WHERE m.account_id = $1 GROUP BY k.id
			 ) p ON p.id = j.id
			 WHERE j.account_id = $1 AND ($3 = '' OR j.name ILIKE '%' || $3 || '%')
			 ORDER BY ${sortColumns[sort]} ${order === 'desc' ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}, lower(j.name), j.id
			 LIMIT $4 OFFSET $5`,
			[
				scope.accountId,
				today,
				search.replace(/[\\%_]/g, (sign) => `\\${sign}`),
				pageSize,
				(page - 1) * pageSize,
			],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}

/** What an import begins with, within an open transaction. */
export async function listJobFamiliesWithin(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
): Promise<{ name: string; familyKey: string | null }[]> {
	const { rows } = await sql.query<{ name: string; familyKey: string | null }>(
		`SELECT j.name, f.key AS "familyKey" FROM job_family j
		 LEFT JOIN role_family f ON f.account_id = j.account_id AND f.id = j.family_id
		 WHERE j.account_id = $1 ORDER BY j.key`,
		[accountId],
	)
	return rows
}
