import { Archive, ArchiveRestore } from 'lucide-react'
import { Form, data } from 'react-router'
import { requireRoadmap } from '#app/auth/require-roadmap.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import { close, keepTemplate, saveHead } from './actions.server.ts'
import { HeadForm } from './head-form.tsx'
import { movePlan } from './move-plan.server.ts'
import { readEditPage } from './read-page.server.ts'
import { ScheduleForm } from './schedule-form.tsx'
import { TemplateForm } from './template-form.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readEditPage(await requireRoadmap(context, params.roadmapId, { to: 'edit' }))
}

const actions = {
	...{ head: saveHead, template: keepTemplate, close, reopen: close },
	...{ preview: movePlan, move: movePlan },
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = await requireRoadmap(context, params.roadmapId, { to: 'edit' })
	const { scope, account, roadmapId } = session
	const plan = await getRoadmap(scope, { roadmapId })
	if (!plan) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	const here = `/a/${account.slug}/roadmaps/${roadmapId}`
	const answer = await actions[intent as keyof typeof actions]({ session, plan, form, here })
	if (answer instanceof Response) return answer
	return data(answer, { status: answer.status })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Edit ${loaderData?.plan.name ?? 'a plan'} · Contour` },
]

export default function RoadmapEdit({ loaderData: page, actionData: answer }: Route.ComponentProps) {
	const { plan, root, mayKeepTemplates } = page
	const isClosed = plan.state === 'closed'
	const head = answer?.which === 'head' ? answer : undefined
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Roadmaps', href: root },
							{ label: plan.name, href: `${root}/${plan.id}` },
							{ label: 'Edit' },
						]}
					/>
				}
				title={
					<>
						Edit <bdi>{plan.name}</bdi>
					</>
				}
				description="What is changed here is in the audit log, by the names of the fields and without texts."
			/>
			<div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				<div className="stack">
					{isClosed && <Notice title="The plan is closed">Open it again to change it.</Notice>}
					{/* What was typed while somebody else closed it stays on the page. */}
					{(!isClosed || head) && <HeadForm page={page} answer={head} />}
					{!isClosed && (
						<ScheduleForm
							key={plan.version}
							page={page}
							answer={answer?.which === 'move' ? answer : undefined}
						/>
					)}
				</div>
				<div className="stack">
					{mayKeepTemplates && (
						<TemplateForm page={page} answer={answer?.which === 'template' ? answer : undefined} />
					)}
					<Panel
						title={isClosed ? 'Closed' : 'Close the plan'}
						description={
							isClosed
								? 'It is out of the portfolio, and nothing in it changes.'
								: 'Takes it out of the portfolio. Everything in it is kept, and you can open it again.'
						}
					>
						<Form method="post">
							<Button
								variant="secondary"
								name="intent"
								value={isClosed ? 'reopen' : 'close'}
								icon={isClosed ? ArchiveRestore : Archive}
							>
								{isClosed ? 'Open it again' : 'Close the plan'}
							</Button>
						</Form>
					</Panel>
				</div>
			</div>
		</div>
	)
}
