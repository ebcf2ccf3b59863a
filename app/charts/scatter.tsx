import { lazy, Suspense, useEffect, useState } from 'react'

export type ScatterPoint = {
	id: string
	/** Printed in the point, where there is room: the number of its row. */
	mark: string
	x: number
	y: number
	/** As a tooltip: 'Payments: tier 1.6, 12%'. */
	description: string
}

export type ScatterAxis = {
	/** What it measures. */
	label: string
	from: number
	to: number
	ticks: readonly { value: number; text: string }[]
}

export type ScatterProps = {
	/** Of whom and when. */
	title: string
	points: readonly ScatterPoint[]
	x: ScatterAxis
	y: ScatterAxis
}

/** nivo stays in a chunk of its own, which only a page with this chart asks for, and only in a browser. */
const NivoScatter = lazy(() => import('./scatter-nivo.tsx'))

/** More points than this carry no number: they would cover each other. */
const mostMarks = 30

/**
 * Two figures of each of several groups, one along each axis. The server sends plain points; in a browser a chart with axes takes
 * their place, in the same box. It is hidden from screen readers: a table of the same figures stands beside it.
 */
export function Scatter(props: ScatterProps) {
	const [inBrowser, setInBrowser] = useState(false)
	useEffect(() => setInBrowser(true), [])
	const { title, x, y } = props
	const plain = <PlainScatter {...props} />
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{title}</figcaption>
			<p aria-hidden className="text-xs text-muted">
				{y.label}
			</p>
			<div aria-hidden className="scatter">
				{inBrowser ? (
					<Suspense fallback={plain}>
						<NivoScatter {...props} />
					</Suspense>
				) : (
					plain
				)}
			</div>
			<p aria-hidden className="text-end text-xs text-muted">
				{x.label}
			</p>
		</figure>
	)
}

function PlainScatter({ points, x, y }: ScatterProps) {
	const place = ({ from, to }: ScatterAxis, value: number) => ((value - from) / (to - from || 1)) * 100
	return (
		<svg className="scatter-plain">
			{points.map((point) => (
				<svg key={point.id} x={`${place(x, point.x)}%`} y={`${100 - place(y, point.y)}%`} overflow="visible">
					<PointMark point={point} hasMark={hasMarks(points)} />
				</svg>
			))}
		</svg>
	)
}

/** One point around the origin, in the same look whoever places it. */
export function PointMark({ point, hasMark }: { point: ScatterPoint; hasMark: boolean }) {
	return (
		<g className="scatter-point">
			<title>{point.description}</title>
			<circle r={hasMark ? 11 : 5} />
			{hasMark && (
				<text textAnchor="middle" dominantBaseline="central">
					{point.mark}
				</text>
			)}
		</g>
	)
}

export const hasMarks = (points: readonly ScatterPoint[]): boolean => points.length <= mostMarks
