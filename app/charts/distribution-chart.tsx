import { lazy, Suspense, useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { DistributionPart } from './distribution-bar.tsx'
import { DistributionBar } from './distribution-bar.tsx'

export type DistributionRow = {
	id: string
	/** 'Engineering'. */
	label: string
	/** '84 people', below the label. */
	note?: string
	href?: string | undefined
	parts: readonly DistributionPart[]
}

export type DistributionChartProps = {
	/** Of whom and when: 'People at each tier by family, Q3 2026'. */
	title: string
	rows: readonly DistributionRow[]
	/** Counts side by side on one axis, or each row as parts of its own whole. */
	measure?: 'count' | 'share'
	locale: string
}

/** nivo stays in a chunk of its own, which only a page with this chart asks for, and only in a browser. */
const NivoBars = lazy(() => import('./distribution-nivo.tsx'))

/**
 * Distributions of several groups below each other. The server sends stacked bars and their figures; in a
 * browser a chart on one common axis takes the place of the bars, and the figures stay for screen readers.
 */
export function DistributionChart(props: DistributionChartProps) {
	const [inBrowser, setInBrowser] = useState(false)
	useEffect(() => setInBrowser(true), [])
	const plain = <PlainBars {...props} />
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{props.title}</figcaption>
			{inBrowser ? (
				<Suspense fallback={plain}>
					<NivoBars {...props} />
				</Suspense>
			) : (
				plain
			)}
		</figure>
	)
}

function PlainBars({ rows }: DistributionChartProps) {
	return (
		<ul className="flex flex-col gap-3">
			{rows.map((row) => (
				<li key={row.id} className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
					<span className="text-sm">
						{row.href ? (
							<Link to={row.href} className="heat-drill">
								{row.label}
							</Link>
						) : (
							row.label
						)}
						{row.note && <span className="heat-sub">{row.note}</span>}
					</span>
					<DistributionBar label={row.label} parts={row.parts} legend="none" />
				</li>
			))}
		</ul>
	)
}
