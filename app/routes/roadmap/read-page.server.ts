import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { listRoadmapComments } from '#app/data/roadmaps/list-roadmap-comments.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { selectItems } from '#app/domain/roadmap/plan-items.ts'
import { planSearchSchema } from '#app/domain/roadmap/plan-items-search.ts'
import { summarizePlan } from '#app/domain/roadmap/plan-summary.ts'
import { spanOf } from '#app/domain/roadmap/phase.ts'
import { plannedLevel, sourceWarning } from '#app/domain/roadmap/roadmap-lens.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { listRemedies } from './list-remedies.server.ts'

/** One plan, with what it comes to today and what its table is filtered by. */
export async function readPlan(session: RoadmapSession, url: URL) {
	const { scope, person, account, roadmapId, mayEdit, isSponsor } = session
	const plan = await getRoadmap(scope, { roadmapId })
	if (!plan) throw notFound()
	const today = todayIn(account.timeZone)
	const { view, sort, order, ...filter } = planSearchSchema.parse(Object.fromEntries(url.searchParams))
	const { compare } = new Intl.Collator(account.locale, { numeric: true })
	const params = new URLSearchParams(url.searchParams)
	params.delete('view')
	const mayChange = mayEdit && plan.state === 'active'
	return {
		plan,
		summary: summarizePlan({ phases: plan.phases, items: plan.items, today }),
		planned: plannedLevel(plan, plan.phases, today),
		reached: (await readReachedLevels(scope, person, { plans: [plan] })).get(plan.id) ?? null,
		warning: sourceWarning({ ...plan, ...spanOf(plan.phases) })?.text ?? null,
		listed: selectItems(plan.items, { ...filter, sort, order }, { today, compare }).map(({ id }) => id),
		remedies: mayChange ? listRemedies(plan.lens, plan.items) : [],
		comments: await listRoadmapComments(scope, { roadmapId }),
		...{ view, filter, sort: { sort, order }, today },
		...{ mayEdit: mayChange, mayManage: mayEdit, isSponsor },
		...{ locale: account.locale, timeZone: account.timeZone, accountName: account.name },
		root: `/a/${account.slug}/roadmaps`,
		csvHref: `/a/${account.slug}/roadmaps/${roadmapId}/items.csv?${params}`,
		keys: { item: newIdempotencyKey(), remedy: newIdempotencyKey(), comment: newIdempotencyKey() },
	}
}

export type PlanPage = Awaited<ReturnType<typeof readPlan>>
export type BoardItem = PlanPage['plan']['items'][number]
