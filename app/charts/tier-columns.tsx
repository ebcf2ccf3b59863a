import { LockKeyhole } from 'lucide-react'
import type { DistributionPart } from './distribution-bar.tsx'

export type TierColumn = {
	id: string
	/** 'Q3 2026'. */
	label: string
	/** Lowest first; null where nothing is shown. */
	parts: readonly DistributionPart[] | null
	isHidden: boolean
}

type Props = {
	/** Of whom: 'People at each tier in Platform, as shares of each cycle'. */
	title: string
	columns: readonly TierColumn[]
}

/**
 * How a group is spread over the tiers, cycle by cycle, each as parts of its own whole with the lowest tier at the bottom. Plain HTML
 * from the server, hidden from screen readers: a table of the same figures stands beside it.
 */
export function TierColumns({ title, columns }: Props) {
	const legend = columns.find(({ parts }) => parts)?.parts ?? []
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{title}</figcaption>
			<ul aria-hidden className="tier-columns">
				{columns.map(({ id, label, parts, isHidden }) => {
					const total = parts?.reduce((sum, { count }) => sum + count, 0) ?? 0
					return (
						<li key={id}>
							<div className="tier-column" data-hidden={isHidden || undefined}>
								{isHidden && <LockKeyhole />}
								{parts?.map(
									({ label: tier, count, text, as }) =>
										count > 0 && (
											<span
												key={tier}
												title={`${tier}: ${text}`}
												style={{
													flexGrow: count,
													background: `var(--tier-${as})`,
													color: `var(--tier-ink-${as})`,
												}}
											>
												{/* A sliver has no room for its figure; the table has it. */}
												{count / total >= 0.12 && text}
											</span>
										),
								)}
							</div>
							<span className="tier-column-label">{label}</span>
						</li>
					)
				})}
			</ul>
			<ul aria-hidden className="trend-keys">
				{legend.map(({ label, name, as }) => (
					<li key={label}>
						<span className="distribution-key" style={{ background: `var(--tier-${as})` }} />
						{label} {name}
					</li>
				))}
				{columns.some(({ isHidden }) => isHidden) && (
					<li>
						<LockKeyhole />
						Hidden, small group
					</li>
				)}
			</ul>
		</figure>
	)
}
