import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { changeCyclePlan } from '#app/data/change-cycle-plan.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { PlanForm } from './plan-form.tsx'
import { readPlanPage } from './read-page.server.ts'
import { describeProblem, planSchema, scopeProblems } from './schema.ts'

export async function loader({ request, context, params }: Route.LoaderArgs) {
	return readPlanPage(requireAccess(context, 'cycles.run'), params.cycleId, new URL(request.url))
}

const staleText =
	'Somebody else changed this plan, or a phase began meanwhile. Nothing of yours is lost: compare, then save again.'

export async function action({ request, context, params }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'cycles.run')
	const { cycleId } = params
	const cycle = z.guid().safeParse(cycleId).success ? await getCycle(scope, { cycleId }) : null
	if (!cycle) throw notFound()
	const submission = await parseForm(request, planSchema)
	if (submission.status !== 'success') return refusal({ result: submission.reply(), current: null })
	const { version, addedTeamId, then, ...rest } = submission.value
	const input = { ...rest, teamIds: [...rest.teamIds, ...(addedTeamId ? [addedTeamId] : [])] }
	const changed = await changeCyclePlan(scope, { cycleId, version, input })
	if (changed.ok) {
		const here = `/a/${account.slug}/cycles/${cycleId}`
		const text = changed.changed
			? `The plan of ${cycle.name} is saved.`
			: 'Nothing was different, so nothing was saved.'
		return redirectWithNotice(then === 'stay' ? `${here}/plan#scope` : here, text)
	}
	if (changed.reason === 'gone') throw notFound()
	if (changed.reason === 'stale') {
		const result = submission.reply({ formErrors: [staleText] })
		return refusal({ result, current: changed.current }, 'conflict')
	}
	const { field, message } =
		changed.reason === 'plan'
			? describeProblem(changed)
			: { field: changed.field, message: scopeProblems[changed.field] }
	return refusal({ result: submission.reply({ fieldErrors: { [field]: [message] } }), current: null })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Plan of ${loaderData?.cycle.name ?? 'a cycle'} · Contour` },
]

const texts = {
	draft: 'When each phase begins by itself, and whom it asks. Everything can be changed until it opens.',
	running:
		'When the phases to come begin by themselves. What has begun stays, and so does whom the cycle asks.',
	published: 'It is published. Whether it repeats is all that can be changed.',
}

export default function CyclePlan({ loaderData: page, actionData: answer, params }: Route.ComponentProps) {
	const { cycle, locale, timeZone, plan } = page
	const root = `/a/${params.account}/cycles`
	const day = (value: string) => formatDate(value, locale, timeZone)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Cycles', href: root },
							{ label: cycle.name, href: `${root}/${cycle.id}` },
							{ label: 'Plan' },
						]}
					/>
				}
				title={`Plan of ${cycle.name}`}
				description={
					cycle.phase === 'draft' || cycle.phase === 'published' ? texts[cycle.phase] : texts.running
				}
				asOf={`${day(cycle.startsOn)} – ${day(cycle.endsOn)} · days begin at midnight, ${timeZone.replaceAll('_', ' ')}`}
			/>
			<PlanForm key={plan.version} page={page} answer={answer} back={`${root}/${cycle.id}`} />
		</div>
	)
}

export type PlanAnswer = Route.ComponentProps['actionData']
