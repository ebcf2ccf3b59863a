import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { exempt, include, open, publish, remove } from './actions.server.ts'
import { DraftView } from './draft-view.tsx'
import { FamilyTable } from './family-table.tsx'
import { PeopleTable } from './people-table.tsx'
import { ProgressSummary } from './progress-summary.tsx'
import { Publication } from './publication.tsx'
import { PublishView } from './publish-view.tsx'
import type { CyclePage } from './read-page.server.ts'
import { readCyclePage } from './read-page.server.ts'
import { TeamTable } from './team-table.tsx'
import { phaseTexts } from './words.ts'

export async function loader({ request, context, params }: Route.LoaderArgs) {
	return readCyclePage(requireAccess(context, 'cycles.run'), params.cycleId, new URL(request.url))
}

const actions = { open, delete: remove, publish, exempt, include }

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
				<Notice tone="error" title="This cycle could not be opened" live>
					{answer.message}
				</Notice>
			)}
			<Publication page={page} account={account} />
			{page.kind === 'draft' && <DraftView page={page} account={account} />}
			{page.kind === 'publish' && (!page.publication || page.publication.shown.isFinished) && (
				<PublishView page={page} />
			)}
			{page.kind !== 'draft' && page.kind !== 'publish' && (
				<>
					<ProgressSummary page={page} />
					<Tabs label="Progress by" items={tabsOf(page.kind)} />
				</>
			)}
			{page.kind === 'teams' && <TeamTable page={page} />}
			{page.kind === 'families' && <FamilyTable page={page} />}
			{page.kind === 'people' && <PeopleTable page={page} answer={answer} />}
		</div>
	)
}

function tabsOf(current: CyclePage['kind']) {
	return [
		{ label: 'Teams', href: '?view=teams', current: current === 'teams' },
		{ label: 'Role families', href: '?view=families', current: current === 'families' },
		{ label: 'People', href: '?view=people', current: current === 'people' },
	]
}

function CycleHeader({ page, account }: { page: CyclePage; account: string }) {
	const { cycle, locale, timeZone } = page
	const day = (value: string | Date) => formatDate(value, locale, timeZone)
	const here = `${account}/cycles/${cycle.id}`
	const since = cycle.publishedAt
		? `Published ${day(cycle.publishedAt)}`
		: cycle.openedAt && `Open since ${day(cycle.openedAt)}`
	const crumbs = [
		{ label: 'Cycles', href: `${account}/cycles` },
		{ label: cycle.name, href: here },
	]
	if (page.kind === 'publish') crumbs.push({ label: 'Publish', href: here })
	return (
		<PageHeader
			above={<Breadcrumbs items={crumbs} />}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{page.kind === 'publish' ? `Publish ${cycle.name}` : cycle.name}
					<CyclePhaseBadge phase={cycle.phase} />
				</span>
			}
			description={page.kind === 'publish' ? undefined : phaseTexts[cycle.phase]}
			asOf={[`${day(cycle.startsOn)} – ${day(cycle.endsOn)}`, since].filter(Boolean).join(' · ')}
			actions={<HeaderAction page={page} account={account} />}
		/>
	)
}

function HeaderAction({ page, account }: { page: CyclePage; account: string }) {
	if (page.kind === 'draft' || page.kind === 'publish') return null
	if (page.publication && !page.publication.shown.isFinished) return null
	return page.cycle.phase === 'published' ? (
		<ButtonLink to={`${account}/heatmap`} variant="primary">
			Open the heatmap
		</ButtonLink>
	) : (
		<ButtonLink to="?view=publish" variant="primary">
			Review and publish
		</ButtonLink>
	)
}
