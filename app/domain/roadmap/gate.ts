import type { RoadmapItem } from './item.ts'
import { isCounted, isOpen } from './item.ts'
import type { PhaseKey } from './phase.ts'
import { phaseKeys } from './phase.ts'

type GateItem = Pick<RoadmapItem, 'id' | 'phase' | 'kind' | 'state' | 'evidence'>

export type GateObstacle = {
	itemId: string
	/** `open`: a deliverable is not done; `no-evidence`: it is, and nothing shows it. */
	why: 'open' | 'outcome-not-met' | 'no-evidence'
}

const holdsGate = ({ kind }: Pick<RoadmapItem, 'kind'>) => kind === 'deliverable' || kind === 'outcome'

const gateItems = <Item extends GateItem>(phase: PhaseKey, items: readonly Item[]) =>
	items.filter((item) => item.phase === phase && isCounted(item) && holdsGate(item))

function whyNot({ kind, state, evidence }: GateItem): GateObstacle['why'] | null {
	if (kind === 'outcome') return state === 'done' ? null : 'outcome-not-met'
	if (state !== 'done') return 'open'
	return evidence > 0 ? null : 'no-evidence'
}

/**
 * What keeps a phase from being closed, in the order of the items: deliverables that are open or without evidence, outcomes
 * that are not met. What an outcome is met by, its metric or the approved note, is its evidence. Remedies, training and own
 * items hold no gate.
 */
export function gateObstacles(phase: PhaseKey, items: readonly GateItem[]): GateObstacle[] {
	return gateItems(phase, items).flatMap((item) => {
		const why = whyNot(item)
		return why ? [{ itemId: item.id, why }] : []
	})
}

/** The other items of a phase that are open still: they hold no gate, and would stay behind in a closed phase. */
export function leftBehind<Item extends GateItem>(phase: PhaseKey, items: readonly Item[]): Item[] {
	return items.filter((item) => item.phase === phase && isOpen(item) && !holdsGate(item))
}

/** The phase that a plan is in by its gates: the first that is not closed; null when all are. */
export function currentPhase(closed: readonly PhaseKey[]): PhaseKey | null {
	return phaseKeys.find((key) => !closed.includes(key)) ?? null
}

/** Whether dates may still move: those of a closed phase stay, and the start with the first of them. */
export function mayMove(what: PhaseKey | 'start', closed: readonly PhaseKey[]): boolean {
	return what === 'start' ? closed.length === 0 : !closed.includes(what)
}

export type GateDecision =
	| { ok: true; byException: boolean }
	| { ok: false; reason: 'closed-already' }
	| { ok: false; reason: 'earlier-phase-open'; phase: PhaseKey }
	/** `obstacles` is empty where every deliverable and outcome was dropped: then nothing shows that the phase was gone through. */
	| { ok: false; reason: 'obstacles'; obstacles: GateObstacle[] }

/**
 * Whether a phase may be closed. Phases close in their order, whatever the reason. An exception lets through what is not there
 * and needs a reason of its own; where nothing stands in the way none is recorded.
 */
export function decideGate({
	phase,
	closed,
	items,
	exception,
}: {
	phase: PhaseKey
	closed: readonly PhaseKey[]
	items: readonly GateItem[]
	/** Why the phase is closed all the same; empty or null for none. */
	exception: string | null
}): GateDecision {
	if (closed.includes(phase)) return { ok: false, reason: 'closed-already' }
	const current = currentPhase(closed)
	if (current !== null && current !== phase)
		return { ok: false, reason: 'earlier-phase-open', phase: current }
	const obstacles = gateObstacles(phase, items)
	if (obstacles.length === 0 && gateItems(phase, items).length > 0) return { ok: true, byException: false }
	return (exception ?? '').trim() === ''
		? { ok: false, reason: 'obstacles', obstacles }
		: { ok: true, byException: true }
}
