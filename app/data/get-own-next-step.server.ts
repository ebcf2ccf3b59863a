import type { NextStep } from '#app/domain/check-in/next-steps.ts'
import { nextSteps } from '#app/domain/check-in/next-steps.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readPair } from './read-pair.server.ts'
import { readPublishedOutcome } from './read-published-outcome.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'

/** The agreed answers of one of the person's own participations, each with the option above it; null before agreement. */
export async function getOwnNextStep(
	scope: AccountScope,
	participantId: string,
): Promise<{ steps: NextStep[] } | null> {
	return withAccount(scope, async (transaction) => {
		const pair = await readPair(transaction, scope, participantId)
		if (!pair || pair.memberId !== scope.memberId) return null
		const outcome = await readPublishedOutcome(transaction, scope, participantId)
		const family = await readRubricFamily(transaction, scope, pair)
		if (!outcome || !family) return null
		return { steps: nextSteps(family, outcome.answers) }
	})
}
