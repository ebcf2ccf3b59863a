import { Download } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { ChooseCycle } from '#app/ui/choose-cycle.tsx'
import { countText } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { HeatmapViews } from '#app/ui/heatmap-views.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { NoStalls } from './no-stalls.tsx'
import { readStallsPage } from './read-page.server.ts'
import { StallCard } from './stall-card.tsx'
import { StallRule } from './stall-rule.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	const url = new URL(request.url)
	const isOfTeams = ['levels', 'rungs'].includes(url.searchParams.get('lens') ?? '')
	return readStallsPage(requireAccess(context, isOfTeams ? 'team-assessments.read' : 'heatmap.read'), url)
}

export const meta: Route.MetaFunction = () => [{ title: 'Stalls · Heatmap · Contour' }]

const pageWords = {
	tiers: 'Where the same people moved by less than a quarter of a tier, below their target',
	levels: 'Teams that came to the same AI coding level twice',
	rungs: 'Teams that came to the same rung twice',
} as const

export default function Stalls({ loaderData: page, params: { account: slug } }: Route.ComponentProps) {
	const [search] = useSearchParams()
	const tiers = page.kind === 'stalls' ? page.tiers : null
	const lensHref = (lens: string | null) => changeSearch(search, { lens, page: null })
	return (
		<div className="stack">
			<PageHeader
				above={<HeatmapViews slug={slug} current="stalls" />}
				title="Stalls"
				description={`${pageWords[page.lens]}, what the source says about it, and what a plan can take up.`}
				asOf={tiers?.asOf}
				actions={
					page.kind === 'stalls' && (
						<ButtonLink to={page.csvHref} icon={Download} reloadDocument>
							Export as CSV
						</ButtonLink>
					)
				}
				below={
					<Tabs
						label="Lens"
						items={[
							{ label: 'Tiers of people', href: lensHref(null), current: page.lens === 'tiers' },
							{
								label: 'AI coding levels of teams',
								href: lensHref('levels'),
								current: page.lens === 'levels',
							},
							{ label: 'Agentic ladder of teams', href: lensHref('rungs'), current: page.lens === 'rungs' },
						]}
					/>
				}
			/>
			{tiers && (
				<ChooseCycle
					cycle={tiers.cycle}
					cycles={tiers.cycles}
					family={{ value: tiers.family, options: tiers.families }}
				/>
			)}
			{page.kind === 'nothing' ? (
				<EmptyState title="Nothing is published yet">
					Once two cycles are published, this shows where the same people moved by less than a quarter of a
					tier below their target.
				</EmptyState>
			) : page.items.length === 0 ? (
				<NoStalls page={page} slug={slug} />
			) : (
				<>
					<ul className="flex flex-col gap-4">
						{page.items.map((item) => (
							<li key={item.id}>
								<StallCard item={item} />
							</li>
						))}
					</ul>
					<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
						<p className="text-sm text-muted">
							{countText(
								page.items.length,
								page.paging,
								tiers ? { one: 'group', other: 'groups' } : { one: 'team', other: 'teams' },
								page.locale,
							)}
						</p>
						<Pagination {...page.paging} locale={page.locale} />
					</div>
				</>
			)}
			{page.kind === 'stalls' && <StallRule page={page} />}
			{tiers && <FamiliesCaveat slug={slug} />}
		</div>
	)
}
