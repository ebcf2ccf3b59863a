import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { OutcomeRule } from './outcome-rule.ts'
import type { PhaseKey } from './phase.ts'

/** Deliverables and outcomes hold the gate of their phase; the others are work that a plan shows and counts. */
export const itemKinds = ['deliverable', 'outcome', 'remedy', 'training', 'own'] as const
export type ItemKind = (typeof itemKinds)[number]

/** An outcome is done when it is met, by its metric or by an approved note; nobody sets it done by hand. */
export const itemStates = ['todo', 'doing', 'done', 'dropped'] as const
export type ItemState = (typeof itemStates)[number]

export const lowestWeight = 1
export const highestWeight = 5

/** What the rules of a roadmap know of an item. */
export type RoadmapItem = {
	id: string
	phase: PhaseKey
	kind: ItemKind
	text: string
	state: ItemState
	/** How much of the plan it is, 1 to 5. */
	weight: number
	/** Without a day it is due on the last day of its phase. */
	dueOn: Day | null
	/** Present exactly when the state is done. */
	doneOn: Day | null
	startedOn?: Day | null
	/** How an outcome is met; null as long as nobody has said, and for every other kind. */
	outcome: OutcomeRule | null
	/** How many pieces of evidence it has. */
	evidence: number
}

/** Dropped items count nowhere. */
export function isCounted({ state }: Pick<RoadmapItem, 'state'>): boolean {
	return state !== 'dropped'
}

export function isOpen({ state }: Pick<RoadmapItem, 'state'>): boolean {
	return state === 'todo' || state === 'doing'
}

/** Why somebody may not give an item a state by hand; null where they may. */
export function refuseState(
	{ kind, state }: Pick<RoadmapItem, 'kind' | 'state'>,
	to: ItemState,
): 'outcome-by-rule' | null {
	return kind === 'outcome' && to === 'done' && state !== 'done' ? 'outcome-by-rule' : null
}
