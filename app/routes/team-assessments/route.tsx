import { redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { TeamOverview } from '#app/charts/team-overview.tsx'
import { listTeamAssessments } from '#app/data/team-assessments/list-team-assessments.server.ts'
import { startAssessment } from '#app/data/team-assessments/start-assessment.server.ts'
import { teamFrameworkKeys } from '#app/domain/team-assessment/team-lens.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import type { Route } from './+types/route.ts'
import { LensPanel } from './lens-panel.tsx'
import { readTeamAssessmentsPage } from './read-page.server.ts'

const frameworks = {
	'five-ai-coding-levels': { framework: fiveAiCodingLevels, checksVersion: levelChecks.version },
	'agentic-engineering-ladder': { framework: agenticEngineeringLadder, checksVersion: null },
} as const

const refusals = {
	'no-cycle': 'No cycle runs that has this team. Assessments begin in a running cycle.',
	'not-marked': 'This framework does not apply to the team any more. Ask HR.',
} as const

export async function loader({ context, params }: Route.LoaderArgs) {
	return readTeamAssessmentsPage(requireAccess(context, 'team-assessments.read'), params)
}

/** Begins an assessment, by somebody who takes part in it. */
export async function action({ context, params, request }: Route.ActionArgs) {
	const { scope, person, account } = requireAccess(context, 'team-assessments.read')
	const { teamId } = params
	const found = await listTeamAssessments(scope, person, { teamId })
	if (!found?.running?.mayStart) throw notFound()
	const key = z.enum(teamFrameworkKeys).safeParse((await readForm(request)).get('framework'))
	if (!key.success) return refusal({ message: 'Choose which assessment to begin.' })
	const { framework, checksVersion } = frameworks[key.data]
	const started = await startAssessment(scope, { teamId, framework, checksVersion })
	if (started.ok)
		return redirect(`/a/${account.slug}/teams/${teamId}/assessments/${started.assessmentId}`, 303)
	if (started.reason === 'not-found') throw notFound()
	return refusal({ message: refusals[started.reason] })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Assessments of ${loaderData?.team.name ?? 'a team'} · Contour` },
]

export default function TeamAssessments({ loaderData: page, actionData, params }: Route.ComponentProps) {
	const { team, overview, rungNames, today, locale } = page
	const root = `/a/${params.account}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							page.mayMark ? { label: 'Teams', href: `${root}/teams` } : { label: 'Home', href: root },
							...(page.mayMark ? [{ label: team.name, href: `${root}/teams/${team.id}` }] : []),
							{ label: 'Assessments' },
						]}
					/>
				}
				title={
					<>
						Assessments of <bdi>{team.name}</bdi>
					</>
				}
				description="Where the team stands, what is measured in it and what it plans; below, what it says of itself and what it shows, cycle by cycle."
			/>
			{actionData && <ErrorSummary title="Nothing was begun" errors={[actionData]} />}
			<TeamOverview {...{ team, overview, rungNames, root, today, locale }} />
			{page.lensesOf.map((lens) => (
				<LensPanel key={lens.key} page={page} lens={lens} />
			))}
		</div>
	)
}
