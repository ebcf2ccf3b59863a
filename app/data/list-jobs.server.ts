import type { JobKind } from '#app/domain/job/job-kind.ts'
import type { ExportFilter } from '#app/domain/training-need/export-filter.ts'
import { exportFilterSchema } from '#app/domain/training-need/export-filter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { exportFilterColumn, exportFilterJoins } from './export-filter-sql.server.ts'
import type { Job } from './job-row.server.ts'
import { jobColumns, readJobRow } from './job-row.server.ts'

export type ListedJob = Omit<Job, 'parameters' | 'result'> & {
	/** Who started it; null for the command line, and for somebody who is gone. */
	by: string | null
	/** The file or the cycle that it is about. */
	about: string | null
	/** Of an export. */
	exportFilter: ExportFilter | null
}

type Row = { by: string | null; about: string | null; exportFilter: unknown; count: number }

/** The account's jobs of some kinds, the newest first; of others only the person's own. */
export async function listJobs(
	scope: AccountScope,
	of: { everybodys: readonly JobKind[]; own: readonly JobKind[]; page: number; pageSize: number },
): Promise<{ rows: ListedJob[]; total: number }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Row>(
			`WITH listed AS MATERIALIZED (
				SELECT j.*, count(*) OVER ()::int AS count FROM job j
				WHERE j.account_id = $1 AND (j.kind = ANY ($2) OR j.kind = ANY ($3) AND j.created_by_user_id = $4)
				ORDER BY j.created_at DESC, j.id LIMIT $5 OFFSET $6
			 )
			 SELECT ${jobColumns}, u.name AS by, coalesce(i.file_name, c.name) AS about, ${exportFilterColumn}, j.count
			 FROM listed j
			 LEFT JOIN "user" u ON u.id = j.created_by_user_id
			 LEFT JOIN import i ON i.account_id = j.account_id AND i.id = j.subject_id
			 LEFT JOIN cycle c ON c.account_id = j.account_id AND c.id = j.subject_id ${exportFilterJoins}
			 ORDER BY j.created_at DESC, j.id`,
			[scope.accountId, of.everybodys, of.own, scope.userId, of.pageSize, (of.page - 1) * of.pageSize],
		)
		return {
			rows: rows.map((row) => {
				const { parameters: _, result: __, ...job } = readJobRow(row)
				const { by, about } = row
				return { ...job, by, about, exportFilter: exportFilterSchema.nullable().parse(row.exportFilter) }
			}),
			total: rows[0]?.count ?? 0,
		}
	})
}
