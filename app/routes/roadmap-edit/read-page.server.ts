import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import type { Roadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { listPlanPeople } from '#app/data/roadmaps/list-plan-people.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { mayMove } from '#app/domain/roadmap/gate.ts'
import { phaseKeys } from '#app/domain/roadmap/phase.ts'
import { notFound } from '#app/lib/http.server.ts'

/** A plan as the fields of its form. */
export const asForm = ({ name, startLevel, targetLevel, owner, sponsors }: Roadmap) => ({
	...{ name, startLevel: String(startLevel), targetLevel: String(targetLevel), owner: owner?.name ?? '' },
	sponsors: sponsors.map((sponsor) => sponsor.name).join('\n'),
})
export type HeadValues = ReturnType<typeof asForm>

export async function readEditPage(session: RoadmapSession) {
	const { scope, person, account, roadmapId } = session
	const plan = await getRoadmap(scope, { roadmapId })
	if (!plan) throw notFound()
	const closed = plan.phases.flatMap(({ key, closedOn }) => (closedOn === null ? [] : [key]))
	const { id, name, lens, state, version, phases, startsOn } = plan
	return {
		plan: { id, name, lens, state, version, phases, startsOn },
		form: asForm(plan),
		movable: (['start', ...phaseKeys] as const).filter((what) => mayMove(what, closed)),
		people: await listPlanPeople(scope, { teamId: plan.team?.id ?? null }),
		/** Templates are the company’s: of those who lead a team, each would write over another’s. */
		mayKeepTemplates: reachOf(person, 'roadmaps.edit').has('all'),
		locale: account.locale,
		root: `/a/${account.slug}/roadmaps`,
	}
}

export type EditPage = Awaited<ReturnType<typeof readEditPage>>
