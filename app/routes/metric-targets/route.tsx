import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { getMetric } from '#app/data/metrics/get-metric.server.ts'
import { getMetricTargets } from '#app/data/metrics/get-metric-targets.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import { removeTarget, setTarget } from './actions.server.ts'
import { TargetForm } from './target-form.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	const metric = await getMetric(scope, { metricId: params.metricId })
	if (!metric) throw notFound()
	const targets = await getMetricTargets(scope, { metricId: metric.id })
	const { teams } = await listPeopleOptions(scope, account.locale)
	const { locale, timeZone } = account
	return { metric, targets, teams, locale, timeZone, today: todayIn(timeZone) }
}

const actions = { set: setTarget, remove: removeTarget }

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'targets.set')
	const metric = await getMetric(session.scope, { metricId: params.metricId })
	if (!metric) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	const answer = await actions[intent as keyof typeof actions]({ session, metric, form })
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data(refused, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Targets of ${loaderData?.metric.name ?? 'a metric'} · Contour` },
]

export default function MetricTargets({ loaderData: page, actionData, params }: Route.ComponentProps) {
	const { metric, targets, teams } = page
	const root = `/a/${params.account}/metrics`
	const known = new Set(targets.map(({ teamId }) => teamId))
	const free = teams.filter(({ id }) => !known.has(id))
	const answerOf = (teamId: string | null) => (actionData?.teamId === teamId ? actionData : undefined)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Metrics', href: root },
							{ label: metric.name, href: `${root}/${metric.id}` },
							{ label: 'Targets' },
						]}
					/>
				}
				title={
					<>
						Targets of <bdi>{metric.name}</bdi>
					</>
				}
				description="The value to be reached, and by when: for the company, and for teams that have one of their own."
			/>
			<Panel padding="flush">
				<ul className="divide-y divide-line">
					{(known.has(null) ? targets : [null, ...targets]).map((target) => (
						<li key={target?.teamId ?? 'account'} className="px-4 py-5 sm:px-6">
							<TargetForm
								// After a save the form starts from what is stored.
								key={target?.version ?? 0}
								name={target?.teamName ?? 'The company'}
								target={target}
								answer={answerOf(target?.teamId ?? null)}
								page={page}
							/>
						</li>
					))}
				</ul>
			</Panel>
			{free.length > 0 && (
				<Panel title="For another team">
					<TargetForm
						key={targets.length}
						name="another team"
						target={null}
						teams={free}
						answer={actionData && !known.has(actionData.teamId) && actionData.teamId ? actionData : undefined}
						page={page}
					/>
				</Panel>
			)}
		</div>
	)
}

export type TargetsPage = Route.ComponentProps['loaderData']
export type TargetAnswer = Route.ComponentProps['actionData']
