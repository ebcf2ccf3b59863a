import { exportLinks } from '#app/domain/job/export-format.ts'
import { lenses, lensName } from '#app/domain/metric/lens.ts'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { MetricsPage } from './read-page.server.ts'

export function Filter({ page: { filter, families, csvHref } }: { page: MetricsPage }) {
	return (
		<FilterForm
			names={['q', 'family', 'lens', 'state']}
			actions={<ExportLinks links={exportLinks(csvHref)} size="small" />}
		>
			<TextField
				name="q"
				type="search"
				label="Search"
				placeholder="Name or key"
				defaultValue={filter.q}
				maxLength={200}
				controlSize="small"
			/>
			<SelectField
				name="family"
				label="Family"
				defaultValue={filter.family}
				controlSize="small"
				options={[
					{ value: '', label: 'All families' },
					...families.map(({ key, name }) => ({ value: key, label: name })),
				]}
			/>
			<SelectField
				name="lens"
				label="Named by"
				defaultValue={filter.lens}
				controlSize="small"
				options={[
					{ value: '', label: 'All sources' },
					...lenses.map((lens) => ({ value: lens, label: lensName(lens) })),
					{ value: 'own', label: 'Your company' },
				]}
			/>
			<SelectField
				name="state"
				label="Status"
				defaultValue={filter.state}
				controlSize="small"
				options={[
					{ value: 'active', label: 'In use' },
					{ value: 'measured', label: 'With values' },
					{ value: 'archived', label: 'Archived' },
					{ value: 'all', label: 'All' },
				]}
			/>
		</FilterForm>
	)
}
