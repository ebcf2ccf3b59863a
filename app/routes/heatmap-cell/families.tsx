import { Link } from 'react-router'
import { assessedText } from '#app/charts/describe-heat-cell.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { StateBadge } from '#app/ui/badge.tsx'
import type { CellPage } from './read-page.server.ts'

type Family = CellPage['families'][number]

/** Which families the sum is made of, and which are not in it. */
export function FamilyList({ page }: { page: CellPage }) {
	const { slug, cycle, node, locale, kept } = page
	const present = page.families.filter(({ cell }) => cell.tier.kind !== 'empty')
	if (present.length === 0) return null
	return (
		<Panel
			title="Made of these families"
			description="The sum of the families that are shown. What is hidden is not in it."
		>
			<ul className="flex flex-col text-sm">
				{present.map((family) => (
					<li
						key={family.id}
						className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line py-2.5 first:border-t-0 first:pt-0 last:pb-0"
					>
						<Link
							className="link"
							to={`/a/${slug}/heatmap/cell?${new URLSearchParams({ cycle: cycle.ref, node: node.id, family: family.id, ...kept.here })}`}
						>
							{family.name}
						</Link>
						<FamilyFigure family={family} locale={locale} />
					</li>
				))}
			</ul>
		</Panel>
	)
}

function FamilyFigure({ family: { cell }, locale }: { family: Family; locale: string }) {
	switch (cell.tier.kind) {
		case 'shown':
			return (
				<span className="tabular-nums">
					mean {formatTier(tierOf(cell.tier.summary.meanHalfSteps), locale)} · {assessedText(cell, locale)}
				</span>
			)
		case 'suppressed':
			return <StateBadge state="suppressed" />
		case 'not-assessed':
			return <StateBadge state="not-assessed" />
		default:
			return <StateBadge state="exempt" />
	}
}
