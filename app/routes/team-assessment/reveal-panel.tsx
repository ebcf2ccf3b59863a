import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { AssessmentPage } from './read-page.server.ts'
import type { AssessmentAnswer } from './sent-fields.ts'

/** Ends the blindness, with how many views that is. */
export function RevealPanel({
	page,
	answer,
}: {
	page: AssessmentPage
	answer: AssessmentAnswer | undefined
}) {
	const { head, locale } = page
	const { inputs, asked } = head
	const all = inputs === asked
	return (
		<Panel
			title="Reveal"
			description="Puts all views that were sent side by side, with names, for those who take part. Nobody can add one after that."
		>
			{answer?.sent.intent === 'reveal' && <ErrorSummary errors={answer.errors} title="Not revealed" />}
			{inputs === 0 ? (
				<p className="text-sm text-muted">Nobody has sent a view yet.</p>
			) : (
				<Form method="post" className="flex flex-col items-start gap-2">
					<input type="hidden" name="inputs" value={inputs} />
					{!all && (
						<p className="text-sm text-muted">
							{formatNumber(asked - inputs, locale)} more {asked - inputs === 1 ? 'is' : 'are'} asked. Who is
							not in by then is not heard in this cycle.
						</p>
					)}
					<Button variant={all ? 'primary' : 'secondary'} name="intent" value="reveal">
						{all
							? `Reveal all ${formatNumber(inputs, locale)}`
							: `Reveal with ${formatNumber(inputs, locale)} of ${formatNumber(asked, locale)}`}
					</Button>
				</Form>
			)}
		</Panel>
	)
}
