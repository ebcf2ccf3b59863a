import { ResponsiveBar } from '@nivo/bar'
import type { DistributionPart } from './distribution-bar.tsx'
import type { DistributionChartProps, DistributionRow } from './distribution-chart.tsx'

const rowHeight = 44
const axisHeight = 40

/** A row as nivo wants it: one number a part, under the part's place in the order. */
type Datum = { row: string; [part: `${number}`]: number }

const ground = (part: DistributionPart | undefined) =>
	typeof part?.as === 'number' ? `var(--tier-${part.as})` : 'var(--color-sunken)'

const ink = (part: DistributionPart | undefined) =>
	typeof part?.as === 'number' ? `var(--tier-ink-${part.as})` : 'var(--color-muted)'

/** The chart of DistributionChart. Loaded by it alone, in a browser. */
export default function DistributionNivo({ title, rows, measure = 'count', locale }: DistributionChartProps) {
	// The longest row names the parts; every row has its parts in the same order.
	const parts = rows.reduce<readonly DistributionPart[]>(
		(longest, row) => (row.parts.length > longest.length ? row.parts : longest),
		[],
	)
	const byId = new Map(rows.map((row) => [row.id, row]))
	const partAt = (row: string | number, key: string | number) => byId.get(String(row))?.parts[Number(key)]
	const share = measure === 'share'
	const format = new Intl.NumberFormat(locale, share ? { style: 'percent' } : {})
	const data = rows.map((row) => datumOf(row, share)).reverse()
	return (
		<div>
			<div style={{ height: rows.length * rowHeight + axisHeight }} className="tabular-nums" aria-hidden>
				<ResponsiveBar<Datum>
					data={data}
					keys={parts.map((_, i) => String(i))}
					indexBy="row"
					layout="horizontal"
					margin={{ top: 0, right: 16, bottom: axisHeight, left: 136 }}
					padding={0.3}
					innerPadding={2}
					borderRadius={3}
					borderWidth={1}
					borderColor="var(--cell-edge)"
					colors={({ id, indexValue }) => ground(partAt(indexValue, id) ?? parts[Number(id)])}
					labelTextColor={({ data: { id, indexValue } }) => ink(partAt(indexValue, id))}
					label={({ id, indexValue }) => partAt(indexValue, id)?.text ?? ''}
					labelSkipWidth={20}
					animate={false}
					isFocusable={false}
					enableGridX
					enableGridY={false}
					axisLeft={{
						tickSize: 0,
						tickPadding: 12,
						format: (id: string) => shorten(byId.get(id)?.label ?? ''),
					}}
					axisBottom={{
						tickSize: 0,
						tickPadding: 8,
						tickValues: 5,
						format: (value: number) => (share || Number.isInteger(value) ? format.format(value) : ''),
					}}
					theme={{
						text: { fontFamily: 'inherit', fontSize: 12, fill: 'var(--color-muted)' },
						labels: { text: { fontWeight: 500 } },
						axis: { ticks: { text: { fontSize: 12, fill: 'var(--color-ink)' } } },
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
			<table className="sr-only">
				<caption>{title}</caption>
				<thead>
					<tr>
						<td />
						{parts.map((part) => (
							<th key={part.label} scope="col">
								{part.label}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={row.id}>
							<th scope="row">{row.label}</th>
							{row.parts.map((part) => (
								<td key={part.label}>{part.text}</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	)
}

function datumOf(row: DistributionRow, share: boolean): Datum {
	const total = row.parts.reduce((sum, part) => sum + part.count, 0)
	const counts = row.parts.map((part, i) => [String(i), share ? part.count / (total || 1) : part.count])
	return { row: row.id, ...Object.fromEntries(counts) }
}

const shorten = (text: string) => (text.length > 18 ? `${text.slice(0, 17)}…` : text)
