import { Form } from 'react-router'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SendButtons } from './give-level.tsx'
import { LadderAdvice } from './ladder-advice.tsx'
import type { AssessmentPage, LadderPart } from './read-page.server.ts'
import { RungChoice } from './rung-choice.tsx'
import type { AssessmentAnswer } from './sent-fields.ts'
import { ViewNote } from './view-note.tsx'

type Props = { page: AssessmentPage; ladder: LadderPart; answer: AssessmentAnswer | undefined }

/** One person's view of how the team works with agents. */
export function GiveRung({ page, ladder, answer }: Props) {
	const { own } = page
	const mine = answer?.sent.intent === 'save' || answer?.sent.intent === 'send' ? answer : undefined
	return (
		<Form method="post" className="flex max-w-3xl flex-col gap-8">
			<ErrorSummary errors={mine?.errors ?? []} />
			<input type="hidden" name="version" value={own?.version ?? 0} />
			<input type="hidden" name="lens" value="rung" />
			<LadderAdvice ladder={ladder} />
			<RungChoice ladder={ladder} stored={own} answer={mine} />
			<ViewNote stored={own?.note} answer={mine} />
			<SendButtons />
		</Form>
	)
}
