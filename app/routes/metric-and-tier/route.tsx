import { requireAccess } from '#app/auth/require-access.server.ts'
import { Scatter } from '#app/charts/scatter.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ChooseCycle } from '#app/ui/choose-cycle.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { HeatmapViews } from '#app/ui/heatmap-views.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { PairsTable } from './pairs-table.tsx'
import type { MetricAndTierPage } from './read-page.server.ts'
import { readMetricAndTier } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readMetricAndTier(requireAccess(context, 'heatmap.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Metric beside tier · Heatmap · Contour' }]

export default function MetricAndTier({ loaderData: page, params: { account: slug } }: Route.ComponentProps) {
	const views = <HeatmapViews slug={slug} current="metric" />
	if (page.kind === 'nothing') {
		return (
			<div className="stack">
				<PageHeader above={views} title="Metric beside tier" />
				<EmptyState title="Nothing is published yet">
					Once a cycle is published with metrics, this shows one of them beside the tiers of a family.
				</EmptyState>
			</div>
		)
	}
	return (
		<div className="stack">
			<PageHeader
				above={
					<>
						{views}
						{page.path.length > 1 && <Breadcrumbs items={page.path} />}
					</>
				}
				title="Metric beside tier"
				description="One metric and the mean tier of one role family, team by team."
				asOf={page.asOf}
			/>
			<ChooseCycle
				cycle={page.cycle}
				cycles={page.cycles}
				family={{ value: page.family, options: page.families }}
				between={
					page.metrics.length > 0 ? { names: ['metric'], controls: <MetricField page={page} /> } : undefined
				}
				clearLabel="Clear"
			/>
			<PairsFigure page={page} />
		</div>
	)
}

function MetricField({ page }: { page: MetricAndTierPage }) {
	return (
		<SelectField
			name="metric"
			label="Metric"
			controlSize="small"
			defaultValue={page.metricKey}
			options={page.metrics}
		/>
	)
}

function PairsFigure({ page }: { page: MetricAndTierPage }) {
	const { pairs, cycleName, locale } = page
	if (!pairs) {
		return (
			<EmptyState title={page.metrics.length === 0 ? 'No metrics in this cycle' : 'Not in this cycle'}>
				{page.metrics.length === 0
					? 'Metrics whose values lie in a cycle are published with it, and stand here beside the tiers.'
					: 'This metric was not published with this cycle. Choose another from the list.'}
			</EmptyState>
		)
	}
	if (!page.hasBelow || !pairs.hasValues) {
		return (
			<EmptyState title={page.hasBelow ? 'No values for this family' : 'No teams below'}>
				{page.hasBelow
					? `${pairs.metricName} came for people of other families only. Choose one of those.`
					: 'Teams are set beside each other, and there is none below this one. Go up a level.'}
			</EmptyState>
		)
	}
	const { chart, metricName, familyName } = pairs
	return (
		<>
			<Notice title="Going together is no cause">
				Where a metric is higher in teams at a higher tier, neither need be the reason for the other: teams
				differ in much else, and few of them say little. No line is drawn through the points, and nothing is
				concluded.
			</Notice>
			{chart ? (
				<Panel>
					<Scatter
						title={`${metricName} and mean tier of ${familyName}, each point a team, ${cycleName}`}
						{...chart}
					/>
				</Panel>
			) : (
				<p className="text-sm text-muted">
					Fewer than three teams have both figures to see: too few for a picture.
				</p>
			)}
			<PairsTable pairs={pairs} cycleName={cycleName} locale={locale} />
			<ul className="flex max-w-prose list-disc flex-col gap-1 ps-4 text-sm text-muted marker:text-line-strong">
				<li>
					{pairs.isOfPeople
						? `The metric is of the values of the same family’s people, of each team with the teams below it.`
						: `The metric is what came for each team, or for the teams below it, and not of this family alone.`}{' '}
					{pairs.direction}.
				</li>
				{pairs.isTotal && (
					<li>
						This metric is a total: a larger team has more of it at any tier. Read it with its number of
						people.
					</li>
				)}
				<li>A point stands only where both figures are to be seen; its number is that of its row.</li>
				{page.isSuppressed && (
					<li>
						You see groups, not people: a figure about fewer than {page.k} people is hidden, and so is what
						would give it away.
					</li>
				)}
			</ul>
		</>
	)
}
