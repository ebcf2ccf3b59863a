import { data } from 'react-router'
import { z } from 'zod'
import { requireRoadmap } from '#app/auth/require-roadmap.server.ts'
import { closePhase } from '#app/data/roadmaps/close-phase.server.ts'
import { exceptionReason } from '#app/domain/roadmap/item-form.ts'
import { isPhaseKey } from '#app/domain/roadmap/phase.ts'
import { phaseNames } from '#app/domain/roadmap/roadmap-words.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { Gate } from './gate.tsx'
import { readGate } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readGate(await requireRoadmap(context, params.roadmapId), params.phase)
}

const schema = z.object({ intent: z.literal('close'), exception: exceptionReason.optional() })

const texts = {
	'plan-closed': 'The plan is closed. Open it again first.',
	'no-sponsor':
		'You are no sponsor of this plan. Say why you close the phase all the same; it is kept as an exception.',
	'closed-already': 'Somebody else closed this phase meanwhile.',
	'earlier-phase-open': 'An earlier phase is open: phases close in their order.',
	obstacles:
		'Something keeps this phase open: see below. Finish it, or say why the phase is closed all the same.',
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = await requireRoadmap(context, params.roadmapId)
	const { scope, account, roadmapId, mayEdit, isSponsor } = session
	const { phase } = params
	if (!isPhaseKey(phase) || !(mayEdit || isSponsor)) throw notFound()
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') {
		const text = submission.error?.exception?.[0] ?? 'This form is out of date. Load the page again.'
		return data({ text }, { status: 400 })
	}
	const exception = submission.value.exception ?? null
	const closed = await closePhase(scope, { roadmapId, phase, isSponsor, exception })
	if (closed.ok) {
		const how = closed.byException ? ' by an exception' : ''
		return redirectWithNotice(`/a/${account.slug}/roadmaps/${roadmapId}`, `The phase is closed${how}.`)
	}
	if (closed.reason === 'gone') throw notFound()
	return data({ text: texts[closed.reason] }, { status: 409 })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Gate of ${loaderData?.phase.name ?? 'a phase'} · Contour` },
]

export default function RoadmapPhase({ loaderData: page, actionData }: Route.ComponentProps) {
	const { plan, phase, root, locale } = page
	const day = (text: string) => formatDate(text, locale, 'UTC')
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Roadmaps', href: root },
							{ label: plan.name, href: `${root}/${plan.id}` },
							{ label: phase.name || phaseNames[phase.key] },
						]}
					/>
				}
				title={
					<>
						Gate of <bdi>{phase.name}</bdi>
					</>
				}
				description="A phase is closed when its deliverables are done and shown, and its outcomes are met. What is closed changes no more."
				asOf={`${day(phase.startsOn)} – ${day(phase.endsOn)} · ${page.forecast}`}
			/>
			<Gate page={page} refused={actionData?.text ?? null} />
		</div>
	)
}
