import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { forecastPhaseEnd } from '#app/domain/roadmap/forecast.ts'
import { decideGate, gateObstacles, leftBehind } from '#app/domain/roadmap/gate.ts'
import { isPhaseKey } from '#app/domain/roadmap/phase.ts'
import { describeForecast, describeGateRefusal } from '#app/domain/roadmap/roadmap-words.ts'
import { notFound } from '#app/lib/http.server.ts'

/** The gate of a phase: what stands in its way, and who may close it. */
export async function readGate(session: RoadmapSession, key: string) {
	const { scope, account, roadmapId, mayEdit, isSponsor } = session
	if (!isPhaseKey(key)) throw notFound()
	const plan = await getRoadmap(scope, { roadmapId })
	const phase = plan?.phases.find((one) => one.key === key)
	if (!plan || !phase) throw notFound()
	const { locale } = account
	const today = todayIn(account.timeZone)
	const closed = plan.phases.flatMap((one) => (one.closedOn === null ? [] : [one.key]))
	const nameOf = (of: string) => plan.phases.find((one) => one.key === of)?.name ?? of
	const decision = decideGate({ phase: key, closed, items: plan.items, exception: null })
	// Phases close in their order, whatever the reason.
	const isNext = plan.state === 'active' && (decision.ok || decision.reason === 'obstacles')
	const textOf = (id: string) => plan.items.find((item) => item.id === id)?.text ?? ''
	return {
		plan: { id: plan.id, name: plan.name, state: plan.state, sponsors: plan.sponsors },
		phase,
		says: decision.ok ? null : describeGateRefusal(decision, nameOf),
		isNext,
		/** Whether it takes an exception, of whoever looks at it. */
		needsReason: !isSponsor || !decision.ok,
		obstacles: gateObstacles(key, plan.items).map((one) => ({ ...one, text: textOf(one.itemId) })),
		left: leftBehind(key, plan.items).map(({ id, text }) => ({ id, text })),
		counted: plan.items.filter((item) => item.phase === key && item.state !== 'dropped').length,
		forecast: describeForecast(forecastPhaseEnd(phase, plan.items, today), locale),
		mayClose: (mayEdit || isSponsor) && isNext,
		...{ isSponsor, locale, root: `/a/${account.slug}/roadmaps` },
	}
}

export type GatePage = Awaited<ReturnType<typeof readGate>>
