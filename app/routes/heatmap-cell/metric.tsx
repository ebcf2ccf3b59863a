import { Link } from 'react-router'
import { MetricChange } from '#app/charts/metric-change.tsx'
import { sourceNames } from '#app/domain/metric/metric-words.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { CellMetric } from './read-metric.server.ts'
import type { CellPage } from './read-page.server.ts'

/** The metric that stood beside the tier, with what it is made of. */
export function MetricPanel({ page, of }: { page: CellPage; of: CellMetric }) {
	const { locale, timeZone, comparisonName, cycle } = page
	const day = (value: string) => formatDate(value, locale, timeZone)
	return (
		<Panel
			title={of.name}
			description={`${of.adds} From the values that had come for ${day(of.firstOn)} – ${day(of.lastOn)} when ${cycle.name} was published.`}
		>
			<div className="flex flex-col gap-4">
				<Stats label={of.name}>
					{of.figures.map((figure) => (
						<Stat
							key={figure.source}
							label={sourceNames[figure.source]}
							value={figure.kind === 'suppressed' ? <StateBadge state="suppressed" /> : figure.text}
							note={figure.made ?? noteOf(figure.kind)}
							change={
								figure.value !== null &&
								figure.before !== null && (
									<>
										<MetricChange from={figure.before} to={figure.value} metric={of.metric} locale={locale} />{' '}
										since {comparisonName}
									</>
								)
							}
						/>
					))}
				</Stats>
				<p className="text-sm">
					<Link to={of.href} className="link">
						{of.name} over time
					</Link>
				</p>
			</div>
		</Panel>
	)
}

function noteOf(kind: CellMetric['figures'][number]['kind']): string {
	return kind === 'suppressed'
		? 'A figure about very few people, or one that would give theirs away, is not shown to you.'
		: 'No values came for this place in this cycle.'
}
