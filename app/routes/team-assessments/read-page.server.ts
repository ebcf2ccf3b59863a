import type { AccountSession } from '#app/auth/account-context.server.ts'
import { readTeamOverview } from '#app/data/read-team-overview.server.ts'
import { listTeamAssessments } from '#app/data/team-assessments/list-team-assessments.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { teamFrameworkKeys } from '#app/domain/team-assessment/team-lens.ts'
import { notFound } from '#app/lib/http.server.ts'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'

/** The assessments of a team as their page shows them to this person. */
export async function readTeamAssessmentsPage(
	{ scope, person, account }: AccountSession,
	{ teamId }: { teamId: string },
) {
	const found = await listTeamAssessments(scope, person, { teamId })
	const today = todayIn(account.timeZone)
	const { checks } = levelChecks
	const overview = found && (await readTeamOverview(scope, person, { teamId, today, checks }))
	if (!found || !overview) throw notFound()
	const { team, running, assessments } = found
	const applies = {
		'five-ai-coding-levels': team.buildsProductFeatures,
		'agentic-engineering-ladder': team.isEngineering === true,
	}
	return {
		...{ slug: account.slug, locale: account.locale, timeZone: account.timeZone },
		...{ ...found, overview, today },
		lensesOf: teamFrameworkKeys.map((key) => ({
			key,
			applies: applies[key],
			current: assessments.find((one) => one.frameworkKey === key && one.cycleId === running?.id) ?? null,
			past: assessments.filter((one) => one.frameworkKey === key && one.cycleId !== running?.id),
		})),
		/** Whether nobody has said if the ladder applies. */
		isOpen: team.isEngineering === null,
		mayMark: may(person, 'people.manage'),
		rungNames: ladder.rungs.map(({ name }) => name),
		checksNote: levelChecks.note.text,
	}
}
export type TeamAssessmentsPage = Awaited<ReturnType<typeof readTeamAssessmentsPage>>
