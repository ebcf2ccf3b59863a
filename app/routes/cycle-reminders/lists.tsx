import type { ListedChoice } from '#app/data/list-reminder-choices.server.ts'
import type { SentReminder } from '#app/data/list-sent-reminders.server.ts'
import { occasionNames } from '#app/domain/cycle/reminder-words.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { PageOf } from './read-page.server.ts'
import { choiceText } from './words.ts'

const noun = { one: 'person', other: 'people' }

const sentColumns = (locale: string, timeZone: string): DataColumn<SentReminder>[] => [
	{ id: 'day', header: 'Day', cell: ({ day }) => formatDate(day, locale, timeZone) },
	{ id: 'name', header: 'Person', cell: ({ name }) => <bdi>{name}</bdi> },
	{
		id: 'occasions',
		header: 'For what',
		cell: ({ occasions }) => occasions.map((occasion) => occasionNames[occasion]).join(' · '),
	},
	{
		id: 'by',
		header: 'Sent by',
		cell: ({ byName }) => (byName === null ? 'The calendar' : <bdi>{byName}</bdi>),
	},
]

/** Who was reminded, when and for what. */
export function SentView({ page }: { page: PageOf<'sent'> }) {
	const { reminders, filter, paging, locale, timeZone } = page
	return (
		<DataTable
			caption="Reminders sent"
			columns={sentColumns(locale, timeZone)}
			rows={reminders}
			rowId={({ memberId, day }) => `${memberId} ${day}`}
			locale={locale}
			paging={paging}
			noun={{ one: 'mail', other: 'mails' }}
			filter={
				<FilterForm
					names={['search']}
					label="Filter reminders"
					actions={<ExportLinks links={exportLinks(page.csvHref)} size="small" />}
				>
					<TextField
						name="search"
						type="search"
						label="Person"
						controlSize="small"
						defaultValue={filter.search}
						maxLength={200}
					/>
				</FilterForm>
			}
			empty={
				filter.search === '' ? (
					<EmptyState title="Nobody was reminded yet">
						Mails go out by themselves from eight in the morning on, when the cycle has opened.
					</EmptyState>
				) : (
					<EmptyState title="Nobody matches">Clear the filter to see everybody.</EmptyState>
				)
			}
		/>
	)
}

const choiceColumns = (locale: string, timeZone: string): DataColumn<ListedChoice>[] => [
	{ id: 'name', header: 'Person', cell: ({ name }) => <bdi>{name}</bdi> },
	{ id: 'choice', header: 'Reminders', cell: (choice) => choiceText(choice, { locale, timeZone }) },
]

/** Who wants fewer mails for now. */
export function FewerView({ page }: { page: PageOf<'fewer'> }) {
	const { choices, paging, locale, timeZone } = page
	return (
		<DataTable
			caption="Who wants fewer reminders"
			columns={choiceColumns(locale, timeZone)}
			rows={choices}
			rowId={({ memberId }) => memberId}
			locale={locale}
			paging={paging}
			noun={noun}
			empty={
				<EmptyState title="Everybody gets all reminders">
					Nobody of this cycle has asked for fewer, or put them off.
				</EmptyState>
			}
		/>
	)
}
