import type { CSSProperties } from 'react'
import { cx } from '#app/ui/cx.ts'

/** A part of a distribution: how many stand at one tier, or in one state. */
export type DistributionPart = {
	/** '1.5' or 'Not assessed', in the account's language. */
	label: string
	/** 'AI-Building'. */
	name?: string
	count: number
	/** The count as text in the account's locale. */
	text: string
	/** What colours it: half-steps 1 (tier 0.5) to 6 (tier 3), or a state. */
	as: 1 | 2 | 3 | 4 | 5 | 6 | 'assessed' | 'notAssessed' | 'exempt' | 'left'
}

type Props = {
	/** Of whom and when; the accessible name. */
	label: string
	parts: readonly DistributionPart[]
	/** Shown instead of a bar that has no people in it. */
	emptyText?: string
	/**
	 * `list` prints label and count of every part below the bar; `none` draws the bar alone, for where the
	 * figures stand elsewhere; `spoken` keeps them for screen readers.
	 */
	legend?: 'list' | 'spoken' | 'none'
	size?: 'small' | 'normal'
}

function partStyle(as: DistributionPart['as']): CSSProperties | undefined {
	return typeof as === 'number'
		? { background: `var(--tier-${as})`, color: `var(--tier-ink-${as})` }
		: undefined
}

/** How many stand where, as one stacked bar with its counts printed. Plain HTML from the server. */
export function DistributionBar({ label, parts, emptyText, legend = 'list', size = 'normal' }: Props) {
	const total = parts.reduce((sum, part) => sum + part.count, 0)
	const shown = parts.filter((part) => part.count > 0)
	return (
		<div className="distribution" data-size={size}>
			{total === 0 ? (
				<p className="text-sm text-muted">{emptyText ?? 'Nobody to show'}</p>
			) : (
				<div className="distribution-bar" aria-hidden>
					{shown.map((part) => (
						<span
							key={part.label}
							data-as={typeof part.as === 'string' ? part.as : undefined}
							title={`${part.label}: ${part.text}`}
							style={{ ...partStyle(part.as), flexGrow: part.count }}
						>
							{/* A sliver has no room for its figure; the list has it. */}
							{part.count / total >= 0.06 && part.text}
						</span>
					))}
				</div>
			)}
			{legend !== 'none' && (
				<PartList label={label} parts={parts} hidden={legend === 'spoken' || total === 0} />
			)}
		</div>
	)
}

/** Label and count of every part. */
export function PartList({ label, parts, hidden }: Pick<Props, 'label' | 'parts'> & { hidden?: boolean }) {
	return (
		<ul aria-label={label} className={cx('distribution-list', hidden && 'sr-only')}>
			{parts.map((part) => (
				<li key={part.label}>
					<span
						aria-hidden
						className="distribution-key"
						data-as={typeof part.as === 'string' ? part.as : undefined}
						style={partStyle(part.as)}
					/>
					<span>
						{part.label}
						{part.name && <span className="text-muted"> {part.name}</span>}
						<span className="sr-only">: </span>
					</span>
					<span className="distribution-count">{part.text}</span>
				</li>
			))}
		</ul>
	)
}
