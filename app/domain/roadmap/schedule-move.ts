import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { mayMove } from './gate.ts'
import type { PhaseKey, PlannedPhase } from './phase.ts'
import { moveEnd, moveStart } from './phase.ts'

/** What of a schedule moves: the first day of the plan, or the last of a phase. */
export type Moving = 'start' | PhaseKey

export type ScheduleMove =
	{ ok: true; phases: PlannedPhase[] } | { ok: false; reason: 'closed' | 'before-start' }

/** The phases once something of them lies on another day; what is closed stays. */
export function moveWhat(
	phases: readonly (PlannedPhase & { closedOn: Day | null })[],
	{ what, to }: { what: Moving; to: Day },
): ScheduleMove {
	const closed = phases.flatMap(({ key, closedOn }) => (closedOn === null ? [] : [key]))
	if (!mayMove(what, closed)) return { ok: false, reason: 'closed' }
	if (what === 'start') return { ok: true, phases: moveStart(phases, to) }
	return moveEnd(phases, what, to)
}
