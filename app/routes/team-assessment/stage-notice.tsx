import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { AssessmentPage } from './read-page.server.ts'

/** Of a page on which the team agrees. The ladder has no checks. */
function whatToDo({ head, level }: AssessmentPage): string {
	if (head.facilitates) {
		return `Talk about what differs first${level ? ', check by check,' : ','} and record what the team agrees on.`
	}
	return `${level ? 'You can add evidence and confirm what does not apply; who' : 'Who'} leads the team records what is agreed.`
}

/** Where the assessment stands, and what that means for the reader. */
export function StageNotice({ page }: { page: AssessmentPage }) {
	const { head, isRunning, takesPart, own, locale, timeZone } = page
	const number = (value: number) => formatNumber(value, locale)
	const inAll = `${number(head.inputs)} of ${number(head.asked)} views are in`
	if (head.state === 'agreed') {
		return (
			<Notice
				title={head.agreedAt ? `Agreed on ${formatDate(head.agreedAt, locale, timeZone)}` : 'Agreed'}
				actions={
					isRunning &&
					head.facilitates && (
						<Form method="post">
							<Button variant="secondary" size="small" name="intent" value="resume">
								Take it up again
							</Button>
						</Form>
					)
				}
			>
				<bdi>{head.agreedBy}</bdi> recorded it. {number(head.revealedInputs ?? 0)} of{' '}
				{number(head.revealedOf ?? 0)} views were in when they were revealed.
				{isRunning ? ' It can change until the cycle is published.' : ' The cycle is published: it stays.'}
			</Notice>
		)
	}
	if (!isRunning) {
		return (
			<Notice title="Not agreed">
				The cycle was published before the team agreed, so this says nothing of the team.
			</Notice>
		)
	}
	if (head.state === 'revealed') {
		return (
			<Notice title="Being agreed on">
				{takesPart
					? `The views stand side by side. ${whatToDo(page)}`
					: 'The views were revealed to those who take part. The result is here once the team has agreed.'}
			</Notice>
		)
	}
	if (own?.submittedAt) {
		return (
			<Notice title="Your view is in, and locked">
				{inAll}. Nobody sees another’s before they are revealed; then those who take part see all of them,
				with names.
			</Notice>
		)
	}
	return (
		<Notice title={inAll}>
			{head.gives
				? 'Give yours below. Nobody sees another’s before they are revealed; then those who take part see all of them, with names.'
				: 'Nobody sees a view before all are revealed.'}
		</Notice>
	)
}
