import { data } from 'react-router'
import { requireRoadmap } from '#app/auth/require-roadmap.server.ts'
import { getRoadmapItem } from '#app/data/roadmaps/get-roadmap-item.server.ts'
import { itemKindNames, itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { CommentsPanel } from '#app/ui/comments-panel.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { itemActions } from './actions.server.ts'
import { Dependencies } from './dependencies.tsx'
import { Evidence } from './evidence.tsx'
import { History } from './history.tsx'
import { ItemFields } from './item-fields.tsx'
import { ItemFacts } from './item-facts.tsx'
import { OutcomePanel } from './outcome-panel.tsx'
import { readItemPage } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readItemPage(await requireRoadmap(context, params.roadmapId), params.itemId)
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = await requireRoadmap(context, params.roadmapId)
	const { scope, roadmapId, account } = session
	const item = await getRoadmapItem(scope, { roadmapId, itemId: params.itemId })
	if (!item) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(itemActions, intent)) throw refuse('invalid')
	const { needs, run } = itemActions[intent as keyof typeof itemActions]
	const may = { read: true, edit: session.mayEdit, approve: session.mayApprove }
	if (!may[needs]) throw notFound()
	const here = `/a/${account.slug}/roadmaps/${roadmapId}/items/${item.id}`
	const answer = await run({ session, itemId: item.id, form, here })
	if (answer instanceof Response) return answer
	const { status, ...said } = answer
	return data(said, { status })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.item.text ?? 'An item'} · Contour` },
]

export default function RoadmapItem({ loaderData: page, actionData }: Route.ComponentProps) {
	const { plan, item, root, mayEdit } = page
	const phase = plan.phases.find(({ key }) => key === item.phase)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Roadmaps', href: root },
							{ label: plan.name, href: `${root}/${plan.id}` },
							{ label: item.text },
						]}
					/>
				}
				title={<bdi>{item.text}</bdi>}
				description={
					<span className="flex flex-wrap items-center gap-2">
						<Badge>{itemKindNames[item.kind]}</Badge>
						<Badge>{itemStateNames[item.state]}</Badge>
						<bdi>{phase?.name}</bdi>
					</span>
				}
			/>
			{actionData?.text && (
				<Notice tone="error" title="Nothing was changed" live>
					{actionData.text}
				</Notice>
			)}
			{plan.state === 'closed' || phase?.closedOn ? (
				<Notice title={plan.state === 'closed' ? 'The plan is closed' : 'The phase is closed'}>
					Nothing of it changes any more. Comments are still taken.
				</Notice>
			) : null}
			<div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				<div className="stack">
					{mayEdit ? (
						<ItemFields page={page} result={actionData?.result} latest={actionData?.latest ?? null} />
					) : (
						<ItemFacts page={page} />
					)}
					{item.kind === 'outcome' && <OutcomePanel page={page} />}
					<CommentsPanel
						comments={page.item.commentList}
						idempotencyKey={page.keys.comment}
						locale={page.locale}
						timeZone={page.timeZone}
					/>
				</div>
				<div className="stack">
					<Evidence key={`evidence ${item.evidence}`} page={page} typed={actionData?.evidence} />
					<Dependencies page={page} />
					<History page={page} />
				</div>
			</div>
		</div>
	)
}
