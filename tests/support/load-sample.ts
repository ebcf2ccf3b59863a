import type { Pool } from 'pg'
import { loadSample } from '#seed/demo/load-sample.server.ts'

/** The sample company, of which the planner knows at once how large it is, and not a minute later. */
export async function loadTestSample(
	admin: Pool,
	{ password = 'a password of the test' } = {},
): Promise<{ accountId: string }> {
	// Where it is loaded again, what was known was of the one before.
	await admin.query('ANALYZE')
	const loaded = await loadSample({ password })
	await admin.query('ANALYZE')
	return loaded
}
