import type { CheckInPage } from './read-page.server.ts'

type Question = CheckInPage['questions'][number]
type Mine = NonNullable<CheckInPage['mine']>

/** A rater's answer to a question with the words of the chosen option; the entry question's where it decided. */
export function findAnswer(question: Question, mine: Mine) {
	const answer = mine.answers.find(({ questionKey }) => questionKey === question.key)
	const halfSteps = mine.usesAi === false ? (1 as const) : (answer?.halfSteps ?? null)
	const option = question.options.find((one) => one.halfSteps === halfSteps)
	return {
		halfSteps,
		text: option?.text ?? (halfSteps === 1 ? 'By the entry question' : ''),
		evidenceUrl: answer?.evidenceUrl ?? null,
		evidenceNote: answer?.evidenceNote ?? null,
	}
}
