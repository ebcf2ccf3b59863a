import { ListChecks, Pencil, Printer } from 'lucide-react'
import { data } from 'react-router'
import { requireRoadmap } from '#app/auth/require-roadmap.server.ts'
import { levelText, lensNames } from '#app/domain/roadmap/roadmap-lens.ts'
import { planViews } from '#app/domain/roadmap/plan-view.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { CommentsPanel } from '#app/ui/comments-panel.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { useHydrated } from '#app/ui/keyboard/use-hydrated.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { planActions } from './actions.server.ts'
import { AddItem, AddRemedy } from './add-item.tsx'
import { Board } from './board.tsx'
import { ItemsTable } from './items-table.tsx'
import { OnePager } from './one-pager.tsx'
import { PlanHead } from './plan-head.tsx'
import { readPlan } from './read-page.server.ts'
import { Timeline } from './timeline.tsx'

export async function loader({ request, context, params }: Route.LoaderArgs) {
	return readPlan(await requireRoadmap(context, params.roadmapId), new URL(request.url))
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = await requireRoadmap(context, params.roadmapId)
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(planActions, intent)) throw refuse('invalid')
	const { run, needsEdit } = planActions[intent as keyof typeof planActions]
	if (needsEdit && !session.mayEdit) throw notFound()
	const { pathname, search } = new URL(request.url)
	const answer = await run({ session, form, here: `${pathname.replace(/\.data$/, '')}${search}` })
	if (answer instanceof Response) return answer
	const { status, ...said } = answer
	return data(said, { status })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.plan.name ?? 'A plan'} · Contour` },
]

export const handle = { wide: true }

const viewNames = { board: 'Board', table: 'Table', timeline: 'Timeline' }

export default function Roadmap({ loaderData: page, actionData, params }: Route.ComponentProps) {
	const { plan, view, root, locale, mayEdit, mayManage, accountName } = page
	const hydrated = useHydrated()
	const level = (of: number) => levelText(plan.lens, of, locale)
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Roadmaps', href: root }, { label: plan.name }]} />}
				title={
					<span className="flex flex-wrap items-center gap-3">
						<bdi>{plan.name}</bdi>
						{plan.state === 'closed' && <Badge>Closed</Badge>}
					</span>
				}
				description={
					<>
						{lensNames[plan.lens]}: from {level(plan.startLevel)} to {level(plan.targetLevel)}, for{' '}
						<bdi>{plan.team?.name ?? accountName}</bdi>
						{plan.team?.isArchived && ' (archived)'}
						{plan.withBelow && ' and the teams below'}.
					</>
				}
				actions={
					<>
						{hydrated && (
							<Button variant="secondary" type="button" icon={Printer} onClick={() => window.print()}>
								Print
							</Button>
						)}
						<ButtonLink to={`${root}/${params.roadmapId}/checkpoints`} variant="secondary" icon={ListChecks}>
							Checkpoints
							{plan.drafts > 0 && ` (${plan.drafts} ${plan.drafts === 1 ? 'draft' : 'drafts'})`}
						</ButtonLink>
						{mayManage && (
							<ButtonLink to={`${root}/${params.roadmapId}/edit`} icon={Pencil}>
								Edit the plan
							</ButtonLink>
						)}
					</>
				}
			/>
			{actionData && !actionData.ok && (
				<Notice tone="error" title="Nothing was changed" live>
					{actionData.text}
				</Notice>
			)}
			<PlanHead page={page} />
			<Tabs
				label="Views of the plan"
				items={planViews.map((one) => ({
					label: viewNames[one],
					href: changeSearch('', { view: one }),
					current: one === view,
				}))}
			/>
			<div data-print="hide" className="stack">
				{view === 'board' && <Board page={page} />}
				{view === 'table' && <ItemsTable page={page} />}
				{view === 'timeline' && <Timeline page={page} />}
				{mayEdit && <AddItem key={page.plan.items.length} page={page} />}
				{mayEdit && <AddRemedy key={`${page.remedies.length} remedies`} page={page} />}
				<CommentsPanel
					comments={page.comments}
					idempotencyKey={page.keys.comment}
					locale={page.locale}
					timeZone={page.timeZone}
				/>
			</div>
			<OnePager page={page} />
		</div>
	)
}
