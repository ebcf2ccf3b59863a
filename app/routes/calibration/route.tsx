import { Plus } from 'lucide-react'
import { Form } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { add, suggest } from './actions.server.ts'
import { GroupTable } from './group-table.tsx'
import { NewGroup } from './new-group.tsx'
import type { CalibrationPage } from './read-page.server.ts'
import { readCalibrationPage } from './read-page.server.ts'
import { countText } from './words.ts'

export async function loader({ request, context, params }: Route.LoaderArgs) {
	const session = requireAccess(context, 'cycles.calibrate')
	return readCalibrationPage(session, params.cycleId, new URL(request.url))
}

const actions = { add, suggest }

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'cycles.run')
	const { cycleId } = params
	if (!z.guid().safeParse(cycleId).success) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	return actions[intent as keyof typeof actions]({ session, cycleId, form })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: loaderData ? `Calibration, ${loaderData.cycle.name} · Contour` : 'Calibration · Contour' },
]

export default function Calibration({ loaderData: page, actionData }: Route.ComponentProps) {
	const { slug, cycle, groups, outside, runs, mayChange, teams, locale } = page
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={
							runs
								? [
										{ label: 'Cycles', href: `/a/${slug}/cycles` },
										{ label: cycle.name, href: `/a/${slug}/cycles/${cycle.id}` },
										{ label: 'Calibration' },
									]
								: [
										{ label: 'Check-ins', href: `/a/${slug}/check-ins` },
										{ label: `Calibration, ${cycle.name}` },
									]
						}
					/>
				}
				title={
					<span className="flex flex-wrap items-center gap-3">
						Calibration
						<CyclePhaseBadge phase={cycle.phase} />
					</span>
				}
				description={
					runs
						? 'Groups of teams whose results are compared side by side, changed with a reason, and locked one by one.'
						: 'The groups in which your people are. You see theirs, and can change a tier with a reason.'
				}
				asOf={cycle.name}
				actions={
					groups.length > 0 &&
					!teams && (
						<>
							<ExportLinks links={exportLinks(`/a/${slug}/cycles/${cycle.id}/calibration.csv`)} />
							{mayChange && <GroupActions page={page} />}
						</>
					)
				}
			/>
			<PhaseNotice page={page} />
			{teams && <NewGroup page={page} teams={teams} answer={actionData} />}
			{groups.length > 0 && <GroupTable page={page} />}
			{groups.length === 0 && !teams && <NoGroups page={page} />}
			{runs && groups.length > 0 && outside > 0 && (
				<Notice>
					{countText(outside, 'person is', 'people are', locale)} in no group: their teams are in none, or
					they are in no team. They are published as they were agreed.
				</Notice>
			)}
		</div>
	)
}

function PhaseNotice({ page: { cycle, mayChange } }: { page: CalibrationPage }) {
	if (!mayChange || cycle.phase === 'calibration') return null
	return (
		<Notice title="Calibration has not begun">
			Groups can be made now. Until both of a pair are in nobody sees what they answered; tiers are changed
			and groups locked once the cycle is in calibration.
		</Notice>
	)
}

function GroupActions({ page }: { page: CalibrationPage }) {
	return (
		<>
			{page.freeTeams > 0 && <SuggestForm page={page} />}
			<ButtonLink to="?new" variant="primary" icon={Plus}>
				New group
			</ButtonLink>
		</>
	)
}

function SuggestForm({ page, isPrimary = false }: { page: CalibrationPage; isPrimary?: boolean }) {
	const isMore = page.groups.length > 0
	return (
		<Form method="post">
			<input type="hidden" name="intent" value="suggest" />
			<Button variant={isPrimary ? 'primary' : 'secondary'}>
				{isMore ? 'Group the other teams by division' : 'One group for each division'}
			</Button>
		</Form>
	)
}

function NoGroups({ page }: { page: CalibrationPage }) {
	if (!page.mayChange) {
		return (
			<EmptyState title="No groups">
				{page.runs
					? 'This cycle was published without calibration groups.'
					: 'None of your people is in a group.'}
			</EmptyState>
		)
	}
	return (
		<EmptyState
			title="No groups yet"
			action={
				<>
					<SuggestForm page={page} isPrimary />
					<ButtonLink to="?new">Choose teams yourself</ButtonLink>
				</>
			}
		>
			A group puts the results of some teams into one table: both raters, what they agreed, the last cycle and
			the evidence, with those first who stand out.
		</EmptyState>
	)
}
