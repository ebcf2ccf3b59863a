import type { AccountScope } from './account-scope.server.ts'
import type { AddJob } from './add-job.server.ts'
import { addJob } from './add-job.server.ts'
import { withAccount } from './database.server.ts'

/** `addJob` in a transaction of its own. */
export async function startJob(scope: AccountScope, of: AddJob): Promise<{ jobId: string }> {
	return withAccount(scope, (transaction) => addJob(transaction, scope, of))
}
