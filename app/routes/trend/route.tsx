import { ArrowLeftRight, Download } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { trendStatistics } from '#app/domain/heatmap/trend-statistic.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { HeatmapViews } from '#app/ui/heatmap-views.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { TrendBelow } from './below.tsx'
import { TrendDistribution } from './distribution.tsx'
import { TrendFigure } from './figure.tsx'
import type { TrendPageOf } from './read-page.server.ts'
import { readTrendPage } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readTrendPage(requireAccess(context, 'heatmap.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{
		title:
			loaderData?.kind === 'trend' && !loaderData.isRoot
				? `${loaderData.node.name} · Trend · Contour`
				: 'Trend · Contour',
	},
]

export default function Trend({ loaderData: page, params }: Route.ComponentProps) {
	const slug = params.account
	if (page.kind === 'nothing') return <NothingPublished slug={slug} runsCycles={page.runsCycles} />
	const { path, isRoot, node, asOf, csvHref, heatmapHref, until, cycles, family, families, places } = page
	return (
		<div className="stack">
			<PageHeader
				above={
					<>
						<HeatmapViews slug={slug} current="trend" node={node.id} />
						<Breadcrumbs items={[{ label: 'Heatmap', href: heatmapHref }, ...path]} />
					</>
				}
				title={isRoot ? 'Trend' : <bdi>{node.name}</bdi>}
				description="Where people stood cycle by cycle, by role family, and how sure that is."
				asOf={asOf}
				actions={
					<>
						{page.movementHref && (
							<ButtonLink to={page.movementHref} icon={ArrowLeftRight}>
								Movement
							</ButtonLink>
						)}
						<SaveReportLink slug={slug} kind="trend" label="Save this view" />
						<ButtonLink to={csvHref} icon={Download} reloadDocument>
							Export as CSV
						</ButtonLink>
					</>
				}
			/>
			{places.length === 1 && (
				<Notice title="One cycle so far">
					A trend needs two. This is where people stand in {places[0]?.name}; the next published cycle stands
					beside it here.
				</Notice>
			)}
			<div className="flex flex-col gap-4">
				<FilterForm
					names={['until', 'family']}
					label="Choose"
					submitLabel="Show"
					clearLabel="All families, newest"
				>
					<SelectField
						name="family"
						label="Role family in detail"
						controlSize="small"
						defaultValue={family}
						options={[{ value: '', label: 'All families' }, ...families]}
					/>
					<SelectField name="until" label="Until" controlSize="small" defaultValue={until} options={cycles} />
				</FilterForm>
				<StatisticTabs current={page.statistic} />
			</div>
			<TrendFigure page={page} />
			<TrendDistribution page={page} />
			<TrendBelow page={page} />
			<FamiliesCaveat slug={slug} />
		</div>
	)
}

function StatisticTabs({ current }: { current: TrendPageOf<'trend'>['statistic'] }) {
	const [search] = useSearchParams()
	return (
		<Tabs
			label="Statistic"
			items={trendStatistics.map((statistic) => ({
				label: heatStatisticWords[statistic].label,
				href: changeSearch(search, { statistic: statistic === 'mean' ? null : statistic }),
				current: statistic === current,
			}))}
		/>
	)
}

function NothingPublished({ slug, runsCycles }: { slug: string; runsCycles: boolean }) {
	return (
		<div className="stack">
			<PageHeader title="Trend" description="Where people stood cycle by cycle, by role family." />
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
				Once two cycles are published, this shows how each group moved from one to the next.
			</EmptyState>
		</div>
	)
}
