import { lazy, Suspense, useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { DistributionPart } from './distribution-bar.tsx'
import { DistributionBar, PartList } from './distribution-bar.tsx'

export type DistributionRow = {
	id: string
	/** 'Engineering'. */
	label: string
	/** '84 people', below the label. */
	note?: string
	href?: string | undefined
	/** The same parts in the same order in every row, also those that count nobody. */
	parts: readonly DistributionPart[]
}

export type DistributionChartProps = {
	/** Of whom and when: 'People at each tier by family, Q3 2026'. */
	title: string
	rows: readonly DistributionRow[]
	/** `count`: all rows on one axis of people. `share`: each row as parts of its own whole. */
	measure?: 'count' | 'share'
	locale: string
}

/** nivo stays in a chunk of its own, which only a page with this chart asks for, and only in a browser. */
const NivoBars = lazy(() => import('./distribution-nivo.tsx'))

/**
 * Distributions of several groups below each other. The server sends stacked bars with their figures; in a
 * browser a chart with an axis takes the place of the bars, in the same box, and the figures stay for screen
 * readers.
 */
export function DistributionChart(props: DistributionChartProps) {
	const [inBrowser, setInBrowser] = useState(false)
	useEffect(() => setInBrowser(true), [])
	const { title, rows } = props
	const bars = <PlainBars {...props} />
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{title}</figcaption>
			<div className="distribution-chart">
				<ul>
					{rows.map((row) => (
						<li key={row.id}>
							<RowLabel row={row} />
							<PartList label={row.label} parts={row.parts} hidden />
						</li>
					))}
				</ul>
				<div aria-hidden>
					{inBrowser ? (
						<Suspense fallback={bars}>
							<NivoBars {...props} />
						</Suspense>
					) : (
						bars
					)}
				</div>
			</div>
		</figure>
	)
}

function RowLabel({ row }: { row: DistributionRow }) {
	return (
		<span className="distribution-row-label">
			{row.href ? (
				<Link to={row.href} className="heat-drill">
					{row.label}
				</Link>
			) : (
				row.label
			)}
			{row.note && <span className="heat-sub">{row.note}</span>}
		</span>
	)
}

function PlainBars({ rows, measure = 'count' }: DistributionChartProps) {
	const totals = rows.map((row) => row.parts.reduce((sum, part) => sum + part.count, 0))
	const longest = Math.max(1, ...totals)
	return (
		<ul>
			{rows.map((row, i) => (
				<li key={row.id}>
					<div style={{ width: measure === 'share' ? '100%' : `${((totals[i] ?? 0) / longest) * 100}%` }}>
						<DistributionBar label={row.label} parts={row.parts} legend="none" />
					</div>
				</li>
			))}
		</ul>
	)
}
