import { FilterForm } from '#app/ui/filter-form.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { ReportPage } from './read-page.server.ts'

/** Narrows what is counted; teams, questions and managers are chosen by the rows. */
export function ReportFilter({ page }: { page: ReportPage }) {
	const { cycle, cycles, families, search, path, isQuestionLeftOut } = page
	const { manager, attribute, value } = search
	const chosen = [
		{
			name: 'question',
			label: 'Question',
			value: isQuestionLeftOut ? undefined : search.question,
			text: 'The chosen one',
		},
		{
			name: 'manager',
			label: 'Manager',
			value: manager,
			text: manager === 'none' ? 'No manager' : 'The chosen one',
		},
		{
			name: 'attribute',
			label: 'Attribute',
			value: attribute,
			text: `${attribute}: ${value ?? 'not known'}`,
		},
	]
	return (
		<FilterForm
			names={['cycle', 'team', 'family', 'question', 'manager', 'attribute', 'steps']}
			label="Filter the report"
		>
			<SelectField name="cycle" label="Cycle" controlSize="small" defaultValue={cycle.ref} options={cycles} />
			{path.length > 1 && (
				<SelectField
					name="team"
					label="Team, and below"
					controlSize="small"
					defaultValue={search.team ?? ''}
					options={path.map(({ id, name }, i) => ({
						value: i === 0 ? '' : id,
						label: i === 0 ? 'All teams' : name,
					}))}
				/>
			)}
			<SelectField
				name="family"
				label="Family"
				controlSize="small"
				defaultValue={search.family ?? ''}
				options={[{ value: '', label: 'All families' }, ...families]}
			/>
			{chosen.map(
				({ name, label, value: is, text }) =>
					// Chosen by a row: there may be thousands to choose from.
					is && (
						<SelectField
							key={name}
							name={name}
							label={label}
							controlSize="small"
							defaultValue={is}
							options={[
								{ value: '', label: 'All' },
								{ value: is, label: text },
							]}
						/>
					),
			)}
			<SelectField
				name="steps"
				label="Steps"
				controlSize="small"
				defaultValue={search.steps}
				options={[
					{ value: 'next', label: 'Next steps only' },
					{ value: 'all', label: 'All steps to the target' },
				]}
			/>
		</FilterForm>
	)
}
