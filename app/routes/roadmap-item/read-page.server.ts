import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { listMetricOptions } from '#app/data/roadmaps/list-metric-options.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { getRoadmapItem } from '#app/data/roadmaps/get-roadmap-item.server.ts'
import { listPlanPeople } from '#app/data/roadmaps/list-plan-people.server.ts'
import { readOutcomeSentences } from '#app/data/roadmaps/read-outcome-sentences.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { asFormValues } from '#app/domain/roadmap/item-values.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'

/** An item with its plan around it: what it may wait for, who may own it, what may measure it. */
export async function readItemPage(session: RoadmapSession, itemId: string) {
	const { scope, person, account, roadmapId } = session
	const plan = await getRoadmap(scope, { roadmapId })
	const item = await getRoadmapItem(scope, { roadmapId, itemId })
	if (!plan || !item) throw notFound()
	const phase = plan.phases.find(({ key }) => key === item.phase)
	const isOpen = plan.state === 'active' && phase?.closedOn === null
	const mayEdit = session.mayEdit && isOpen
	const isMeasured = item.outcome?.by === 'metric'
	const sentences = isMeasured && (await readOutcomeSentences(scope, person, { roadmapId, itemId: item.id }))
	const metrics = mayEdit ? await listMetricOptions(scope, { item }) : []
	const named = ({ id, text, phase: key, state }: (typeof plan.items)[number]) => ({
		...{ id, text, phase: key, state },
	})
	return {
		plan: {
			...{ id: plan.id, name: plan.name, state: plan.state, team: plan.team, sponsors: plan.sponsors.length },
			phases: plan.phases,
			endsOn: phase?.endsOn ?? null,
		},
		item,
		/** What its metric says, as far as the reader may know. */
		sentence: (sentences && sentences.get(item.id)) || null,
		form: asFormValues(item, metrics),
		needs: plan.items.filter(({ id }) => item.needs.includes(id)).map(named),
		neededBy: plan.items.filter(({ needs }) => needs.includes(item.id)).map(named),
		mayNeed: mayEdit
			? plan.items
					.filter(({ id, state }) => id !== item.id && state !== 'dropped' && !item.needs.includes(id))
					.map(named)
			: [],
		...{ metrics, people: mayEdit ? await listPlanPeople(scope, { teamId: plan.team?.id ?? null }) : [] },
		...{ mayEdit, mayApprove: session.mayApprove && isOpen },
		...{ locale: account.locale, timeZone: account.timeZone, today: todayIn(account.timeZone) },
		root: `/a/${account.slug}/roadmaps`,
		keys: { evidence: newIdempotencyKey(), comment: newIdempotencyKey() },
	}
}

export type ItemPage = Awaited<ReturnType<typeof readItemPage>>
