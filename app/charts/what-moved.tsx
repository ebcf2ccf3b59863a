import { Link } from 'react-router'
import type { Moved } from '#app/domain/heatmap/list-moved.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatTier } from '#app/ui/format.tsx'
import { tierChangeText } from './change-text.ts'

type Props = {
	moved: readonly Moved[]
	/** The cycle that changes are counted from. */
	since: string
	locale: string
	/** Where a group leads. */
	hrefOf: (moved: Moved) => string
}

/**
 * The groups that moved most, by family: the greatest change first within each, and no family before another. Each with where it
 * stood, where it stands and of how many.
 */
export function WhatMoved({ moved, since, locale, hrefOf }: Props) {
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	if (moved.length === 0) {
		return (
			<p className="text-sm text-muted">
				To a tenth of a tier, every mean that you see is as it was in {since}.
			</p>
		)
	}
	return (
		<div className="flex flex-col gap-4">
			{[...Map.groupBy(moved, ({ familyId }) => familyId)].map(([familyId, groups]) => (
				<section key={familyId} aria-labelledby={`moved-${familyId}`}>
					<h3 id={`moved-${familyId}`} className="text-sm font-medium">
						<bdi>{groups[0]?.familyName}</bdi>
					</h3>
					<ul className="flex flex-col divide-y divide-line">
						{groups.map((one) => (
							<li
								key={one.nodeId}
								className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-sm"
							>
								<Link to={hrefOf(one)} className="link min-w-0 wrap-anywhere">
									<bdi>{one.nodeName}</bdi>
								</Link>
								<span className="tabular-nums">
									<span className="font-medium">{tierChangeText(one, locale)}</span>{' '}
									<span className="text-muted">
										{tier(one.before)} → {tier(one.now)}, {formatNumber(one.n, locale)} assessed
									</span>
								</span>
							</li>
						))}
					</ul>
				</section>
			))}
		</div>
	)
}
