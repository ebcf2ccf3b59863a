import type { ExportFilter } from '#app/domain/training-need/export-filter.ts'
import { exportFilterSchema } from '#app/domain/training-need/export-filter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { exportFilterColumn, exportFilterJoins } from './export-filter-sql.server.ts'

export type JobNames = {
	/** Who started it; null for the command line, and for somebody who is gone. */
	by: string | null
	/** The file or the cycle that it is about; null where that is laid aside or gone. */
	about: string | null
	/** Of an export. */
	exportFilter: ExportFilter | null
}

/** What a page calls a job's person and subject by; apart from the job, which is looked at many times while it runs. */
export async function readJobNames(scope: AccountScope, jobId: string): Promise<JobNames> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Omit<JobNames, 'exportFilter'> & { exportFilter: unknown }>(
			`SELECT u.name AS by, coalesce(i.file_name, c.name) AS about, ${exportFilterColumn}
			 FROM job j
			 LEFT JOIN "user" u ON u.id = j.created_by_user_id
			 LEFT JOIN import i ON i.account_id = j.account_id AND i.id = j.subject_id AND i.state <> 'discarded'
			 LEFT JOIN cycle c ON c.account_id = j.account_id AND c.id = j.subject_id ${exportFilterJoins}
			 WHERE j.account_id = $1 AND j.id = $2`,
			[scope.accountId, jobId],
		)
		const [row] = rows
		if (!row) return { by: null, about: null, exportFilter: null }
		return { ...row, exportFilter: exportFilterSchema.nullable().parse(row.exportFilter) }
	})
}
