import { Form } from 'react-router'
import type { OwnDue } from '#app/data/read-own-due.server.ts'
import type { ReminderOccasion } from '#app/domain/cycle/reminder.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { HomePage } from './read-home.server.ts'
import { useOwnDue } from './use-own-due.ts'

/** What the day says of what waits for one: each can be put away. */
export function DueNotices({ page }: { page: HomePage }) {
	const { slug } = page
	const due = useOwnDue()
	if (!due || due.notices.length === 0) return null
	return (
		<div className="flex flex-col gap-3">
			{due.notices.map(({ occasion, aboutOn }) => (
				<Notice
					key={occasion}
					tone={occasion.endsWith('overdue') ? 'warning' : 'info'}
					title={textOf(occasion, due, page)}
					actions={
						<>
							<ButtonLink to={`/a/${slug}/check-ins`} size="small">
								Open your check-ins
							</ButtonLink>
							<Form method="post" action={`/a/${slug}/reminders`}>
								<input type="hidden" name="intent" value="dismiss" />
								<input type="hidden" name="cycleId" value={due.cycleId} />
								<input type="hidden" name="occasion" value={occasion} />
								<input type="hidden" name="aboutOn" value={aboutOn} />
								<Button variant="quiet" size="small">
									Put away
								</Button>
							</Form>
						</>
					}
				/>
			))}
		</div>
	)
}

function textOf(occasion: ReminderOccasion, due: OwnDue, { locale, timeZone }: HomePage): string {
	const day = (on: string) => formatDate(on, locale, timeZone)
	const people = peopleText(due.rate, locale)
	if (occasion === 'self-overdue')
		return `Your check-in was due on ${day(due.ownDueOn)}. You can still send it.`
	if (occasion === 'self-due-soon') return `Your check-in is due on ${day(due.ownDueOn)}.`
	if (occasion === 'manager-overdue') return `What you say about ${people} was due on ${day(due.rateDueOn)}.`
	if (occasion === 'manager-due-soon') return `What you say about ${people} is due on ${day(due.rateDueOn)}.`
	const until = due.own ? due.ownDueOn : due.rateDueOn
	return `${due.cycleName} is open. Your answers are due on ${day(until)}.`
}
