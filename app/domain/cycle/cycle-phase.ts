/** The phases of a cycle in their order. Review and calibration may be left out. */
export const cyclePhases = ['draft', 'open', 'review', 'calibration', 'published'] as const
export type CyclePhase = (typeof cyclePhases)[number]

const next: Record<CyclePhase, readonly CyclePhase[]> = {
	draft: ['open'],
	open: ['review', 'calibration', 'published'],
	review: ['calibration', 'published'],
	calibration: ['published'],
	published: [],
}

/** Phases only go forward; nothing leads out of published. */
export function mayMoveTo(from: CyclePhase, to: CyclePhase): boolean {
	return next[from].includes(to)
}

/** Between opening and publication: people are frozen in, results are not out. One such cycle at a time in an account. */
export function isRunning(phase: CyclePhase): boolean {
	return mayMoveTo(phase, 'published')
}

export const runningPhases: readonly CyclePhase[] = cyclePhases.filter(isRunning)
