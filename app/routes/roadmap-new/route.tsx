import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { removeTemplate } from '#app/data/roadmaps/remove-template.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { newIdempotencyKey, readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { beginPlan } from './begin-plan.server.ts'
import { PlanForm } from './plan-form.tsx'
import { findTemplate, readNewPage } from './read-page.server.ts'
import { TemplateChoice } from './template-choice.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	const session = requireAccess(context, 'roadmaps.edit')
	const url = new URL(request.url)
	const page = await readNewPage(session, url)
	return { page, teamId: url.searchParams.get('team'), idempotencyKey: newIdempotencyKey() }
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'roadmaps.edit')
	const form = await readForm(request)
	if (form.get('intent') === 'remove-template') {
		if (!reachOf(session.person, 'roadmaps.edit').has('all')) throw notFound()
		const templateId = String(form.get('templateId'))
		if (!(await removeTemplate(session.scope, { templateId }))) throw notFound()
		return redirectWithNotice(`/a/${session.account.slug}/roadmaps/new`, 'The template is removed.')
	}
	const template = await findTemplate(session, new URL(request.url).searchParams.get('template'))
	if (!template) throw refuse('invalid')
	const answer = await beginPlan(session, template, form)
	if (answer instanceof Response) return answer
	const { status, ...shown } = answer
	return data(shown, { status })
}

export const meta: Route.MetaFunction = () => [{ title: 'Begin a plan · Contour' }]

export default function RoadmapNew({ loaderData, actionData, params }: Route.ComponentProps) {
	const { page, teamId, idempotencyKey } = loaderData
	const { chosen, teams, mayPlanAccount } = page
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[{ label: 'Roadmaps', href: `/a/${params.account}/roadmaps` }, { label: 'Begin a plan' }]}
					/>
				}
				title="Begin a plan"
				description={
					chosen
						? 'Everything but whom it is for can be changed later.'
						: 'Choose what it begins with. Everything in a template can be changed in the plan.'
				}
			/>
			{teams.length === 0 && !mayPlanAccount ? (
				<EmptyState title="No team to plan for">
					You can begin plans for the teams that you lead. Right now there is none.
				</EmptyState>
			) : chosen ? (
				<PlanForm
					key={chosen.key}
					page={page}
					template={chosen}
					idempotencyKey={idempotencyKey}
					answer={actionData}
				/>
			) : (
				<TemplateChoice page={page} teamId={teamId} />
			)}
		</div>
	)
}
