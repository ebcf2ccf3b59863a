import { createContext, useContext } from 'react'
import type { ScatterPlotLayerProps } from '@nivo/scatterplot'
import { ResponsiveScatterPlot } from '@nivo/scatterplot'
import type { ScatterAxis, ScatterPoint, ScatterProps } from './scatter.tsx'
import { hasMarks, PointMark } from './scatter.tsx'

type Datum = { x: number; y: number; point: ScatterPoint }

const HasMarks = createContext(true)

/** The points of Scatter with their axes. Loaded by it alone, in a browser. */
export default function ScatterNivo({ points, x, y }: ScatterProps) {
	const text = { fontFamily: 'inherit', fontSize: 12, fill: 'var(--color-muted)' }
	return (
		<HasMarks value={hasMarks(points)}>
			<div className="scatter-nivo tabular-nums">
				<ResponsiveScatterPlot<Datum>
					data={[{ id: 'points', data: points.map((point) => ({ x: point.x, y: point.y, point })) }]}
					margin={{ top: 12, right: 20, bottom: 28, left: 64 }}
					xScale={{ type: 'linear', min: x.from, max: x.to }}
					yScale={{ type: 'linear', min: y.from, max: y.to }}
					layers={['grid', 'axes', Points]}
					animate={false}
					isInteractive={false}
					useMesh={false}
					gridXValues={x.ticks.map(({ value }) => value)}
					gridYValues={y.ticks.map(({ value }) => value)}
					axisTop={null}
					axisRight={null}
					axisBottom={axisOf(x)}
					axisLeft={axisOf(y)}
					theme={{
						text,
						axis: { ticks: { text } },
						grid: { line: { stroke: 'var(--color-line)' } },
					}}
				/>
			</div>
		</HasMarks>
	)
}

const axisOf = ({ ticks }: ScatterAxis) => ({
	tickSize: 0,
	tickPadding: 8,
	tickValues: ticks.map(({ value }) => value),
	format: (value: number | string | Date) => ticks.find((tick) => tick.value === Number(value))?.text ?? '',
})

/** Drawn here, because nivo resolves variables into the theme of the moment; these follow every change of it. */
function Points({ nodes }: ScatterPlotLayerProps<Datum>) {
	const hasMark = useContext(HasMarks)
	return nodes.map(({ id, x, y, data: { point } }) => (
		<g key={id} transform={`translate(${x} ${y})`}>
			<PointMark point={point} hasMark={hasMark} />
		</g>
	))
}
