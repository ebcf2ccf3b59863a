import { Form } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getReminderChoice } from '#app/data/get-reminder-choice.server.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Button } from '#app/ui/button.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { choose, dismiss, longestSnooze } from './actions.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'check-ins.answer')
	if (scope.memberId === null) throw notFound()
	const today = todayIn(account.timeZone)
	const choice = await getReminderChoice(scope)
	return {
		accountName: account.name,
		onlyEssential: choice.onlyEssential,
		snoozedUntil: choice.snoozedUntil !== null && choice.snoozedUntil > today ? choice.snoozedUntil : null,
		version: choice.version,
		earliest: shiftDay(today, 1),
		latest: shiftDay(today, longestSnooze),
	}
}

const actions = { choose, dismiss }

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'check-ins.answer')
	if (session.scope.memberId === null) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	return actions[intent as keyof typeof actions](session, form)
}

export const meta: Route.MetaFunction = () => [{ title: 'Your reminders · Contour' }]

export default function Reminders({ loaderData: page, actionData: answer }: Route.ComponentProps) {
	return (
		<div className="stack max-w-form">
			<PageHeader
				title="Your reminders"
				description={`What ${page.accountName} tells you by e-mail while a cycle runs. There is never more than one mail a day, from eight in the morning on.`}
			/>
			{answer?.message && (
				<AnswerNotice tone="error" title="Not saved">
					{answer.message}
				</AnswerNotice>
			)}
			<Panel>
				<Form method="post" className="flex flex-col items-start gap-5 *:w-full" key={page.version}>
					<input type="hidden" name="intent" value="choose" />
					<input type="hidden" name="version" value={page.version} />
					<RadioCards
						legend="Mails about check-ins"
						name="onlyEssential"
						defaultValue={page.onlyEssential ? 'yes' : 'no'}
						options={[
							{
								value: 'no',
								title: 'All reminders',
								text: 'When a cycle opens, three days before something is due, once when it is overdue, and once a week while people wait for you as a manager.',
							},
							{
								value: 'yes',
								title: 'Only the essential',
								text: 'When a cycle opens, and what HR sends you by hand.',
							},
						]}
					/>
					<TextField
						type="date"
						name="snoozedUntil"
						label="Nothing but the essential before"
						optional
						hint="What is still open then is said on that day. The pages show what is due all the time."
						min={page.earliest}
						max={page.latest}
						defaultValue={page.snoozedUntil ?? ''}
						errors={answer?.errors['snoozedUntil']}
					/>
					<Button className="w-fit!">Save</Button>
				</Form>
			</Panel>
		</div>
	)
}
