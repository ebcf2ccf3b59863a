import { FileUp, ListTree, Pencil, Target } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { LevelOneNotice } from '#app/charts/level-one-notice.tsx'
import { MetricTrend } from '#app/charts/metric-trend.tsx'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { throughputKeys } from '#app/domain/metric/level-one-alarm.ts'
import { grainNames } from '#app/domain/metric/metric-words.ts'
import { Badge, StateBadge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { About } from './about.tsx'
import { Below } from './below.tsx'
import type { MetricPage } from './read-page.server.ts'
import { readMetricPage } from './read-page.server.ts'

export async function loader({ request, context, params }: Route.LoaderArgs) {
	return readMetricPage(requireAccess(context, 'metrics.read'), params.metricId, new URL(request.url))
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.metric.name ?? 'Metric'} · Contour` },
]

export default function Metric({ loaderData: page }: Route.ComponentProps) {
	const { metric, node, range, series, below, alarms, locale, root, hrefOf, mayDefine, maySetTargets } = page
	const isWarned = alarms.length > 0 && throughputKeys.includes(metric.key)
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={crumbsOf(page)} />}
				title={
					<span className="flex flex-wrap items-center gap-3">
						<bdi>{metric.name}</bdi>
						{!metric.builtIn && <Badge>Your own</Badge>}
						{metric.isArchived && <Badge>Archived</Badge>}
					</span>
				}
				description={metric.description}
				asOf={
					<>
						<bdi>{node.name}</bdi>, with people and teams where they are now
					</>
				}
				actions={
					<>
						{range && <ExportLinks links={exportLinks(page.csvHref)} />}
						{!node.isAccount && (
							<ButtonLink to={`${root}/teams/${node.id}/metrics`} icon={ListTree}>
								All of the team
							</ButtonLink>
						)}
						{maySetTargets && (
							<ButtonLink to={`${hrefOf}/targets`} icon={Target}>
								Targets
							</ButtonLink>
						)}
						{mayDefine && (
							<ButtonLink to={`${hrefOf}/edit`} icon={Pencil}>
								Edit
							</ButtonLink>
						)}
					</>
				}
				below={
					range &&
					range.choices.length > 1 && (
						<Tabs
							label="Length of a period"
							items={range.choices.map((grain) => ({
								label: grainNames[grain].by,
								href: page.grainHrefs[grain],
								current: grain === range.grain,
							}))}
						/>
					)
				}
			/>
			<LevelOneNotice whose={node.name} alarms={alarms} locale={locale} />
			{range && series.length > 0 ? (
				<Panel title="Over time">
					<MetricTrend
						whose={node.name}
						metric={metric}
						grain={range.grain}
						series={series}
						target={page.target}
						locale={locale}
						isWarned={isWarned}
					/>
				</Panel>
			) : page.isHidden ? (
				<EmptyState title="Hidden" action={<StateBadge state="suppressed" />}>
					The team is too small for its values to be shown, or they would give another team’s away.
				</EmptyState>
			) : (
				<EmptyState
					title={below.length > 0 ? 'No figure for the whole' : 'No values yet'}
					action={
						page.mayImport && (
							<ButtonLink to={`${root}/imports/new`} variant="primary" icon={FileUp}>
								Import values
							</ButtonLink>
						)
					}
				>
					{below.length > 0
						? 'Values came for parts of it only. They are below.'
						: 'Values come with a file: a column for the metric, or a row for each value.'}
				</EmptyState>
			)}
			{below.length > 0 && range && <Below page={page} grain={range.grain} />}
			<About page={page} />
		</div>
	)
}

function crumbsOf({ node, metric, root, hrefOf }: MetricPage) {
	const all = { label: 'Metrics', href: `${root}/metrics` }
	if (node.isAccount) return [all, { label: metric.name }]
	return [
		...[all, { label: metric.name, href: hrefOf }],
		...node.above.map(({ id, name }) => ({ label: name, href: `${hrefOf}?node=${id}` })),
		{ label: node.name },
	]
}
