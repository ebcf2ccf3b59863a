import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { exempt, include, open, publish, remove } from './actions.server.ts'
import { AddView } from './add-view.tsx'
import { CorrectionNotice } from './correction-notice.tsx'
import { CycleHeader } from './cycle-header.tsx'
import { DraftView } from './draft-view.tsx'
import { FamilyTable } from './family-table.tsx'
import { MoveView } from './move-view.tsx'
import { PeopleTable } from './people-table.tsx'
import { add, move } from './phase-actions.server.ts'
import { PlanPanel } from './plan-panel.tsx'
import { ProgressSummary } from './progress-summary.tsx'
import { Publication } from './publication.tsx'
import { PublishView } from './publish-view.tsx'
import type { CyclePage } from './read-page.server.ts'
import { readCyclePage } from './read-page.server.ts'
import { StuckNotice } from './stuck-notice.tsx'
import { TeamTable } from './team-table.tsx'

export async function loader({ url, context, params }: Route.LoaderArgs) {
	return readCyclePage(requireAccess(context, 'cycles.run'), params.cycleId, url)
}

const actions = { open, delete: remove, publish, exempt, include, move, add }

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'cycles.run')
	const { cycleId } = params
	if (!z.guid().safeParse(cycleId).success) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	const { search } = new URL(request.url)
	const here = `/a/${session.account.slug}/cycles/${cycleId}${search}`
	return actions[intent as keyof typeof actions]({ session, cycleId, form, here })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.cycle.name ?? 'Cycle'} · Contour` },
]

export default function Cycle({ loaderData: page, actionData: answer, params }: Route.ComponentProps) {
	const account = `/a/${params.account}`
	return (
		<div className="stack">
			<CycleHeader page={page} account={account} />
			{answer?.kind === 'refused' && (
				<AnswerNotice tone="error" title={answer.title ?? 'This cycle could not be opened'}>
					{answer.message}
				</AnswerNotice>
			)}
			<Publication page={page} account={account} />
			<CorrectionNotice page={page} />
			<StuckNotice page={page} />
			{page.kind !== 'publish' && <PlanPanel page={page} account={account} />}
			{page.kind === 'draft' && <DraftView page={page} account={account} />}
			{page.kind === 'publish' && (!page.publication || page.publication.shown.isFinished) && (
				<PublishView page={page} />
			)}
			{page.kind === 'move' && <MoveView page={page} />}
			{page.kind === 'add' && <AddView page={page} />}
			{(page.kind === 'teams' || page.kind === 'families' || page.kind === 'people') && (
				<>
					<ProgressSummary page={page} />
					<Tabs label="Progress by" items={tabsOf(page.kind, `${account}/cycles/${page.cycle.id}`)} />
				</>
			)}
			{page.kind === 'teams' && <TeamTable page={page} />}
			{page.kind === 'families' && <FamilyTable page={page} />}
			{page.kind === 'families' && <FamiliesCaveat slug={params.account} />}
			{page.kind === 'people' && <PeopleTable page={page} answer={answer} />}
		</div>
	)
}

/** Managers and days have a page of their own, which managers have for their people too. */
function tabsOf(current: CyclePage['kind'], here: string) {
	return [
		{ label: 'Teams', href: '?view=teams', current: current === 'teams' },
		{ label: 'Role families', href: '?view=families', current: current === 'families' },
		{ label: 'People', href: '?view=people', current: current === 'people' },
		{ label: 'Managers', href: `${here}/progress?view=managers` },
		{ label: 'Over time', href: `${here}/progress?view=time` },
		{ label: 'Calibration', href: `${here}/calibration` },
		{ label: 'Reminders', href: `${here}/reminders` },
	]
}
