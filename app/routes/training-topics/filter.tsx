import { exportLinks } from '#app/domain/job/export-format.ts'
import { topicKindOptions } from '#app/domain/training-topic/topic-words.ts'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { TopicsPage } from './read-page.server.ts'

const tiers = ['0.5', '1', '1.5', '2', '2.5'] as const

export function Filter({ page }: { page: TopicsPage }) {
	const { filter, families, questions, csvHref, locale, mayEdit } = page
	return (
		<FilterForm
			names={['q', 'family', 'kind', 'question', 'step', 'state']}
			label="Filter topics"
			actions={<ExportLinks links={exportLinks(csvHref)} size="small" />}
		>
			<TextField
				{...{ name: 'q', type: 'search', label: 'Search', controlSize: 'small', maxLength: 200 }}
				placeholder="Title, key or provider"
				defaultValue={filter.q}
			/>
			<SelectField
				{...{ name: 'family', label: 'Family', controlSize: 'small', defaultValue: filter.family }}
				options={[
					{ value: '', label: 'All families' },
					...families.map(({ key, name }) => ({ value: key, label: name })),
				]}
			/>
			<SelectField
				{...{ name: 'kind', label: 'Kind', controlSize: 'small', defaultValue: filter.kind }}
				options={[{ value: '', label: 'All kinds' }, ...topicKindOptions]}
			/>
			<SelectField
				{...{ name: 'question', label: 'Question', controlSize: 'small', defaultValue: filter.question }}
			>
				<option value="">All questions</option>
				{questions.map(({ title, options }) => (
					<optgroup key={title} label={title}>
						{options.map(({ key, text }) => (
							<option key={key} value={key}>
								{text}
							</option>
						))}
					</optgroup>
				))}
			</SelectField>
			<SelectField
				{...{ name: 'step', label: 'From tier', controlSize: 'small', defaultValue: filter.step }}
				options={[
					{ value: '', label: 'Any tier' },
					...tiers.map((value) => ({ value, label: formatTier(Number(value), locale) })),
				]}
			/>
			{mayEdit && (
				<SelectField
					{...{ name: 'state', label: 'Status', controlSize: 'small', defaultValue: filter.state }}
					options={[
						{ value: 'active', label: 'In use' },
						{ value: 'archived', label: 'Archived' },
						{ value: 'all', label: 'All' },
					]}
				/>
			)}
		</FilterForm>
	)
}
