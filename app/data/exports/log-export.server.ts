import type { AccountScope } from '#app/data/account-scope.server.ts'
import { beginExport } from './begin-export.server.ts'
import { endExport } from './end-export.server.ts'

/**
 * Runs what writes an export, with an entry of the access log before it begins and after it has ended.
 *
 * @param run returns how many rows it wrote, where that is known
 */
export async function logExport(
	scope: AccountScope,
	of: { report: string; filter: Record<string, string>; format: string },
	run: () => Promise<number | null>,
): Promise<void> {
	const id = await beginExport(scope, of)
	let rows: number | null = null
	let state: 'whole' | 'broken' = 'broken'
	try {
		rows = await run()
		state = 'whole'
	} finally {
		await endExport(scope, { id, state, rows })
	}
}
