import { systemScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listAccounts } from '#app/data/list-accounts.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { ok, problem } from './finding.ts'
import type { Finding } from './finding.ts'

/** Recounts every published snapshot. */
export async function checkSnapshots(appUrl: string): Promise<Finding[]> {
	openDatabase({ connectionString: appUrl, max: 2 })
	try {
		let snapshots = 0
		let differences = 0
		for (const { id } of await listAccounts()) {
			const found = await verifySnapshots(systemScope(id))
			snapshots += found.snapshots
			differences += found.differences.length + found.metricDifferences.length + found.treeDifferences.length
		}
		if (differences === 0) return [ok('snapshots', `${snapshots} recounted, no difference`)]
		const todo = 'contour snapshots verify names them. Compare with a backup.'
		return [problem('snapshots', `${differences} figures differ from a recount`, todo)]
	} finally {
		await closeDatabase()
	}
}
