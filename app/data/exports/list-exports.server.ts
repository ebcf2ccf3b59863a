import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { nameFilters } from './name-filters.server.ts'

export type ListedExport = {
	id: string
	at: Date
	/** Null: the person was erased, or it was a program or the command line. */
	who: string | null
	/** What a token is called, where a program read. */
	program: string | null
	isProgram: boolean
	/** Whether it was written by the command line of the server, which is nobody in particular. */
	isCommand: boolean
	report: string
	/** Ids of the account's own things as what they are called now. */
	filter: Record<string, string>
	format: string
	state: 'begun' | 'whole' | 'broken'
	rows: number | null
	requests: number
}

type Row = ListedExport & { total: number }

/** What was taken along, newest first unless asked otherwise; `own`: only by the person of the scope. */
export async function listExports(
	scope: AccountScope,
	of: {
		own: boolean
		report?: string | undefined
		/** Days in the account's time zone, both included. */
		from?: string | undefined
		to?: string | undefined
		order: 'asc' | 'desc'
		page: number
		pageSize: number
	},
): Promise<{ rows: ListedExport[]; total: number }> {
	const { own, report, from, to, order, page, pageSize } = of
	return withAccount(scope, async (transaction) => {
		const { rows } = await transaction.sql.query<Row>(
			`SELECT e.id, e.at, u.name AS who, t.name AS program, e.api_token_id IS NOT NULL AS "isProgram",
				e.api_token_id IS NULL AND e.actor_id IS NULL AS "isCommand", e.report,
				e.filter, e.format, e.state, e.rows, e.requests, count(*) OVER ()::int AS total
			 FROM export_access e
			 JOIN account a ON a.id = e.account_id
			 LEFT JOIN pseudonym p ON p.account_id = e.account_id AND p.id = e.actor_id
			 LEFT JOIN "user" u ON u.id = p.user_id
			 LEFT JOIN api_token t ON t.account_id = e.account_id AND t.id = e.api_token_id
			 WHERE e.account_id = $1
				AND (NOT $2 OR p.user_id = $3)
				AND ($4::text IS NULL OR e.report = $4)
				AND ($5::date IS NULL OR e.at >= $5::date::timestamp AT TIME ZONE a.time_zone)
				AND ($6::date IS NULL OR e.at < ($6::date + 1)::timestamp AT TIME ZONE a.time_zone)
			 ORDER BY e.at ${order === 'asc' ? 'ASC' : 'DESC'}, e.id
			 LIMIT $7 OFFSET $8`,
			[
				...[scope.accountId, own, scope.userId, report ?? null, from ?? null, to ?? null],
				...[pageSize, (page - 1) * pageSize],
			],
		)
		const filters = await nameFilters(
			transaction,
			scope,
			rows.map(({ filter }) => filter),
		)
		return {
			rows: rows.map(({ total: _total, ...row }, index) => ({ ...row, filter: filters[index] ?? {} })),
			total: rows[0]?.total ?? 0,
		}
	})
}
