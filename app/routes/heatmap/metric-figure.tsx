import { Link } from 'react-router'
import { isNone, someCell } from '#app/charts/heat-cell.ts'
import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { Legend } from '#app/charts/legend.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import type { MetricLens } from './read-metric.server.ts'
import type { HeatmapPageOf } from './read-page.server.ts'

type Props = { page: HeatmapPageOf<'heatmap'>; metric: MetricLens }

/** A metric in the place of the tiers, which stand beside each figure. */
export function MetricFigure({ page, metric }: Props) {
	const { level, name } = metric
	if (!level) {
		return (
			<EmptyState title={`${name} is not in ${page.cycle.name}`}>
				<p>
					{page.cycle.version === null
						? 'Metrics are frozen with a cycle when it is published. Until then you find them on their own pages.'
						: 'No values had come for the dates of this cycle when it was published, and a published cycle never changes.'}
				</p>
			</EmptyState>
		)
	}
	return (
		<HeatmapTable
			caption={`${name} by team and role family, ${page.cycle.name}, with the mean tier`}
			rowsLabel="Team"
			columns={level.columns}
			total={level.total}
			rows={level.rows}
			scale="lens"
		>
			<Legend
				title={name}
				scale="lens"
				stops={level.stops}
				states={page.isSuppressed ? ['suppressed'] : []}
				none={someCell([level.total, ...level.rows], isNone) && 'No values'}
				change={page.comparisonName ? `▲ ▼ since ${page.comparisonName}` : undefined}
			/>
			<Remarks page={page} metric={metric} level={level} />
		</HeatmapTable>
	)
}

function Remarks({ page, metric, level }: Props & { level: NonNullable<MetricLens['level']> }) {
	const { comparisonName, isSuppressed, isReadEverywhere, k, locale, timeZone } = page
	const day = (value: string) => formatDate(value, locale, timeZone)
	const people = formatNumber(k, locale)
	const remarks = [
		`${metric.adds} ${metric.direction}.`,
		`From the values that had come for ${day(level.firstOn)} – ${day(level.lastOn)} when the cycle was published. Later imports change nothing here.`,
		level.hasPeople &&
			'What is made of people’s values counts everybody who takes part in the cycle where they stood in it; n is how many of them have values.',
		level.hasTeams &&
			'What came for a team is its own figure and is never added to its people’s. Where nothing came for a team, the teams below it stand for it.',
		'The tier beside a figure is the mean of everybody assessed there: not always the same people.',
		level.isPartial &&
			comparisonName &&
			`Nothing is compared with ${comparisonName}: values had not come to the end of both cycles.`,
		`Nothing is concluded from a comparison of fewer than ${people} people.`,
		isSuppressed &&
			`You see groups, not people: a figure about fewer than ${people} people with values is hidden, and so is what would give it away, also together with another cycle.`,
		isSuppressed &&
			!isReadEverywhere &&
			'You see metrics of the company, of your own team and of the teams that you lead.',
	]
	return (
		<ul className="flex max-w-prose list-disc flex-col gap-1 ps-4 text-sm text-muted marker:text-line-strong">
			{remarks.map((remark) => remark && <li key={remark}>{remark}</li>)}
			<li>
				<Link to={metric.href} className="link">
					{metric.name} over time
				</Link>
			</li>
		</ul>
	)
}
