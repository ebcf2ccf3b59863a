import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { CycleHeads } from '#app/data/get-cycle-heads.server.ts'
import { daysBetween, nextPhaseOf } from '#app/domain/cycle/cycle-dates.ts'
import { toldDaysBefore } from '#app/domain/cycle/cycle-plan.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'

/** What the running cycle and the draft do next by themselves, for whoever runs cycles. */
export function calendarOf({ account }: AccountSession, { running, draft }: CycleHeads) {
	const today = todayIn(account.timeZone)
	const nextOf = (cycle: CycleHeads['running']) => {
		const next = cycle && nextPhaseOf(cycle.phase, cycle)
		if (!next || next.phase === 'draft') return null
		const days = daysBetween(today, next.on)
		const { phase, on } = next
		return { cycleId: cycle.id, name: cycle.name, phase, on, days, isNear: days <= toldDaysBefore }
	}
	return { running: nextOf(running), draft: nextOf(draft) }
}
