import type { Pool } from 'pg'
import { loadSample } from '#seed/demo/load-sample.server.ts'

const tables = `SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`

/** The sample company, of which the planner knows at once how large it is, and not a minute later. */
export async function loadTestSample(
	admin: Pool,
	{ password = 'a password of the test' } = {},
): Promise<{ accountId: string }> {
	// Where it is loaded again, what was known was of the one before: as little as of a table that is new.
	await admin.query(`UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE oid IN (${tables})`)
	await admin.query(`DELETE FROM pg_statistic WHERE starelid IN (${tables})`)
	const loaded = await loadSample({ password })
	await admin.query('ANALYZE')
	return loaded
}
