import { createContext, useContext } from 'react'
import type { BarItemProps } from '@nivo/bar'
import { ResponsiveBar } from '@nivo/bar'
import type { DistributionPart } from './distribution-bar.tsx'
import type { DistributionChartProps, DistributionRow } from './distribution-chart.tsx'

/** As distribution.css has them, for the labels beside the chart. */
const rowHeight = 48
const axisHeight = 32
/** Leaves bars of 28 px in rows of 48, as tall as the plain ones. */
const padding = 5 / 12
/** nivo puts the same padding before the first bar and after the last: half of it is too much on each side. */
const excess = (padding * rowHeight) / 2

/** A row as nivo wants it: one number a part, under the part's place in the order. */
type Datum = { row: string; [part: `${number}`]: number }

type FindPart = (row: string | number, place: string | number) => DistributionPart | undefined

const Parts = createContext<FindPart>(() => undefined)

/** The bars of DistributionChart with their axis. Loaded by it alone, in a browser. */
export default function DistributionNivo({ rows, measure = 'count', locale }: DistributionChartProps) {
	const byId = new Map(rows.map((row) => [row.id, row]))
	const share = measure === 'share'
	// Labels of percent stay apart on a phone, too.
	const ticks = share ? [0, 0.5, 1] : 4
	const format = new Intl.NumberFormat(locale, share ? { style: 'percent' } : {})
	return (
		<Parts value={(row, place) => byId.get(String(row))?.parts[Number(place)]}>
			<div
				style={{ height: rows.length * rowHeight + 2 * excess + axisHeight, marginTop: -excess }}
				className="tabular-nums"
			>
				<ResponsiveBar<Datum>
					data={rows.map((row) => datumOf(row, share)).reverse()}
					keys={rows[0]?.parts.map((_, i) => String(i)) ?? []}
					indexBy="row"
					layout="horizontal"
					margin={{ top: 0, right: 16, bottom: axisHeight, left: 4 }}
					padding={padding}
					innerPadding={2}
					barComponent={Part}
					animate={false}
					isInteractive={false}
					enableGridX
					enableGridY={false}
					gridXValues={ticks}
					axisLeft={null}
					axisBottom={{
						tickSize: 0,
						tickPadding: 8,
						tickValues: ticks,
						format: (value: number) => (share || Number.isInteger(value) ? format.format(value) : ''),
					}}
					theme={{
						text: { fontFamily: 'inherit', fontSize: 12, fill: 'var(--color-muted)' },
						axis: { ticks: { text: { fontSize: 12, fill: 'var(--color-muted)' } } },
						grid: { line: { stroke: 'var(--color-line)' } },
					}}
				/>
			</div>
		</Parts>
	)
}

/** Drawn here, because nivo resolves variables into the theme of the moment; these follow every change of it. */
function Part({ bar }: BarItemProps<Datum>) {
	const part = useContext(Parts)(bar.data.indexValue, bar.data.id)
	if (!part || bar.width <= 0) return null
	const tier = typeof part.as === 'number'
	return (
		<g transform={`translate(${bar.x} ${bar.y})`}>
			<title>{`${part.label}${part.name ? ` ${part.name}` : ''}: ${part.text}`}</title>
			<rect
				x={0.5}
				y={0.5}
				width={Math.max(1, bar.width - 1)}
				height={bar.height - 1}
				rx={2.5}
				style={{
					fill: tier
						? `var(--tier-${part.as})`
						: `var(--color-${part.as === 'notAssessed' ? 'panel' : 'sunken'})`,
					stroke: tier
						? 'var(--cell-edge)'
						: `var(--color-${part.as === 'notAssessed' ? 'control' : 'line-strong'})`,
				}}
			/>
			{bar.width >= 20 && (
				<text
					x={bar.width / 2}
					y={bar.height / 2}
					textAnchor="middle"
					dominantBaseline="central"
					style={{
						fill: tier ? `var(--tier-ink-${part.as})` : 'var(--color-muted)',
						fontSize: 12,
						fontWeight: 500,
					}}
				>
					{part.text}
				</text>
			)}
		</g>
	)
}

function datumOf(row: DistributionRow, share: boolean): Datum {
	const total = row.parts.reduce((sum, part) => sum + part.count, 0)
	const counts = row.parts.map((part, i) => [String(i), share ? part.count / (total || 1) : part.count])
	return { row: row.id, ...Object.fromEntries(counts) }
}
