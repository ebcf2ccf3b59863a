import type { CSSProperties, ReactNode } from 'react'
import { LockKeyhole, Minus } from 'lucide-react'
import { Link } from 'react-router'
import type { HeatCell, HeatPart, HeatScale, HeatSide } from './heat-cell.ts'
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
	/** The place among the cells, from 0: what the arrow keys count in. */
	row: number
	column: number
	rowLabel: string
	columnLabel: string
}

export function HeatmapCell({ cell, scale, ...target }: Props) {
	const style = cell.kind === 'value' ? (paintStyle(paintOf(cell.value, scale)) as CSSProperties) : undefined
	return (
		<td data-kind={cell.kind} style={style}>
			<CellTarget cell={cell} {...target}>
				<CellText cell={cell} scale={scale} />
			</CellTarget>
		</td>
	)
}

/** What the arrow keys move to. One element in every cell, also where it leads nowhere. */
function CellTarget({
	cell,
	row,
	column,
	rowLabel,
	columnLabel,
	children,
}: Omit<Props, 'scale'> & { children: ReactNode }) {
	const description = cell.kind === 'empty' ? undefined : cell.description
	const title = description ?? (cell.kind === 'suppressed' ? spoken.suppressed : undefined)
	const shared = { className: 'heat-target', title, 'data-heat-row': row, 'data-heat-column': column }
	const content = (
		<>
			{children}
			{description && <span className="sr-only">, {description}</span>}
		</>
	)
	if (cell.kind !== 'empty' && cell.href) {
		return (
			<Link to={cell.href} {...shared}>
				<span className="sr-only">
					{rowLabel}, {columnLabel}:{' '}
				</span>
				<span aria-hidden className="heat-label">
					{columnLabel}
				</span>
				{content}
			</Link>
		)
	}
	return (
		<span {...shared} tabIndex={-1}>
			<span className="heat-label">{columnLabel}</span>
			{content}
		</span>
	)
}

function HeatBar({ parts }: { parts: readonly HeatPart[] }) {
	const total = parts.reduce((sum, { count }) => sum + count, 0)
	return (
		<span aria-hidden className="heat-bar">
			{parts.map(
				({ halfSteps, count, text }) =>
					count > 0 && (
						<span
							key={halfSteps}
							data-sliver={count / total < 0.05 + 0.06 * text.length || undefined}
							style={{
								flexGrow: count,
								background: `var(--tier-${halfSteps})`,
								color: `var(--tier-ink-${halfSteps})`,
							}}
						>
							{text}
						</span>
					),
			)}
		</span>
	)
}

function HeatSides({ sides, scale }: { sides: readonly [string, HeatSide][]; scale: HeatScale }) {
	return (
		<span className="heat-sides">
			{sides.map(([name, { value, text }]) => (
				<span key={name} className="heat-side" style={paintStyle(paintOf(value, scale)) as CSSProperties}>
					<span className="heat-side-name">{name} </span>
					<span className="heat-value">{text}</span>
				</span>
			))}
		</span>
	)
}

function CellText({ cell, scale }: { cell: HeatCell; scale: HeatScale }) {
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
		case 'plain':
			return (
				<>
					<span className="heat-value">{cell.text}</span>
					{cell.note && <span className="heat-note">{cell.note}</span>}
				</>
			)
		case 'none':
			return (
				<>
					<span aria-hidden>–</span>
					<span className="heat-note">{cell.note}</span>
				</>
			)
		case 'sides':
			return (
				<>
					<HeatSides
						sides={[
							['self', cell.self],
							['manager', cell.manager],
						]}
						scale={scale}
					/>
					<span className="heat-note">{[cell.difference, cell.note].filter(Boolean).join(' · ')}</span>
				</>
			)
		case 'distribution':
			return (
				<>
					<HeatBar parts={cell.parts} />
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
