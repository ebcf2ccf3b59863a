import { exportLinks } from '#app/domain/job/export-format.ts'
import { assignmentStateNames, assignmentStates } from '#app/domain/training-assignment/assignment.ts'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { AssignmentsPage } from './read-page.server.ts'

const states = [
	{ value: 'open', label: 'Not finished' },
	...assignmentStates.map((value) => ({ value, label: assignmentStateNames[value] })),
	{ value: 'all', label: 'All' },
]
const dues = [
	{ value: '', label: 'Any day' },
	{ value: 'overdue', label: 'Overdue' },
	{ value: '7', label: 'In the next 7 days' },
	{ value: '30', label: 'In the next 30 days' },
	{ value: 'none', label: 'No day' },
]

export function Filter({ page }: { page: AssignmentsPage }) {
	const { filter, topics, teams, isOfMany, csvHref } = page
	const options = (all: string, list: AssignmentsPage['topics']) => [
		{ value: '', label: all },
		...list.map(({ id, name }) => ({ value: id, label: name })),
	]
	return (
		<FilterForm
			names={['q', 'topic', 'team', 'state', 'due']}
			label="Filter assignments"
			actions={csvHref && <ExportLinks links={exportLinks(csvHref)} size="small" />}
		>
			{isOfMany && (
				<TextField
					{...{ name: 'q', type: 'search', label: 'Name', controlSize: 'small', maxLength: 200 }}
					defaultValue={filter.q}
				/>
			)}
			<SelectField
				{...{ name: 'topic', label: 'Topic', controlSize: 'small', defaultValue: filter.topic }}
				options={options('All topics', topics)}
			/>
			{isOfMany && (
				<SelectField
					{...{ name: 'team', label: 'Team, and below', controlSize: 'small', defaultValue: filter.team }}
					options={options('All teams', teams)}
				/>
			)}
			<SelectField
				{...{ name: 'state', label: 'State', controlSize: 'small', defaultValue: filter.state }}
				options={states}
			/>
			<SelectField
				{...{ name: 'due', label: 'Due', controlSize: 'small', defaultValue: filter.due }}
				options={dues}
			/>
		</FilterForm>
	)
}
