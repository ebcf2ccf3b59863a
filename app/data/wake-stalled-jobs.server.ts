import { queryWithoutAccount } from './database.server.ts'

/** Puts jobs that nobody does any more into the queue again, of all accounts, and returns how many. */
export async function wakeStalledJobs(): Promise<number> {
	const rows = await queryWithoutAccount(
		`SELECT wake_work('contour-job', jsonb_build_object('accountId', s.account_id, 'jobId', s.id), s.id::text)
		 FROM list_stalled_jobs() s`,
	)
	return rows.length
}
