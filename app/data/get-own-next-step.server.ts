import { nextOption } from '#app/domain/check-in/next-step.ts'
import { findOption } from '#app/domain/framework/rubric.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readPair } from './read-pair.server.ts'
import { readPublishedOutcome } from './read-published-outcome.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'

export type NextStep = {
	questionKey: string
	question: string
	halfSteps: HalfSteps
	/** What the person does now; null at tier 0.5, which has no option. */
	now: string | null
	/** What comes next; null at the top. */
	next: string | null
}

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
		const steps = family.questions.flatMap((question): NextStep[] => {
			const answer = outcome.answers.find(({ questionKey }) => questionKey === question.key)
			if (!answer) return []
			return [
				{
					questionKey: question.key,
					question: question.text,
					halfSteps: answer.halfSteps,
					now: findOption(question, answer.halfSteps)?.text ?? null,
					next: nextOption(question, answer.halfSteps)?.text ?? null,
				},
			]
		})
		return { steps }
	})
}
