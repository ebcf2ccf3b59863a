import type { Rater } from '#app/domain/check-in/rater.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { Pair } from './read-pair.server.ts'
import { raterOf, readPair } from './read-pair.server.ts'

/** A participant whom the person of the scope rates, themself or as the manager's side; null for everybody else. */
export async function readPairAsRater(
	transaction: Transaction,
	scope: AccountScope,
	participantId: string,
): Promise<{ pair: Pair; rater: Rater } | null> {
	const pair = await readPair(transaction, scope, participantId)
	const rater = pair && raterOf(scope, pair)
	return pair && rater ? { pair, rater } : null
}
