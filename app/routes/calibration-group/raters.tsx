import { useLocation } from 'react-router'
import type { DistributionRow } from '#app/charts/distribution-chart.tsx'
import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import { tierParts } from '#app/charts/tier-parts.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatChange } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { GroupPage } from './read-page.server.ts'

/** So many raters at first: those who differ most. */
const shownAtFirst = 3

/** How each rater used the scale, against the whole group. */
export function Raters({ page }: { page: GroupPage }) {
	const { summary, locale, search, group } = page
	const { search: query } = useLocation()
	const { raters, rated, families } = summary
	if (rated.n === 0) return null
	const shown = search.raters === 'all' ? raters : raters.slice(0, shownAtFirst)
	const rows: DistributionRow[] = [
		{
			id: 'group',
			label: page.runs ? 'The whole group' : 'Your people',
			note: peopleText(rated.n, locale),
			parts: tierParts(rated, locale),
		},
		...shown.map(({ raterId, name, n, difference, ...spread }): DistributionRow => ({
			id: raterId,
			label: name,
			note: `${peopleText(n, locale)} · ${difference === null ? 'too few to compare' : formatChange(tierOf(difference), locale)}`,
			href: changeSearch(query, { rater: raterId, page: null, person: null }),
			parts: tierParts(spread, locale),
		})),
	]
	return (
		<Panel
			title="What the managers’ sides say"
			description="Each rater against everybody of the same role families in the group: ▲ above, ▼ below, in tiers. Those who differ most come first."
			footer={
				raters.length > shownAtFirst && (
					<ButtonLink
						to={changeSearch(query, { raters: search.raters === 'all' ? null : 'all' })}
						size="small"
						preventScrollReset
					>
						{search.raters === 'all' ? 'Show those who differ most' : `Show all ${raters.length} raters`}
					</ButtonLink>
				)
			}
		>
			<div className="flex flex-col gap-4">
				<DistributionChart
					title={`Share of people at each tier, by rater, ${group.cycleName}`}
					rows={rows}
					measure="share"
					locale={locale}
				/>
				{families > 1 && (
					<p className="max-w-prose text-sm text-muted">
						The bars hold several role families. Their questions differ, so compare raters of the same family;
						the figure beside each name already does.
					</p>
				)}
			</div>
		</Panel>
	)
}
