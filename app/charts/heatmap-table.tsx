import type { CSSProperties, ReactNode } from 'react'
import { useId, useRef } from 'react'
import type { HeatColumn, HeatRow, HeatScale } from './heat-cell.ts'
import type { HeatSort } from './heatmap-head.tsx'
import { HeatmapHead } from './heatmap-head.tsx'
import { HeatmapRow } from './heatmap-row.tsx'
import { useHeatKeys } from './use-heat-keys.ts'
import { useHeatRows } from './use-heat-rows.ts'

/** A level of more rows than were sent: those that follow are asked for as one comes near the last. */
type MoreRows = {
	/** Rows of all pages together. */
	total: number
	/** How many rows of earlier pages lie before the first. */
	before: number
	onNearEnd: () => void
}

type Props = {
	/** What is shown, of whom and when: 'Mean tier by team and family, Q3 2026'. Its accessible name. */
	caption: string
	captionHidden?: boolean
	/** What the row headers are: 'Team'. */
	rowsLabel: string
	columns: readonly HeatColumn[]
	/** The node itself, above its children; its cells are totals. */
	total?: HeatRow | undefined
	/** Rows that stand right below it, whatever the order. */
	pinned?: readonly HeatRow[]
	rows: readonly HeatRow[]
	scale: HeatScale
	/** How the rows are sorted, where that can be changed by the headers. */
	sort?: HeatSort | undefined
	/** Whether rows can be pinned, by the parameter `pin` of the URL. */
	canPin?: boolean
	more?: MoreRows | undefined
	/** Whether the columns' names are sentences. */
	hasLongHeads?: boolean
	/** Below the table: the remark on families side by side, a Legend. */
	children?: ReactNode
}

/**
 * A real table with its figures printed, coloured by the scale. Everything is on the page without JavaScript;
 * with it the arrow keys move over the cells, and of thousands of rows only those in sight are drawn.
 */
export function HeatmapTable(props: Props) {
	const { caption, captionHidden, rowsLabel, columns, total, pinned = [], rows, scale, children } = props
	const { sort, canPin = false, more, hasLongHeads } = props
	const captionId = useId()
	const region = useRef<HTMLDivElement>(null)
	const table = useRef<HTMLTableElement>(null)
	const { drawn, from, above, below, measure } = useHeatRows({ rows, region, more })
	const head = [...(total ? [total] : []), ...pinned]
	const onKeyDown = useHeatKeys(table, [...head, ...drawn].map((row) => row.id).join())
	const shared = { columns, scale }
	const firstIndex = head.length + (more?.before ?? 0)
	return (
		<figure className="flex min-w-0 flex-col gap-3">
			<div
				ref={region}
				className="scroll-region heat-region"
				data-fits={!more && columns.length <= (hasLongHeads ? 4 : 7) ? true : undefined}
				data-many={columns.length > 8 ? true : undefined}
				role="region"
				aria-labelledby={captionId}
				tabIndex={0}
				style={{ '--columns': columns.length } as CSSProperties}
			>
				<table
					data-heads={hasLongHeads ? 'long' : undefined}
					ref={table}
					className="heatmap"
					onKeyDown={onKeyDown}
					aria-rowcount={more && more.total + head.length + 1}
				>
					<caption id={captionId} className={captionHidden ? 'sr-only' : undefined}>
						{caption}
					</caption>
					<HeatmapHead rowsLabel={rowsLabel} columns={columns} sort={sort} />
					{total && (
						<tbody className="heat-total">
							<HeatmapRow row={total} index={0} {...shared} />
						</tbody>
					)}
					{pinned.length > 0 && (
						<tbody className="heat-pinned">
							{pinned.map((row, i) => (
								<HeatmapRow key={row.id} row={row} index={total ? i + 1 : i} pin="pinned" {...shared} />
							))}
						</tbody>
					)}
					<tbody>
						<Gap height={above} columns={columns.length} />
						{drawn.map((row, i) => (
							<HeatmapRow
								key={row.id}
								row={row}
								index={head.length + from + i}
								place={more && firstIndex + from + i + 2}
								listIndex={from + i}
								measure={measure}
								pin={canPin ? 'free' : undefined}
								{...shared}
							/>
						))}
						<Gap height={below} columns={columns.length} />
					</tbody>
				</table>
			</div>
			{children && <figcaption className="flex flex-col gap-3">{children}</figcaption>}
		</figure>
	)
}

/** The room of the rows that are not drawn. */
function Gap({ height, columns }: { height: number; columns: number }) {
	if (height <= 0) return null
	return (
		<tr aria-hidden className="heat-gap">
			<td colSpan={columns + 1} style={{ height }} />
		</tr>
	)
}
