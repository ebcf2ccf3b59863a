import type { CSSProperties, ReactNode } from 'react'
import { LockKeyhole, Minus } from 'lucide-react'
import { Link } from 'react-router'
import type { HeatCell, HeatScale } from './heat-cell.ts'
import { paintOf, paintStyle } from './heat-cell.ts'

/** Words for the states, for screen readers and tooltips. */
const spoken = {
	suppressed: 'Hidden: the group is too small, or it would give a small group away',
	notAssessed: 'Not assessed',
	exempt: 'Exempt',
	empty: 'Nobody here',
}

type Props = {
	cell: HeatCell
	scale: HeatScale
	row: number
	column: number
	/** 'Platform, Engineering': what a link in this cell is about. */
	place: string
}

export function HeatmapCell({ cell, scale, row, column, place }: Props) {
	const style = cell.kind === 'value' ? (paintStyle(paintOf(cell.value, scale)) as CSSProperties) : undefined
	return (
		<td data-kind={cell.kind} style={style}>
			<CellTarget cell={cell} row={row} column={column} place={place}>
				<CellText cell={cell} />
			</CellTarget>
		</td>
	)
}

/** What the arrow keys move to. One element in every cell, also where it leads nowhere. */
function CellTarget({ cell, row, column, place, children }: Omit<Props, 'scale'> & { children: ReactNode }) {
	const description = cell.kind === 'empty' ? undefined : cell.description
	const title = description ?? (cell.kind === 'suppressed' ? spoken.suppressed : undefined)
	const shared = { className: 'heat-target', title, 'data-heat-row': row, 'data-heat-column': column }
	if (cell.kind !== 'empty' && cell.href) {
		return (
			<Link to={cell.href} {...shared}>
				<span className="sr-only">{place}: </span>
				{children}
				{description && <span className="sr-only">, {description}</span>}
			</Link>
		)
	}
	return (
		<span {...shared} tabIndex={-1}>
			{children}
			{description && <span className="sr-only">, {description}</span>}
		</span>
	)
}

function CellText({ cell }: { cell: HeatCell }) {
	switch (cell.kind) {
		case 'value':
			return (
				<>
					<span className="heat-value">
						{cell.text}
						{cell.change && <span className="heat-change"> {cell.change.text}</span>}
					</span>
					{cell.note && <span className="heat-note">{cell.note}</span>}
				</>
			)
		case 'coarse':
			return (
				<>
					<span className="heat-value">{cell.text}</span>
					{cell.note && <span className="heat-note">{cell.note}</span>}
				</>
			)
		case 'suppressed':
			return (
				<>
					<LockKeyhole aria-hidden className="heat-icon" />
					<span className="sr-only">{spoken.suppressed}</span>
				</>
			)
		case 'notAssessed':
			return (
				<>
					<span className="sr-only">{spoken.notAssessed}</span>
					{cell.note && <span className="heat-note">{cell.note}</span>}
				</>
			)
		case 'exempt':
			return (
				<>
					<Minus aria-hidden className="heat-icon" />
					<span className="sr-only">{spoken.exempt}</span>
				</>
			)
		case 'empty':
			return <span className="sr-only">{spoken.empty}</span>
	}
}
