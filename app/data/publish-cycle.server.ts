import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { PublishCycleResult } from './publish-cycle-within.server.ts'
import { publishCycleWithin } from './publish-cycle-within.server.ts'
import { runOnce } from './run-once.server.ts'

/**
 * Publishes a running cycle in one transaction: whoever has left by now is frozen as left, single-rater outcomes are made,
 * everything else without an outcome is not assessed, and the snapshot is computed. From then on nothing of it changes.
 * Check-ins that are being sent at this moment are in it or refused. Published again, it is refused as `not-running`; with
 * the same key it gets the first answer. `at` stands for now where the sample company tells its history.
 */
export async function publishCycle(
	scope: AccountScope,
	{ idempotencyKey, ...of }: { cycleId: string; idempotencyKey?: string; at?: Date },
): Promise<PublishCycleResult> {
	return withAccount(
		scope,
		async (transaction) => {
			const publish = () => publishCycleWithin(transaction, scope, of)
			return idempotencyKey
				? runOnce(transaction, scope, { key: idempotencyKey, action: 'cycle.publish' }, publish)
				: publish()
		},
		{ timeout: 900_000 },
	)
}
