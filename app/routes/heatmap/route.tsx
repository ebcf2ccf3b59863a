import { redirect, useSearchParams } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { HeatmapControls } from './controls.tsx'
import { HeatmapFigure } from './heatmap-figure.tsx'
import { HeatmapHeader } from './heatmap-header.tsx'
import { LensHeatmap } from './lens-heatmap.tsx'
import { LensTabs } from './lens-tabs.tsx'
import { MetricFigure } from './metric-figure.tsx'
import { readLensPage } from './read-lens.server.ts'
import type { HeatmapPageOf } from './read-page.server.ts'
import { readHeatmapPage } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	const url = new URL(request.url)
	const chosen = url.searchParams.getAll('metrics')
	// Boxes of a form say each its own; the address that is kept and sent on says it once.
	if (chosen.length > 1)
		throw redirect(url.pathname + changeSearch(url.searchParams, { metrics: chosen.join() }))
	if (url.searchParams.has('lens')) return readLensPage(requireAccess(context, 'team-assessments.read'), url)
	return readHeatmapPage(requireAccess(context, 'heatmap.read'), url)
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{
		title:
			loaderData?.kind === 'heatmap'
				? `${loaderData.isRoot ? '' : `${loaderData.node.name}, `}${loaderData.cycle.name} · Heatmap · Contour`
				: 'Heatmap · Contour',
	},
]

export default function Heatmap({ loaderData: page, params }: Route.ComponentProps) {
	if (page.kind === 'lens') return <LensHeatmap page={page} slug={params.account} />
	if (page.kind === 'nothing') return <NothingPublished slug={params.account} runsCycles={page.runsCycles} />
	return (
		<div className="stack">
			<HeatmapHeader page={page} slug={params.account} />
			{page.cycle.isCorrectedSince && (
				<Notice title={`${page.cycle.name} was corrected since`}>
					{page.cycle.hasEveryVersion
						? 'This is an earlier version. Choose the newest one from the list of cycles.'
						: 'You see this version until the corrected one differs for enough people that nobody’s own result follows from the two.'}
				</Notice>
			)}
			<OwnTeams teams={page.ownTeams} />
			<div className="flex flex-col gap-4">
				<HeatmapControls page={page} />
				{!page.metric && page.choices.statistics.length > 0 && <StatisticTabs page={page} />}
			</div>
			{page.refusals.length > 0 && (
				<Notice title="Not everything that was asked for is shown">{page.refusals.join(' ')}</Notice>
			)}
			{page.metric ? <MetricFigure page={page} metric={page.metric} /> : <HeatmapFigure page={page} />}
			<FamiliesCaveat slug={params.account} />
		</div>
	)
}

/** A manager's teams may lie far below what the heatmap opens with. */
function OwnTeams({ teams }: { teams: HeatmapPageOf<'heatmap'>['ownTeams'] }) {
	if (teams.length === 0) return null
	return (
		<nav aria-label="Your teams" className="flex flex-wrap items-center gap-2">
			<span className="text-sm text-muted">{teams.length === 1 ? 'Your team' : 'Your teams'}</span>
			{teams.map(({ id, name, href }) => (
				<ButtonLink key={id} to={href} size="small">
					<bdi>{name}</bdi>
				</ButtonLink>
			))}
		</nav>
	)
}

function StatisticTabs({ page }: { page: HeatmapPageOf<'heatmap'> }) {
	const [search] = useSearchParams()
	return (
		<Tabs
			label="Statistic"
			items={page.choices.statistics.map((statistic) => ({
				label: heatStatisticWords[statistic].label,
				href: changeSearch(search, { statistic: statistic === 'mean' ? null : statistic, page: null }),
				current: statistic === page.statistic,
			}))}
		/>
	)
}

function NothingPublished({ slug, runsCycles }: { slug: string; runsCycles: boolean }) {
	return (
		<div className="stack">
			<PageHeader
				title="Heatmap"
				description="Where every team stands, by role family."
				below={<LensTabs slug={slug} current="tiers" />}
			/>
			<EmptyState
				title="Nothing is published yet"
				action={
					runsCycles && (
						<ButtonLink to={`/a/${slug}/cycles`} variant="primary">
							Go to the cycles
						</ButtonLink>
					)
				}
			>
				<p>
					The heatmap shows what people and their managers agreed, once a cycle is published.{' '}
					{runsCycles
						? 'Open a cycle, see who is in, then publish it.'
						: 'You find it here as soon as HR publishes the first one.'}
				</p>
			</EmptyState>
		</div>
	)
}
