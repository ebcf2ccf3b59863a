import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { MetricTrend } from '#app/charts/metric-trend.tsx'
import { SubjectMetrics } from '#app/charts/subject-metrics.tsx'
import { findMeasuredMember } from '#app/data/metrics/find-measured-member.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readPersonMetrics } from '#app/data/metrics/read-person-metrics.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'

const searchSchema = z.object({ metric: z.guid().optional().catch(undefined) })

export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'metrics.read')
	const member = await findMeasuredMember(scope, person, { memberId: params.memberId })
	if (!member) throw notFound()
	const { metric } = searchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const sight = await readMetricSight(scope, person)
	const read = await readPersonMetrics(scope, sight, { memberId: member.id, metricId: metric })
	return { ...read, member, locale: account.locale }
}

const titleOf = (member: { isSelf: boolean; name: string }) =>
	member.isSelf ? 'Your metrics' : `Metrics of ${member.name}`

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData ? titleOf(loaderData.member) : 'Metrics'} · Contour` },
]

export default function PersonMetrics({ loaderData, params }: Route.ComponentProps) {
	const { member, metrics, chosen, locale } = loaderData
	const root = `/a/${params.account}`
	const whose = member.isSelf ? 'you' : member.name
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs items={[{ label: 'Metrics', href: `${root}/metrics` }, { label: titleOf(member) }]} />
				}
				title={<bdi>{titleOf(member)}</bdi>}
				description={
					member.isSelf
						? 'What was imported about your work. Your managers and HR see it too, nobody else. It suggests, it never decides.'
						: 'What was imported about this person’s work. It opens a conversation, it never decides.'
				}
				asOf={member.jobTitle ?? undefined}
			/>
			{metrics.length === 0 ? (
				<EmptyState title="No values yet">
					Values appear here once HR imports some {member.isSelf ? 'about you' : 'about this person'}.
				</EmptyState>
			) : (
				<SubjectMetrics
					caption={titleOf(member)}
					rows={metrics}
					hrefOf={(metricId) => `?metric=${metricId}#trend`}
					alarms={[]}
					locale={locale}
				/>
			)}
			{chosen && (
				<Panel title={chosen.metric.name} id="trend">
					<MetricTrend
						whose={whose}
						metric={chosen.metric}
						grain={chosen.range.grain}
						series={chosen.series}
						target={null}
						locale={locale}
					/>
				</Panel>
			)}
		</div>
	)
}
