import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { LadderAdvice } from './ladder-advice.tsx'
import { LevelChoice } from './level-choice.tsx'
import type { AssessmentPage } from './read-page.server.ts'
import { RungChoice } from './rung-choice.tsx'
import type { AssessmentAnswer } from './sent-fields.ts'
import { ViewNote } from './view-note.tsx'

/** The step that the team claims, recorded by who facilitates. What it shows is worked out. */
export function AgreePanel({ page, answer }: { page: AssessmentPage; answer: AssessmentAnswer | undefined }) {
	const { head, level, ladder, inputs } = page
	const mine = answer?.sent.intent === 'agree' ? answer : undefined
	/** What all say, where they do: a proposal as good as any. */
	const same = <T,>(values: readonly T[]): T | null =>
		new Set(values).size === 1 ? (values[0] ?? null) : null
	return (
		<Form method="post" className="flex max-w-3xl flex-col gap-6 border-t border-line pt-6">
			<h2>Agree on the whole</h2>
			<ErrorSummary errors={mine?.errors ?? []} />
			<input type="hidden" name="version" value={head.version} />
			{level && (
				<LevelChoice
					legend="Which level does the team claim?"
					hint="It stands beside the level that the checks show. The two need not be the same."
					levels={level.levels}
					stored={head.claimed ?? same(inputs.map(({ claimed }) => claimed))}
					answer={mine}
				/>
			)}
			{ladder && (
				<>
					<input type="hidden" name="lens" value="rung" />
					<LadderAdvice ladder={ladder} />
					<RungChoice
						ladder={ladder}
						stored={{
							rung: head.rung ?? same(inputs.map(({ rung }) => rung)),
							trapRecognized: head.trapRecognized ?? same(inputs.map(({ trapRecognized }) => trapRecognized)),
						}}
						answer={mine}
					/>
				</>
			)}
			<ViewNote stored={head.note} answer={mine} hint="Read by everybody who may read the result." />
			<div>
				<Button name="intent" value="agree">
					Record what is agreed
				</Button>
			</div>
		</Form>
	)
}
