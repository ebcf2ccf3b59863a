import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { showRoadmap } from '#app/auth/api/show-roadmap.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { readRoadmapRights } from '#app/data/roadmaps/read-roadmap-rights.server.ts'
import type { PlanItem } from '#app/data/roadmaps/roadmap-rows.server.ts'
import { getRoadmapOperation } from '#app/domain/api/roadmap-operations.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { summarizePlan } from '#app/domain/roadmap/plan-summary.ts'
import type { Route } from './+types/route.ts'

const GET = serve(getRoadmapOperation, async ({ session, params }) => {
	const { scope, person, account } = session
	const { roadmapId } = params
	const rights = await readRoadmapRights(scope, person, { roadmapId })
	const plan = rights && (await getRoadmap(scope, { roadmapId }))
	if (!plan) throw missing()
	const today = todayIn(account.timeZone)
	const { phases, items, sponsors, templateOrigin } = plan
	const reached = await readReachedLevels(scope, person, { plans: [plan] })
	const summary = summarizePlan({ phases, items, today })
	return {
		...showRoadmap({ ...plan, ...summary }, { reached: reached.get(plan.id), today, locale: account.locale }),
		...{ sponsors, templateOrigin, phases, items: items.map(showItem) },
	}
})

const showItem = ({ ownerId, ownerName, checkedAt, startedOn = null, ...item }: PlanItem) => ({
	...item,
	startedOn,
	owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? '' },
	checkedAt: checkedAt?.toISOString() ?? null,
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
