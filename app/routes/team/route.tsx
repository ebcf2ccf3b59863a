import { data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { TeamOverview } from '#app/charts/team-overview.tsx'
import { managerText } from '#app/data/change-member.server.ts'
import type { TeamDetails } from '#app/data/get-team.server.ts'
import { getTeam } from '#app/data/get-team.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { readTeamOverview } from '#app/data/read-team-overview.server.ts'
import { readTeamMarks } from '#app/data/team-assessments/read-team-marks.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import type { Route } from './+types/route.ts'
import { moveToArchive, saveMarks, saveTeam } from './actions.server.ts'
import { ArchivePanel } from './archive-panel.tsx'
import { MarksPanel } from './marks-panel.tsx'
import { TeamForm } from './team-form.tsx'
import { TeamPlace } from './team-place.tsx'

const isId = (id: string) => z.uuid().safeParse(id).success

const asForm = ({ name, parentId, lead }: TeamDetails) => ({
	name,
	parentId: parentId ?? '',
	lead: managerText(lead) ?? '',
})
export type TeamFormValues = ReturnType<typeof asForm>

export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'people.manage')
	const team = isId(params.teamId) ? await getTeam(scope, params.teamId) : null
	if (!team) throw notFound()
	const { teams, managers } = await listPeopleOptions(scope, account.locale)
	const today = todayIn(account.timeZone)
	return {
		team: { ...team, archivedAt: team.archivedAt !== null },
		form: asForm(team),
		teams: teams.filter(({ id }) => id !== team.id),
		people: managers.map(({ name }) => name),
		...{ locale: account.locale, today },
		marks: await readTeamMarks(scope, { teamId: team.id }),
		overview: await readTeamOverview(scope, person, { teamId: team.id, today, checks: levelChecks.checks }),
		setsTargets: may(person, 'targets.set'),
		rungNames: ladder.rungs.map(({ name }) => name),
	}
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'people.manage')
	if (!isId(params.teamId)) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (intent === 'archive' || intent === 'restore') {
		return moveToArchive(session, params.teamId, intent === 'archive')
	}
	if (intent === 'marks') return saveMarks(session, params.teamId, form)
	const answer = await saveTeam(session, params.teamId, form)
	if (answer instanceof Response) return answer
	const { status, result, current } = answer
	const latest = current && { values: asForm(current), version: current.version }
	return data({ result, latest }, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.team.name ?? 'Team'} · Contour` },
]

export default function Team({ loaderData, actionData, params }: Route.ComponentProps) {
	const { team, form, teams, people, overview, locale, marks, rungNames, today } = loaderData
	const root = `/a/${params.account}`
	const crumbs = [
		{ label: 'Teams', href: `${root}/teams` },
		...team.above.map(({ id, name }) => ({ label: name, href: `${root}/teams/${id}` })),
		{ label: team.name },
	]
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={crumbs} />}
				title={
					<span className="flex flex-wrap items-center gap-3">
						<bdi>{team.name}</bdi>
						{team.archivedAt && <Badge>Archived</Badge>}
					</span>
				}
				description="What holds as of now. Cycles that are open or published keep the tree they were opened with."
				actions={
					<>
						{loaderData.setsTargets && (
							<ButtonLink to={`${root}/targets/teams/${team.id}`}>Target</ButtonLink>
						)}
						<ButtonLink to={`${root}/teams/${team.id}/assessments`}>Assessments</ButtonLink>
					</>
				}
			/>
			{overview && <TeamOverview {...{ team, overview, rungNames, root, today, locale }} />}
			<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				{!team.archivedAt && (
					<TeamForm
						form={form}
						version={team.version}
						teams={teams}
						people={people}
						result={actionData?.result}
						latest={actionData?.latest ?? null}
					/>
				)}
				<div className="stack">
					<TeamPlace team={team} root={root} locale={locale} />
					{marks && <MarksPanel key={`marks-${team.version}`} marks={marks} root={root} locale={locale} />}
					<ArchivePanel team={team} locale={locale} />
				</div>
			</div>
		</div>
	)
}
