import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { openFields, suggestPlan } from '#app/domain/cycle/cycle-plan.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { notFound } from '#app/lib/http.server.ts'

/** The plan of a cycle and what it can be changed to; `suggest` fills a draft without dates with those that we suggest. */
export async function readPlanPage({ scope, account }: AccountSession, cycleId: string, url: URL) {
	const isId = z.guid().safeParse(cycleId).success
	const cycle = isId ? await getCycle(scope, { cycleId }) : null
	const plan = cycle && (await getCyclePlan(scope, { cycleId }))
	if (!cycle || !plan) throw notFound()
	const { locale, timeZone, slug } = account
	const today = todayIn(timeZone)
	const isDraft = cycle.phase === 'draft'
	const isEmpty = plan.opensOn === null && plan.publishesOn === null
	const isSuggested = isDraft && isEmpty && url.searchParams.has('suggest')
	const options = isDraft ? await listPeopleOptions(scope, locale) : null
	const families = isDraft ? await listRoleFamilies(scope) : []
	return {
		slug,
		locale,
		timeZone,
		today,
		cycle,
		plan: isSuggested ? { ...plan, ...suggestPlan(cycle, today) } : plan,
		isSuggested,
		open: openFields(cycle.phase),
		teams: options?.teams ?? [],
		families: families.filter(({ hasQuestions }) => hasQuestions).map(({ id, name }) => ({ id, name })),
	}
}

export type PlanPage = Awaited<ReturnType<typeof readPlanPage>>
