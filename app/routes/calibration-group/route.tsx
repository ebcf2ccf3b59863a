import { useMemo } from 'react'
import { Pencil } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { edit, lock, remove, unlock } from './actions.server.ts'
import { ChangePanel } from './change-panel.tsx'
import { changeTier } from './change-tier.server.ts'
import { EditForm } from './edit-form.tsx'
import { LockForm, LockState } from './lock-panel.tsx'
import { PeopleTable } from './people-table.tsx'
import { Raters } from './raters.tsx'
import type { GroupPage } from './read-page.server.ts'
import { readGroupPage } from './read-page.server.ts'
import { Summary } from './summary.tsx'
import { texts } from './words.ts'

export async function loader({ request, context, params }: Route.LoaderArgs) {
	return readGroupPage(requireAccess(context, 'cycles.calibrate'), params, new URL(request.url))
}

/** Managers change tiers of their people; the group itself is HR's. */
const actions = { change: changeTier, edit, lock, unlock, delete: remove }

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'cycles.calibrate')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	if (intent !== 'change' && !may(session.person, 'cycles.run')) throw notFound()
	const { account, cycleId, groupId } = params
	return actions[intent as keyof typeof actions]({
		...{ session, cycleId, groupId, form },
		here: `/a/${account}/cycles/${cycleId}/calibration/${groupId}`,
		search: new URL(request.url).searchParams,
	})
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: loaderData ? `${loaderData.group.name}, calibration · Contour` : 'Calibration · Contour' },
]

export default function CalibrationGroup({ loaderData: page, actionData: answer }: Route.ComponentProps) {
	const { group, chosen, teams } = page
	const change = answer?.kind === 'change' ? answer : undefined
	// The table stays as it is while something is typed above it.
	const table = useMemo(() => <PeopleTable page={page} />, [page])
	return (
		<div className="stack">
			<GroupHeader page={page} />
			{answer?.kind === 'stale' && (
				<AnswerNotice tone="warning" title="Nothing was changed">
					{texts.stale}
				</AnswerNotice>
			)}
			<LockState page={page} refused={answer?.kind === 'unlock' ? answer.message : undefined} />
			{teams && (
				<EditForm
					key={group.version}
					page={page}
					teams={teams}
					answer={answer?.kind === 'edit' ? answer : undefined}
				/>
			)}
			{chosen && (
				<ChangePanel
					page={page}
					chosen={chosen}
					answer={change?.participantId === chosen.row.participantId ? change : undefined}
				/>
			)}
			<Summary page={page} />
			<Raters page={page} />
			{table}
			{page.summary.families > 1 && <FamiliesCaveat slug={page.slug} />}
		</div>
	)
}

function GroupHeader({ page }: { page: GroupPage }) {
	const { slug, group, runs, mayChange, teams } = page
	const groups = `/a/${slug}/cycles/${group.cycleId}/calibration`
	const names = group.teams.map(({ name }) => name)
	const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names
	const isOpen = mayChange && group.lockedAt === null
	return (
		<PageHeader
			above={
				<Breadcrumbs
					items={[
						runs
							? { label: group.cycleName, href: `/a/${slug}/cycles/${group.cycleId}` }
							: { label: 'Check-ins', href: `/a/${slug}/check-ins` },
						{ label: 'Calibration', href: groups },
						{ label: group.name },
					]}
				/>
			}
			title={
				<span className="flex flex-wrap items-center gap-3">
					<bdi>{group.name}</bdi>
					<CyclePhaseBadge phase={group.phase} />
				</span>
			}
			description={
				runs
					? 'Results side by side, those first who stand out. A tier is changed with a reason; the answers stay.'
					: 'Your people in this group, those first who stand out. The figures are about them alone.'
			}
			asOf={runs ? shown.join(' · ') : group.cycleName}
			actions={
				isOpen &&
				!teams && (
					<>
						<ButtonLink to="?edit" icon={Pencil}>
							Name and teams
						</ButtonLink>
						{group.phase === 'calibration' && <LockForm page={page} />}
					</>
				)
			}
		/>
	)
}
