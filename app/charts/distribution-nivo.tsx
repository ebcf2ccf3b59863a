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

const ground = (part: DistributionPart | undefined) =>
	typeof part?.as === 'number'
		? `var(--tier-${part.as})`
		: part?.as === 'notAssessed'
			? 'var(--color-panel)'
			: 'var(--color-sunken)'

const ink = (part: DistributionPart | undefined) =>
	typeof part?.as === 'number' ? `var(--tier-ink-${part.as})` : 'var(--color-muted)'

const edge = (part: DistributionPart | undefined) =>
	typeof part?.as === 'number'
		? 'var(--cell-edge)'
		: part?.as === 'notAssessed'
			? 'var(--color-control)'
			: 'var(--color-line-strong)'

/** The bars of DistributionChart with their axis. Loaded by it alone, in a browser. */
export default function DistributionNivo({ rows, measure = 'count', locale }: DistributionChartProps) {
	const byId = new Map(rows.map((row) => [row.id, row]))
	const partAt = (row: string | number, key: string | number) => byId.get(String(row))?.parts[Number(key)]
	const share = measure === 'share'
	const format = new Intl.NumberFormat(locale, share ? { style: 'percent' } : {})
	return (
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
				borderRadius={3}
				borderWidth={1}
				borderColor={({ data: { id, indexValue } }) => edge(partAt(indexValue, id))}
				colors={({ id, indexValue }) => ground(partAt(indexValue, id))}
				labelTextColor={({ data: { id, indexValue } }) => ink(partAt(indexValue, id))}
				label={({ id, indexValue }) => partAt(indexValue, id)?.text ?? ''}
				labelSkipWidth={20}
				animate={false}
				isFocusable={false}
				enableGridX
				enableGridY={false}
				gridXValues={4}
				axisLeft={null}
				axisBottom={{
					tickSize: 0,
					tickPadding: 8,
					tickValues: 4,
					format: (value: number) => (share || Number.isInteger(value) ? format.format(value) : ''),
				}}
				theme={{
					text: { fontFamily: 'inherit', fontSize: 12, fill: 'var(--color-muted)' },
					labels: { text: { fontWeight: 500 } },
					axis: { ticks: { text: { fontSize: 12, fill: 'var(--color-muted)' } } },
					grid: { line: { stroke: 'var(--color-line)' } },
				}}
				tooltip={({ id, indexValue }) => {
					const part = partAt(indexValue, id)
					return (
						<div className="rounded-control border border-line bg-raised px-3 py-2 text-sm whitespace-nowrap shadow-float">
							{byId.get(String(indexValue))?.label}, {part?.label}
							{part?.name && ` ${part.name}`}: <strong>{part?.text}</strong>
						</div>
					)
				}}
			/>
		</div>
	)
}

function datumOf(row: DistributionRow, share: boolean): Datum {
	const total = row.parts.reduce((sum, part) => sum + part.count, 0)
	const counts = row.parts.map((part, i) => [String(i), share ? part.count / (total || 1) : part.count])
	return { row: row.id, ...Object.fromEntries(counts) }
}
