import { LockKeyhole } from 'lucide-react'
import type { TrendPlace, TrendSeries } from './trend-series.ts'

type Props = {
	/** Of whom and when: 'Mean tier of Platform by role family, Q1 2025 to Q3 2026'. */
	title: string
	/** From left to right. A line marks where the questions were those of another version. */
	places: readonly { name: string; isOtherRubric: boolean }[]
	/** One picture each, all with the same axes. */
	series: readonly TrendSeries[]
	axis: { from: number; to: number; ticks: readonly { value: number; text: string }[] }
}

/**
 * One small picture a group, all on the same axes, so that they may be laid beside each other. Plain SVG from the server,
 * hidden from screen readers: a table of the same figures stands beside it. What is not shown is a gap in the line.
 */
export function TrendMultiples({ title, places, series, axis }: Props) {
	const all = series.flatMap((one) => one.places)
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{title}</figcaption>
			<ul aria-hidden className="trend-multiples">
				{series.map((one) => (
					<li key={one.id}>
						<p className="trend-name">
							<bdi>{one.label}</bdi>
						</p>
						<div className="trend-box">
							<TrendLines series={one} places={places} axis={axis} />
							{axis.ticks.map(({ value, text }) => (
								<span key={value} className="trend-tick" style={{ top: `${heightOf(value, axis)}%` }}>
									{text}
								</span>
							))}
							{one.places.map(({ kind }, i) =>
								kind === 'suppressed' ? (
									<span
										key={places[i]?.name}
										className="trend-hidden"
										style={{ insetInlineStart: `${placeOf(i, places.length)}%` }}
									>
										<LockKeyhole />
									</span>
								) : null,
							)}
						</div>
						<p className="trend-ends">
							<span>{places[0]?.name}</span>
							{places.length > 1 && <span>{places.at(-1)?.name}</span>}
						</p>
					</li>
				))}
			</ul>
			<ul aria-hidden className="trend-keys">
				{all.some((place) => place.kind === 'shown' && place.interval) && (
					<li>
						<svg viewBox="0 0 28 16">
							<line x1="14" x2="14" y1="1" y2="15" className="trend-interval" />
							<path d="M14 8h0.01" className="trend-dot" />
						</svg>
						Figure and how far it may lie by chance
					</li>
				)}
				{all.some(({ kind }) => kind === 'suppressed') && (
					<li>
						<LockKeyhole />
						Hidden, small group
					</li>
				)}
				{places.some(({ isOtherRubric }) => isOtherRubric) && (
					<li>
						<svg viewBox="0 0 28 16">
							<line x1="14" x2="14" y1="0" y2="16" className="trend-rubric" />
						</svg>
						Another version of the map from here on
					</li>
				)}
			</ul>
		</figure>
	)
}

/** Percent from the top. */
function heightOf(value: number, { from, to }: Props['axis']): number {
	return 100 - ((value - from) / (to - from)) * 100
}

/** Percent from the start; every place has a column of its own. */
const placeOf = (index: number, count: number): number => ((index + 0.5) / count) * 100

type Shown = Extract<TrendPlace, { kind: 'shown' }>

function TrendLines({ series, places, axis }: Pick<Props, 'places' | 'axis'> & { series: TrendSeries }) {
	const x = (index: number) => placeOf(index, places.length).toFixed(2)
	const y = (value: number) => heightOf(value, axis).toFixed(2)
	const shown = series.places.flatMap((place, at): (Shown & { at: number })[] =>
		place.kind === 'shown' ? [{ ...place, at }] : [],
	)
	return (
		<svg viewBox="0 0 100 100" preserveAspectRatio="none" className="trend-lines">
			{axis.ticks.map(({ value }) => (
				<line key={value} x1="0" x2="100" y1={y(value)} y2={y(value)} className="trend-grid" />
			))}
			{places.map(
				({ name, isOtherRubric }, i) =>
					isOtherRubric && (
						<line
							key={name}
							x1={(i / places.length) * 100}
							x2={(i / places.length) * 100}
							y1="0"
							y2="100"
							className="trend-rubric"
						/>
					),
			)}
			{shown.map(
				({ interval, at }) =>
					interval && (
						<line
							key={at}
							x1={x(at)}
							x2={x(at)}
							y1={y(interval.from)}
							y2={y(interval.to)}
							className="trend-interval"
						/>
					),
			)}
			{runsOf(shown).map((run) => (
				<polyline
					key={run[0]?.at}
					points={run.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')}
					className="trend-line"
				/>
			))}
			{shown.map(({ at, value }) => (
				// A line of no length with round ends stays round where the picture is stretched.
				<path key={at} d={`M${x(at)} ${y(value)}h0.01`} className="trend-dot" />
			))}
		</svg>
	)
}

/** Neighbours of the same families without a gap between them. */
function runsOf(shown: readonly (Shown & { at: number })[]): (Shown & { at: number })[][] {
	const runs: (Shown & { at: number })[][] = []
	for (const place of shown) {
		const last = runs.at(-1)
		if (place.joins && last?.at(-1)?.at === place.at - 1) last.push(place)
		else runs.push([place])
	}
	return runs
}
