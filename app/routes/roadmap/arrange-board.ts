import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import type { BoardItem } from './read-page.server.ts'

/** A place on the board: a phase, and the item before which something is put; the end where there is none. */
export type Place = { phase: PhaseKey; beforeId: string | null }

/** As the form of a card sends it. */
export const placeValue = ({ phase, beforeId }: Place) => (beforeId === null ? phase : `${phase} ${beforeId}`)

/** The items as they stand once one is put to a place: what the server will say too. */
export function putTo(items: readonly BoardItem[], itemId: string, { phase, beforeId }: Place): BoardItem[] {
	const moved = items.find(({ id }) => id === itemId)
	if (!moved) return [...items]
	const others = items.filter(({ id }) => id !== itemId)
	const at = beforeId === null ? -1 : others.findIndex(({ id }) => id === beforeId)
	const there = { ...moved, phase }
	return at < 0 ? [...others, there] : others.toSpliced(at, 0, there)
}

export type Step = 'up' | 'down' | 'before' | 'after'

/**
 * The place one step from where an item is: up or down in its phase, or at the end of the phase before or after. Null at an edge.
 *
 * @param phases those that take items, in their order
 */
export function stepFrom(
	items: readonly BoardItem[],
	phases: readonly PhaseKey[],
	item: BoardItem,
	step: Step,
): Place | null {
	const { phase } = item
	if (step === 'before' || step === 'after') {
		const next = phases[phases.indexOf(phase) + (step === 'before' ? -1 : 1)]
		return next === undefined || !phases.includes(phase) ? null : { phase: next, beforeId: null }
	}
	const own = items.filter((one) => one.phase === phase)
	const at = own.findIndex(({ id }) => id === item.id)
	if (step === 'up') return at > 0 ? { phase, beforeId: own[at - 1]?.id ?? null } : null
	return at < own.length - 1 ? { phase, beforeId: own[at + 2]?.id ?? null } : null
}
