import { FileUp } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { LevelOneNotice } from '#app/charts/level-one-notice.tsx'
import { SubjectMetrics } from '#app/charts/subject-metrics.tsx'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readTeamMetrics } from '#app/data/metrics/read-team-metrics.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LinkList } from '#app/ui/link-list.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'metrics.read')
	const sight = await readMetricSight(scope, person)
	const today = todayIn(account.timeZone)
	const read = await readTeamMetrics(scope, sight, { teamId: params.teamId, today })
	if (!read) throw notFound()
	return { ...read, locale: account.locale, mayImport: may(person, 'metrics.import') }
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Metrics of ${loaderData?.node.name ?? 'a team'} · Contour` },
]

export default function TeamMetrics({ loaderData, params }: Route.ComponentProps) {
	const { node, metrics, alarms, locale, mayImport } = loaderData
	const root = `/a/${params.account}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Metrics', href: `${root}/metrics` },
							...node.above.map(({ id, name }) => ({ label: name, href: `${root}/teams/${id}/metrics` })),
							{ label: node.name },
						]}
					/>
				}
				title={
					<>
						Metrics of <bdi>{node.name}</bdi>
					</>
				}
				description="The newest figure of everything that is measured in the team and the teams below it, as they are now."
				actions={<ButtonLink to={`${root}/teams/${node.id}/assessments`}>Assessments</ButtonLink>}
			/>
			<LevelOneNotice whose={node.name} alarms={alarms} locale={locale} />
			{metrics.length === 0 ? (
				<EmptyState
					title="No values yet"
					action={
						mayImport && (
							<ButtonLink to={`${root}/imports/new`} variant="primary" icon={FileUp}>
								Import values
							</ButtonLink>
						)
					}
				>
					Values that came for this team{mayImport ? ' or its people' : ''} appear here.
				</EmptyState>
			) : (
				<SubjectMetrics
					caption={`Metrics of ${node.name}`}
					rows={metrics}
					hrefOf={(metricId) => `${root}/metrics/${metricId}?node=${node.id}`}
					alarms={alarms}
					locale={locale}
				/>
			)}
			<LinkList
				title="Teams below"
				items={node.below.map(({ id, name }) => ({ label: name, href: `${root}/teams/${id}/metrics` }))}
			/>
		</div>
	)
}
