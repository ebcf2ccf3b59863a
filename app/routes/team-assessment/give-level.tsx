import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { LensMark, levelStop } from '#app/ui/lens-mark.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { CheckChoice } from './check-choice.tsx'
import { LevelChoice } from './level-choice.tsx'
import type { AssessmentPage, LevelPart } from './read-page.server.ts'
import type { AssessmentAnswer } from './sent-fields.ts'
import { ViewNote } from './view-note.tsx'

type Props = { page: AssessmentPage; level: LevelPart; answer: AssessmentAnswer | undefined }

/** One person's view of the team: each check, and the level that they see. What is left out says nothing. */
export function GiveLevel({ page, level, answer }: Props) {
	const { own, locale } = page
	const mine = answer?.sent.intent === 'save' || answer?.sent.intent === 'send' ? answer : undefined
	return (
		<Form method="post" className="flex max-w-3xl flex-col gap-10">
			<ErrorSummary errors={mine?.errors ?? []} />
			<input type="hidden" name="version" value={own?.version ?? 0} />
			{level.levels.map((one) => (
				<section key={one.level} aria-labelledby={`level-${one.level}`} className="flex flex-col gap-6">
					<div className="flex flex-col gap-2">
						<h2 id={`level-${one.level}`} className="flex flex-wrap items-center gap-2.5">
							<LensMark
								lens="AI coding level"
								stop={levelStop(one.level)}
								value={one.level}
								locale={locale}
							/>
							<span>{one.name}</span>
						</h2>
						<p className="max-w-prose text-sm text-muted">{one.definition}</p>
					</div>
					<h3 className="flex flex-wrap items-center gap-2.5 text-base">
						<span>Checks</span>
						<OriginBadge origin="contour" />
					</h3>
					{level.checks
						.filter((check) => check.level === one.level)
						.map((check) => (
							<CheckChoice
								key={check.key}
								check={check}
								stored={own?.checks.find(({ checkKey }) => checkKey === check.key)}
								answer={mine}
							/>
						))}
				</section>
			))}
			<LevelChoice
				legend="At which level do you see the team?"
				hint="What you choose counts as your view, whatever the checks say. You can leave checks out that you cannot judge."
				levels={level.levels}
				stored={own?.claimed}
				answer={mine}
			/>
			<ViewNote stored={own?.note} answer={mine} />
			<SendButtons />
		</Form>
	)
}

/** Saving comes first: it is what the Enter key does. */
export function SendButtons() {
	return (
		<div className="flex flex-col gap-2">
			<div className="flex flex-wrap gap-3">
				<Button variant="secondary" name="intent" value="save">
					Save draft
				</Button>
				<Button name="intent" value="send">
					Send my view
				</Button>
			</div>
			<p className="text-sm text-muted">Sending locks it. A draft is yours alone.</p>
		</div>
	)
}
