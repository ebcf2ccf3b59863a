import { data } from 'react-router'
import { requireRoadmap } from '#app/auth/require-roadmap.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { checkpointActions } from './actions.server.ts'
import { Agenda } from './agenda.tsx'
import { Decisions } from './decisions.tsx'
import { Findings } from './findings.tsx'
import { readCheckpointPage } from './read-page.server.ts'
import { Standing } from './standing.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readCheckpointPage(await requireRoadmap(context, params.roadmapId), params.checkpointId)
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = await requireRoadmap(context, params.roadmapId, { to: 'edit' })
	const { account, roadmapId } = session
	const { checkpointId } = params
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(checkpointActions, intent)) throw refuse('invalid')
	const here = `/a/${account.slug}/roadmaps/${roadmapId}/checkpoints/${checkpointId}`
	const act = checkpointActions[intent as keyof typeof checkpointActions]
	const answer = await act({ session, checkpointId, form, here })
	return answer instanceof Response ? answer : data(answer, { status: answer.status })
}

const nameOf = (heldOn: string | null, locale: string) =>
	heldOn === null ? 'Draft of a checkpoint' : `Checkpoint of ${formatDate(heldOn, locale, 'UTC')}`

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{
		title: `${loaderData ? nameOf(loaderData.checkpoint.heldOn, loaderData.locale) : 'Checkpoint'} · Contour`,
	},
]

export default function RoadmapCheckpoint({ loaderData: page, actionData }: Route.ComponentProps) {
	const { plan, checkpoint, root, locale } = page
	const { heldOn, heldBy, cycleName } = checkpoint
	const name = nameOf(heldOn, locale)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Roadmaps', href: root },
							{ label: plan.name, href: `${root}/${plan.id}` },
							{ label: 'Checkpoints', href: `${root}/${plan.id}/checkpoints` },
							{ label: heldOn === null ? 'Draft' : formatDate(heldOn, locale, 'UTC') },
						]}
					/>
				}
				title={name}
				description={
					heldOn === null
						? 'What there is to talk about, from what changed since the last checkpoint.'
						: 'As it was on that day: it changes no more.'
				}
				asOf={
					<>
						{heldOn !== null && (
							<>
								Held by <bdi>{heldBy ?? 'somebody who has left'}</bdi>
							</>
						)}
						{cycleName !== null && (
							<>
								{heldOn === null ? 'After' : ' · after'} the publication of <bdi>{cycleName}</bdi>
							</>
						)}
					</>
				}
			/>
			{actionData && (
				<Notice tone="error" title="Nothing was changed" live>
					{actionData.text}
				</Notice>
			)}
			<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				<div className="stack">
					<Agenda page={page} />
					<Decisions key={checkpoint.version} page={page} answer={actionData} />
				</div>
				<div className="stack">
					<Standing page={page} />
					<Findings page={page} />
				</div>
			</div>
		</div>
	)
}
