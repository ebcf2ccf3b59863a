import type { CSSProperties, ReactNode } from 'react'
import { useId, useRef } from 'react'
import { Link } from 'react-router'
import type { HeatColumn, HeatRow, HeatScale } from './heat-cell.ts'
import { HeatmapCell } from './heatmap-cell.tsx'
import { useHeatKeys } from './use-heat-keys.ts'

type Props = {
	/** What is shown, of whom and when: 'Mean tier by team and family, Q3 2026'. Its accessible name. */
	caption: string
	captionHidden?: boolean
	/** What the row headers are: 'Team'. */
	rowsLabel: string
	columns: readonly HeatColumn[]
	/** The node itself, above its children; its cells are totals. */
	total?: HeatRow | undefined
	rows: readonly HeatRow[]
	scale: HeatScale
	/** Below the table: the remark on families side by side, a Legend. */
	children?: ReactNode
}

/**
 * A real table with its figures printed, coloured by the scale. Everything is on the page without JavaScript;
 * with it the arrow keys move over the cells.
 */
export function HeatmapTable(props: Props) {
	const { caption, captionHidden, rowsLabel, columns, total, rows, scale, children } = props
	const captionId = useId()
	const table = useRef<HTMLTableElement>(null)
	const all = total ? [total, ...rows] : rows
	const onKeyDown = useHeatKeys(table, all.map((row) => row.id).join())
	return (
		<figure className="flex min-w-0 flex-col gap-3">
			<div
				className="scroll-region heat-region"
				role="region"
				aria-labelledby={captionId}
				tabIndex={0}
				style={{ '--columns': columns.length } as CSSProperties}
			>
				<table ref={table} className="heatmap" onKeyDown={onKeyDown}>
					<caption id={captionId} className={captionHidden ? 'sr-only' : undefined}>
						{caption}
					</caption>
					<thead>
						<tr>
							<th scope="col">{rowsLabel}</th>
							{columns.map((column) => (
								<th key={column.id} scope="col">
									<HeaderText {...column} />
								</th>
							))}
						</tr>
					</thead>
					{total && (
						<tbody className="heat-total">
							<HeatmapRow row={total} index={0} columns={columns} scale={scale} />
						</tbody>
					)}
					<tbody>
						{rows.map((row, i) => (
							<HeatmapRow key={row.id} row={row} index={total ? i + 1 : i} columns={columns} scale={scale} />
						))}
					</tbody>
				</table>
			</div>
			{children && <figcaption className="flex flex-col gap-3">{children}</figcaption>}
		</figure>
	)
}

function HeaderText({ label, note, href }: Pick<HeatColumn, 'label' | 'note' | 'href'>) {
	return (
		<>
			{href ? (
				<Link to={href} className="heat-drill">
					<bdi>{label}</bdi>
				</Link>
			) : (
				<bdi>{label}</bdi>
			)}
			{note && <span className="heat-sub">{note}</span>}
		</>
	)
}

function HeatmapRow({
	row,
	index,
	columns,
	scale,
}: {
	row: HeatRow
	index: number
	columns: readonly HeatColumn[]
	scale: HeatScale
}) {
	return (
		<tr>
			<th scope="row">
				<HeaderText {...row} />
			</th>
			{columns.map((column, i) => (
				<HeatmapCell
					key={column.id}
					cell={row.cells[i] ?? { kind: 'empty' }}
					scale={scale}
					row={index}
					column={i}
					rowLabel={row.label}
					columnLabel={column.label}
				/>
			))}
		</tr>
	)
}
