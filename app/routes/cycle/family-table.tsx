import { useMemo } from 'react'
import { Link } from 'react-router'
import { progressColumns } from '#app/charts/progress-columns.tsx'
import type { FamilyProgress } from '#app/data/get-cycle-progress.server.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import type { PageOf } from './read-page.server.ts'

/** Progress by role family. There are few: all of them, in their own order. */
export function FamilyTable({ page }: { page: PageOf<'families'> }) {
	const { families, locale, cycle, exportHref } = page
	const columns = useMemo(() => columnsOf(locale, cycle.phase), [locale, cycle.phase])
	return (
		<DataTable
			filter={
				<div className="flex justify-end" data-print="hide">
					<ExportLinks links={exportLinks(exportHref)} size="small" />
				</div>
			}
			caption="Progress by role family"
			columns={columns}
			rows={families}
			rowId={({ familyId }) => familyId}
			locale={locale}
			noun={{ one: 'role family', other: 'role families' }}
			empty={<EmptyState title="Nobody takes part in this cycle" />}
		/>
	)
}

function columnsOf(locale: string, phase: CyclePhase): DataColumn<FamilyProgress>[] {
	return [
		{
			id: 'name',
			header: 'Role family',
			cell: ({ familyId, name }) => (
				<Link to={`?view=people&family=${familyId}`} className="link">
					{name}
				</Link>
			),
		},
		...progressColumns<FamilyProgress>(locale, { phase, sortable: [] }),
	]
}
