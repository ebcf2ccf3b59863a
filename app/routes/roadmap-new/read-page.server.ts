import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listOwnTemplates } from '#app/data/roadmaps/list-own-templates.server.ts'
import { listPlanPeople } from '#app/data/roadmaps/list-plan-people.server.ts'
import { listTreeTeams } from '#app/data/roadmaps/list-tree-teams.server.ts'
import type { ReachedLevel } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { readRoadmapSight } from '#app/data/roadmaps/read-roadmap-sight.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { mayPlanFor } from '#app/domain/access/roadmap-rights.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { schedulePhases } from '#app/domain/roadmap/phase.ts'
import { liner } from '#app/domain/roadmap/portfolio.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { appliesTo, roadmapLenses } from '#app/domain/roadmap/roadmap-lens.ts'
import type { RoadmapTemplate } from '#app/domain/roadmap/template.ts'
import { builtInTemplates } from '#seed/roadmap-templates/built-in.ts'

/** A template by the key that the address names; undefined for none. */
export async function findTemplate(
	{ scope }: AccountSession,
	key: string | null,
): Promise<RoadmapTemplate | undefined> {
	const all = [...builtInTemplates, ...(await listOwnTemplates(scope))]
	return all.find((template) => template.key === key)
}

/** The teams for which somebody may begin a plan, with their way from the top; `account` for the company as a whole. */
export async function listPlanTeams({ scope, person }: AccountSession) {
	const sight = await readRoadmapSight(scope)
	const teams = await listTreeTeams(scope)
	const lineTo = liner(teams)
	return {
		mayPlanAccount: mayPlanFor(person, sight, null),
		teams: teams
			.filter(({ id, isArchived }) => !isArchived && mayPlanFor(person, sight, id))
			.map(({ id, name, ...marks }) => ({
				...{ id, name },
				/** The lenses under which it is not assessed. */
				unfit: roadmapLenses.filter((lens) => !appliesTo(lens, marks)),
				path: lineTo(id)
					.map((team) => team.name)
					.join(' / '),
			}))
			.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
	}
}

const summary = ({ key, name, origin, lens, phases }: RoadmapTemplate) => ({
	...{ key, name, origin, lens },
	items: phases.reduce((sum, { items }) => sum + items.length, 0),
})

async function readReached(
	{ scope, person }: AccountSession,
	{ lens, teamId }: { lens: RoadmapLens; teamId: string },
): Promise<ReachedLevel | null> {
	const plan = { id: '', lens, team: teamId === '' ? null : { id: teamId } }
	return (await readReachedLevels(scope, person, { plans: [plan] })).get(plan.id) ?? null
}

export async function readNewPage(session: AccountSession, url: URL) {
	const { scope, account } = session
	const own = await listOwnTemplates(scope)
	const chosen = await findTemplate(session, url.searchParams.get('template'))
	const { teams, mayPlanAccount } = await listPlanTeams(session)
	const team = teams.find(({ id }) => id === url.searchParams.get('team'))
	const teamId = team?.id ?? (mayPlanAccount ? '' : (teams[0]?.id ?? ''))
	const today = todayIn(account.timeZone)
	return {
		templates: builtInTemplates.map(summary),
		own: own.map((template) => ({ ...summary(template), id: template.id })),
		/** By whom every team is to be planned for. */
		mayRemove: reachOf(session.person, 'roadmaps.edit').has('all'),
		chosen: chosen ?? null,
		...{ teams, mayPlanAccount, teamId },
		/** By the lens of the template, where it is the reader's to know. */
		reached: chosen && (await readReached(session, { lens: chosen.lens, teamId })),
		people: await listPlanPeople(scope, { teamId: team?.id ?? null }),
		phases: schedulePhases(today),
		...{ today, locale: account.locale, accountName: account.name, teamName: team?.name ?? null },
	}
}

export type NewPage = Awaited<ReturnType<typeof readNewPage>>
