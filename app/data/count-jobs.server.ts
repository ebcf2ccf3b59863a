import { queryWithoutAccount } from './database.server.ts'

export type JobCount = { queue: string; state: string; count: number }

/** Jobs of all accounts together by queue and state; none where the application has no queue that it may read. */
export async function countJobs(): Promise<JobCount[]> {
	const [readable] = await queryWithoutAccount<{ yes: boolean | null }>(
		`SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS yes
		 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname = 'pgboss' AND c.relname = 'job'`,
	)
	if (!readable?.yes) return []
	const rows = await queryWithoutAccount<{ queue: string; state: string; count: string }>(
		`SELECT name AS queue, state::text AS state, count(*) AS count FROM pgboss.job GROUP BY 1, 2 ORDER BY 1, 2`,
	)
	return rows.map(({ queue, state, count }) => ({ queue, state, count: Number(count) }))
}
