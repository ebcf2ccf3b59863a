import type { LineCustomSvgLayerProps } from '@nivo/line'
import { ResponsiveLine } from '@nivo/line'
import type { LineChartProps } from './line-chart.tsx'
import { lookOf } from './line-chart.tsx'

/** Labels of places, and letters of all of them together, that fit beside each other on a phone. */
const mostLabels = 5
const mostLetters = 34

type Series = { id: string; data: { x: string; y: number | null }[] }

/** The lines of LineChart with their axes. Loaded by it alone, in a browser. */
export default function LineNivo({ places, lines, axis, digits = 0, locale }: LineChartProps) {
	const format = new Intl.NumberFormat(locale, {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	})
	const longest = Math.max(...places.map((place) => place.length))
	const labels = Math.max(1, Math.min(mostLabels, Math.floor(mostLetters / longest)))
	const step = Math.max(1, Math.ceil(places.length / labels))
	const ticks = [...axis.ticks]
	const text = { fontFamily: 'inherit', fontSize: 12, fill: 'var(--color-muted)' }
	return (
		<div className="line-chart-nivo tabular-nums">
			<ResponsiveLine<Series>
				data={lines.map(({ id, values }) => ({
					id,
					data: places.map((x, i) => ({ x, y: values[i] ?? null })),
				}))}
				margin={{ top: 8, right: 28, bottom: 32, left: 44 }}
				xScale={{ type: 'point' }}
				yScale={{ type: 'linear', min: axis.from, max: axis.to }}
				layers={['grid', 'axes', Lines]}
				animate={false}
				isInteractive={false}
				enableGridX={false}
				gridYValues={ticks}
				axisLeft={{
					tickSize: 0,
					tickPadding: 8,
					tickValues: ticks,
					format: (value) => format.format(Number(value)),
				}}
				axisBottom={{
					tickSize: 0,
					tickPadding: 10,
					tickValues: places.filter((_, i) => i % step === 0),
				}}
				theme={{
					text,
					axis: { ticks: { text } },
					grid: { line: { stroke: 'var(--color-line)' } },
				}}
			/>
		</div>
	)
}

/** Drawn here, because nivo resolves variables into the theme of the moment; these follow every change of it. */
function Lines({ series, lineGenerator }: LineCustomSvgLayerProps<Series>) {
	return series.map(({ id, data }, i) => {
		const { stroke, dash, width } = lookOf(i)
		const dots = data.length <= 12
		return (
			<g key={String(id)}>
				<path
					d={lineGenerator(data.map(({ position }) => position)) ?? ''}
					fill="none"
					strokeDasharray={dash}
					style={{ stroke, strokeWidth: width }}
				/>
				{dots &&
					data.map(({ position: { x, y } }, at) =>
						x === null || y === null ? null : (
							<circle key={at} cx={x} cy={y} r={4} style={{ fill: stroke, stroke: 'var(--color-panel)' }} />
						),
					)}
			</g>
		)
	})
}
