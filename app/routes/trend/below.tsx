import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import type { TrendPageOf } from './read-page.server.ts'

/** The teams below over the same cycles, each with the way to its own trend. */
export function TrendBelow({ page }: { page: TrendPageOf<'trend'> }) {
	const {
		below,
		belowColumns,
		belowCount,
		statistic,
		familyName,
		node,
		locale,
		page: number,
		pageSize,
	} = page
	if (belowCount === 0) return null
	const words = heatStatisticWords[statistic]
	return (
		<section id="below" aria-labelledby="below-title" className="flex min-w-0 flex-col gap-4">
			<h2 id="below-title" className="text-lg wrap-anywhere">
				Below <bdi>{node.name}</bdi>
			</h2>
			{below.length === 0 ? (
				<p className="text-muted">There is no such page of teams: choose one from the list.</p>
			) : (
				<div className="trend-table min-w-0">
					<HeatmapTable
						caption={`${words.title} by team and cycle, ${familyName}`}
						rowsLabel="Team"
						columns={belowColumns}
						rows={below}
						scale={words.scale}
					/>
				</div>
			)}
			<Pagination
				page={number}
				pageSize={pageSize}
				total={belowCount}
				locale={locale}
				anchor="below"
				label="Pages of teams"
			/>
		</section>
	)
}
