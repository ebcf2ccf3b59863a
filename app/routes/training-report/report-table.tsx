import { useMemo } from 'react'
import { Link, useLocation } from 'react-router'
import { groupingWords } from '#app/domain/training-report/report-words.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { reportColumns } from './columns.tsx'
import type { ReportPage } from './read-page.server.ts'

const notes: Record<ReportPage['search']['by'], string> = {
	step: 'Somebody is in as many rows as they lack steps.',
	question: 'Somebody is in as many rows as they lack steps on different questions.',
	family: 'Everybody is in one row.',
	team: 'Each row counts a team with everything below it. Teams as the cycle has them.',
	manager: 'Managers as the cycle has them; everybody is in one row.',
	attribute: 'As it was when the cycle opened; everybody is in one row.',
}

/** One row a group. */
export function ReportTable({ page }: { page: ReportPage }) {
	const { search } = useLocation()
	const { rows, locale, sort, paging, whole } = page
	const { by } = page.search
	const columns = useMemo(() => reportColumns(page, search), [page, search])
	const { one, other } = groupingWords[by]
	return (
		<section aria-labelledby="groups" className="flex flex-col gap-3">
			<h2 id="groups" className="sr-only">
				By {one}
			</h2>
			<p className="max-w-prose text-sm text-muted">{notes[by]}</p>
			<DataTable
				caption={`Training needs by ${one}`}
				columns={columns}
				rows={rows}
				rowId={({ key }) => key || 'none'}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one, other }}
				empty={
					paging.total > 0 ? (
						<EmptyState title="No such page">
							The report is shorter than that. Go back to its first page.
						</EmptyState>
					) : whole.measured === 0 ? (
						<EmptyState title="Nobody to count">
							Nobody here has a result and a target in this cycle.{' '}
							{page.isOfEverybody && (
								<Link to={`/a/${page.slug}/targets`} className="link">
									See the targets
								</Link>
							)}
						</EmptyState>
					) : (
						<EmptyState title="Everybody is at their target">
							Nobody here lacks such a step in this cycle.
						</EmptyState>
					)
				}
			/>
		</section>
	)
}
