import { lazy, Suspense, useEffect, useState } from 'react'

export type Line = {
	id: string
	label: string
	/** One value for each place on the axis; null where there is none. */
	values: readonly (number | null)[]
}

export type LineChartProps = {
	/** Of whom and when: 'Check-ins sent, Q3 2026'. */
	title: string
	/** Places from left to right; labels are unique. */
	places: readonly string[]
	/** Three at most: each has a colour and a dash of its own. */
	lines: readonly Line[]
	/** Lowest and highest value of the axis, and where it is labelled. */
	axis: { from: number; to: number; ticks: readonly number[] }
	/** Decimals of the labels at the axis. */
	digits?: number
	locale: string
}

/** nivo stays in a chunk of its own, which only a page with this chart asks for, and only in a browser. */
const NivoLines = lazy(() => import('./line-nivo.tsx'))

/** Colour, dash and weight of a line by its place: told apart without colour. */
export const lineLooks = [
	{ stroke: 'var(--color-accent)', dash: undefined, width: 2.5 },
	{ stroke: 'var(--color-ink)', dash: '7 4', width: 1.75 },
	{ stroke: 'var(--color-muted)', dash: '2 4', width: 2.25 },
] as const

export const lookOf = (index: number) => lineLooks[index % lineLooks.length] ?? lineLooks[0]

/**
 * Values over time. The server sends plain lines; in a browser a chart with axes takes their place, in the same box. It is
 * hidden from screen readers: a table of the same figures stands beside it.
 */
export function LineChart(props: LineChartProps) {
	const [inBrowser, setInBrowser] = useState(false)
	useEffect(() => setInBrowser(true), [])
	const { title, lines } = props
	const plain = <PlainLines {...props} />
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{title}</figcaption>
			{lines.length > 1 && (
				<ul aria-hidden className="line-chart-keys">
					{lines.map(({ id, label }, i) => (
						<li key={id}>
							<svg viewBox="0 0 28 8">
								<Stroke index={i} points="0,4 28,4" />
							</svg>
							{label}
						</li>
					))}
				</ul>
			)}
			<div aria-hidden className="line-chart">
				{inBrowser ? (
					<Suspense fallback={plain}>
						<NivoLines {...props} />
					</Suspense>
				) : (
					plain
				)}
			</div>
		</figure>
	)
}

function Stroke({ index, points }: { index: number; points: string }) {
	const { stroke, dash, width } = lookOf(index)
	return (
		<polyline
			points={points}
			fill="none"
			strokeDasharray={dash}
			vectorEffect="non-scaling-stroke"
			style={{ stroke, strokeWidth: width }}
		/>
	)
}

function PlainLines({ places, lines, axis }: LineChartProps) {
	const x = (i: number) => (places.length > 1 ? (i / (places.length - 1)) * 100 : 50)
	const y = (value: number) => 100 - ((value - axis.from) / (axis.to - axis.from || 1)) * 100
	return (
		<svg className="line-chart-plain" viewBox="0 0 100 100" preserveAspectRatio="none">
			{lines.map(({ id, values }, line) =>
				runsOf(values).map((run) => (
					<Stroke
						key={`${id} ${run[0]?.at}`}
						index={line}
						points={run.map(({ at, value }) => `${x(at).toFixed(2)},${y(value).toFixed(2)}`).join(' ')}
					/>
				)),
			)}
		</svg>
	)
}

type Point = { at: number; value: number }

/** Neighbours without a gap between them: a gap is no line. */
function runsOf(values: readonly (number | null)[]): Point[][] {
	const runs: Point[][] = []
	values.forEach((value, at) => {
		if (value === null) return
		const last = runs.at(-1)
		if (last?.at(-1)?.at === at - 1) last.push({ at, value })
		else runs.push([{ at, value }])
	})
	return runs
}
