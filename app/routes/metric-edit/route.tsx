import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { getMetric } from '#app/data/metrics/get-metric.server.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { moveToArchive, saveMetric } from './actions.server.ts'
import { ArchivePanel } from './archive-panel.tsx'
import { MetricForm } from './metric-form.tsx'

const asForm = (metric: MetricDefinition) => ({
	...{ name: metric.name, description: metric.description, unit: metric.unit },
	...{ currency: metric.currency ?? '', direction: metric.direction, aggregation: metric.aggregation },
	...{ weightName: metric.weightName ?? '', familyIds: metric.families.map(({ id }) => id) },
})
export type MetricFormValues = ReturnType<typeof asForm>

export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope } = requireAccess(context, 'metrics.define')
	const metric = await getMetric(scope, { metricId: params.metricId })
	if (!metric) throw notFound()
	const families = (await listRoleFamilies(scope)).map(({ id, name }) => ({ id, name }))
	return { metric, families, form: asForm(metric) }
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'metrics.define')
	const metric = await getMetric(session.scope, { metricId: params.metricId })
	if (!metric) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (intent === 'archive' || intent === 'restore') {
		return moveToArchive(session, metric.id, intent === 'archive')
	}
	const answer = await saveMetric(session, metric, form)
	if (answer instanceof Response) return answer
	const { status, result, current } = answer
	const latest = current && { values: asForm(current), version: current.version }
	return data({ result, latest }, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Edit ${loaderData?.metric.name ?? 'a metric'} · Contour` },
]

export default function MetricEdit({ loaderData, actionData, params }: Route.ComponentProps) {
	const { metric, families, form } = loaderData
	const root = `/a/${params.account}/metrics`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Metrics', href: root },
							{ label: metric.name, href: `${root}/${metric.id}` },
							{ label: 'Edit' },
						]}
					/>
				}
				title={<bdi>{metric.name}</bdi>}
				description={
					metric.builtIn
						? 'One of the catalogue: its words and how it adds up are the same everywhere.'
						: 'What your company says of it. Every change is in the audit log.'
				}
			/>
			<MetricForm
				metric={metric}
				form={form}
				families={families}
				result={actionData?.result}
				latest={actionData?.latest ?? null}
			/>
			<ArchivePanel isArchived={metric.isArchived} />
		</div>
	)
}
