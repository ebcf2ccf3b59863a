import { Pin, PinOff } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { readPins, togglePin } from '#app/domain/heatmap/pins.ts'
import { changeSearch } from '#app/ui/search.ts'
import type { HeatColumn, HeatRow, HeatScale } from './heat-cell.ts'
import { HeatmapCell } from './heatmap-cell.tsx'
import { HeaderText } from './heatmap-head.tsx'

type Props = {
	row: HeatRow
	columns: readonly HeatColumn[]
	scale: HeatScale
	/** What the arrow keys count in, from 0. */
	index: number
	/** Whether the row stands first already, or can be made to; undefined where it can't. */
	pin?: 'pinned' | 'free' | undefined
	/** The place in the whole table, from 1, where not all of it is drawn. */
	place?: number | undefined
	/** The place among the rows that follow each other, from 0, for `measure`. */
	listIndex?: number
	measure?: ((element: HTMLTableRowElement | null) => void) | undefined
}

export function HeatmapRow({ row, columns, scale, index, pin, place, listIndex, measure }: Props) {
	return (
		<tr ref={measure} data-index={measure && listIndex} aria-rowindex={place}>
			<th scope="row">
				<HeaderText {...row} />
				{pin && <PinLink row={row} isPinned={pin === 'pinned'} />}
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

function PinLink({ row, isPinned }: { row: HeatRow; isPinned: boolean }) {
	const { search } = useLocation()
	const pins = new URLSearchParams(search).get('pin') ?? ''
	const isFull = !isPinned && readPins(togglePin(pins, row.id)).length === readPins(pins).length
	if (isFull) return null
	const Glyph = isPinned ? PinOff : Pin
	const label = isPinned ? `Let go of ${row.label}` : `Keep ${row.label} at the top`
	return (
		<Link
			to={changeSearch(search, { pin: togglePin(pins, row.id) || null, page: null })}
			preventScrollReset
			className="heat-pin"
			data-pinned={isPinned || undefined}
			aria-label={label}
			title={label}
		>
			<Glyph aria-hidden />
		</Link>
	)
}
