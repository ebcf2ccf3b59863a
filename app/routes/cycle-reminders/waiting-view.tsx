import { Form } from 'react-router'
import type { ReminderPerson } from '#app/data/list-reminder-people.server.ts'
import { unassessedStandings } from '#app/domain/cycle/participant-standing.ts'
import { reasonNames } from '#app/domain/cycle/phase-words.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { Button } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { PageOf } from './read-page.server.ts'
import { choiceText, waitsText } from './words.ts'

const columnsOf = (locale: string, timeZone: string): DataColumn<ReminderPerson>[] => [
	{ id: 'name', header: 'Person', cell: ({ name }) => <bdi>{name}</bdi> },
	{ id: 'waits', header: 'What waits for them', cell: (person) => waitsText(person, locale) },
	{
		id: 'last',
		header: 'Last reminded',
		cell: ({ lastOn, isToday }) =>
			isToday ? 'Today' : lastOn === null ? '–' : formatDate(lastOn, locale, timeZone),
	},
	{
		id: 'choice',
		header: 'Reminders',
		cell: (person) => (person.canGet ? choiceText(person, { locale, timeZone }) : 'No user account'),
	},
]

/** Whom the chosen participants wait for, with the button that reminds all of them. */
export function WaitingView({ page }: { page: PageOf<'waiting'> }) {
	const { people, families, teams, filter, paging, locale, timeZone } = page
	return (
		<>
			<SendPanel page={page} />
			<DataTable
				caption="Whom the cycle waits for"
				columns={columnsOf(locale, timeZone)}
				rows={people}
				rowId={({ memberId }) => memberId}
				locale={locale}
				paging={paging}
				noun={{ one: 'person', other: 'people' }}
				filter={
					<FilterForm names={['search', 'standing', 'team', 'family', 'whom']} label="Filter people">
						<TextField
							name="search"
							type="search"
							label="Person, manager or team"
							controlSize="small"
							defaultValue={filter.search}
							maxLength={200}
						/>
						<SelectField
							name="standing"
							label="Where they stand"
							controlSize="small"
							defaultValue={filter.standing}
							options={[
								{ value: '', label: 'All that are open' },
								...unassessedStandings.flatMap((standing) => {
									const label = reasonNames[standing]
									return label && standing !== 'no-rater' ? [{ value: standing, label }] : []
								}),
							]}
						/>
						<SelectField
							name="team"
							label="Team, and below"
							controlSize="small"
							defaultValue={filter.team}
							options={teams}
						/>
						<SelectField
							name="family"
							label="Role family"
							controlSize="small"
							defaultValue={filter.family}
							options={[
								{ value: '', label: 'All' },
								...families.map(({ id, name }) => ({ value: id, label: name })),
							]}
						/>
						<SelectField
							name="whom"
							label="Whom to remind"
							controlSize="small"
							defaultValue={filter.whom}
							options={[
								{ value: '', label: 'Everybody' },
								{ value: 'self', label: 'People, of their own' },
								{ value: 'manager', label: 'Managers' },
							]}
						/>
					</FilterForm>
				}
				empty={
					<EmptyState title="Nothing waits for anybody here">
						Everybody that this filter chooses has sent and agreed. Clear the filter to see the others.
					</EmptyState>
				}
			/>
		</>
	)
}

function SendPanel({ page }: { page: PageOf<'waiting'> }) {
	const { counts, locale } = page
	const left = [
		counts.today > 0 && `${peopleText(counts.today, locale)} got a mail today already.`,
		counts.noAccount > 0 && `${peopleText(counts.noAccount, locale)} without a user account can’t get one.`,
	].filter((text) => text !== false)
	return (
		<Panel
			title="Remind them by hand"
			description="One mail to each person below, with all that waits for them. It goes to those too who want nothing but the essential; a person gets one mail a day at most."
		>
			<div className="flex flex-col items-start gap-3 text-sm">
				{left.length > 0 && <p className="text-muted">Left out: {left.join(' ')}</p>}
				{counts.mails > 0 ? (
					<Form method="post" preventScrollReset>
						<input type="hidden" name="intent" value="remind" />
						<Button variant="primary">Remind {peopleText(counts.mails, locale)}</Button>
					</Form>
				) : (
					<p>Nobody of this list can be reminded today.</p>
				)}
			</div>
		</Panel>
	)
}
