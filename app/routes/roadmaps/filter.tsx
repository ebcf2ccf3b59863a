import { exportLinks } from '#app/domain/job/export-format.ts'
import { phaseKeys } from '#app/domain/roadmap/phase.ts'
import { lensNames, roadmapLenses } from '#app/domain/roadmap/roadmap-lens.ts'
import { phaseNames, standingNames } from '#app/domain/roadmap/roadmap-words.ts'
import { roadmapStandings } from '#app/domain/roadmap/standing.ts'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { PortfolioPage } from './read-page.server.ts'

export function Filter({ page: { filter, teams, csvHref } }: { page: PortfolioPage }) {
	return (
		<FilterForm
			names={['q', 'team', 'lens', 'phase', 'standing', 'state']}
			actions={<ExportLinks links={exportLinks(csvHref)} size="small" />}
		>
			<TextField
				name="q"
				type="search"
				label="Search"
				placeholder="Plan or team"
				defaultValue={filter.q}
				maxLength={200}
				controlSize="small"
			/>
			<SelectField
				name="team"
				label="Team"
				defaultValue={filter.team}
				controlSize="small"
				options={[
					{ value: '', label: 'All teams' },
					...teams.map(({ id, path }) => ({ value: id, label: path })),
				]}
			/>
			<SelectField
				name="lens"
				label="Lens"
				defaultValue={filter.lens}
				controlSize="small"
				options={[
					{ value: '', label: 'All lenses' },
					...roadmapLenses.map((lens) => ({ value: lens, label: lensNames[lens] })),
				]}
			/>
			<SelectField
				name="phase"
				label="Phase"
				defaultValue={filter.phase}
				controlSize="small"
				options={[
					{ value: '', label: 'All phases' },
					...phaseKeys.map((key) => ({ value: key, label: phaseNames[key] })),
					{ value: 'done', label: 'All closed' },
				]}
			/>
			<SelectField
				name="standing"
				label="Standing"
				defaultValue={filter.standing}
				controlSize="small"
				options={[
					{ value: '', label: 'All' },
					...roadmapStandings.map((one) => ({ value: one, label: standingNames[one] })),
				]}
			/>
			<SelectField
				name="state"
				label="Plans"
				defaultValue={filter.state}
				controlSize="small"
				options={[
					{ value: 'active', label: 'In use' },
					{ value: 'closed', label: 'Closed' },
					{ value: 'all', label: 'All' },
				]}
			/>
		</FilterForm>
	)
}
