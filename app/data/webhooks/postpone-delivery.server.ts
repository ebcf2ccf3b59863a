import { systemScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { DeliveryProblem } from '#app/domain/webhook/delivery.ts'

const problem: DeliveryProblem = 'broken'

/** Leaves a delivery alone for an hour of which nobody could write down what came of it: it may have been sent. */
export async function postponeDelivery(of: { accountId: string; deliveryId: string }): Promise<void> {
	const scope = systemScope(of.accountId)
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`UPDATE webhook_delivery SET attempts = attempts + 1, last_attempt_at = now(), last_status = NULL,
				last_problem = $3, next_attempt_at = now() + interval '1 hour'
			 WHERE account_id = $1 AND id = $2 AND state = 'waiting'`,
			[scope.accountId, of.deliveryId, problem],
		),
	)
}
