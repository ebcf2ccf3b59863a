import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { Job } from './job-row.server.ts'
import { jobColumns, readJobRow } from './job-row.server.ts'

export type FoundJob = Job & {
	/** Who started it; null for the command line, and for somebody who is gone. */
	by: string | null
	/** The file or the cycle that it is about; null where that is laid aside or gone. */
	about: string | null
}

/** A job of the account; null when there is none of this id. Who may see it is for `mayReadJob` to say. */
export async function findJob(scope: AccountScope, jobId: string): Promise<FoundJob | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Pick<FoundJob, 'by' | 'about'>>(
			`SELECT ${jobColumns}, u.name AS by, coalesce(i.file_name, c.name) AS about
			 FROM job j
			 LEFT JOIN "user" u ON u.id = j.created_by_user_id
			 LEFT JOIN import i ON i.account_id = j.account_id AND i.id = j.subject_id AND i.state <> 'discarded'
			 LEFT JOIN cycle c ON c.account_id = j.account_id AND c.id = j.subject_id
			 WHERE j.account_id = $1 AND j.id = $2`,
			[scope.accountId, jobId],
		)
		const [row] = rows
		return row ? { ...readJobRow(row), by: row.by, about: row.about } : null
	})
}
