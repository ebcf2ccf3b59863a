import type { Flow } from '#app/domain/report/movement.ts'
import { changeBetween } from '#app/domain/statistics/change.ts'
import type { Summary } from '#app/domain/statistics/summarize.ts'

/** Below this the mean of a group has not moved: a quarter of a tier, in half-steps. */
export const stallMovement = 0.5
/** Of those of a group in either cycle, at least this share has to be in it in both for a group to be the same people. */
export const samePeopleShare = 0.8

/** Where people are placed, whatever their results: who works where is no result. */
export type Placed = {
	/** In the group in the later cycle, and in the earlier. */
	readonly now: number
	readonly before: number
	/** In both. */
	readonly both: number
}

export type TierStall = {
	/** `people`: those with a result in both cycles. `groups`: two figures of a group that has hardly changed. */
	readonly basis: 'people' | 'groups'
	/** With a result: in both cycles, or in the later one. */
	readonly n: number
	/** Means, in half-steps. */
	readonly before: number
	readonly now: number
}

type Figures = { before: Summary; now: Summary }
type Measure = { targetHalfSteps: number; k: number }

export function areSamePeople({ now, before, both }: Placed): boolean {
	return both > 0 && both >= samePeopleShare * now && both >= samePeopleShare * before
}

/** Whether the same people stand still below a target, of people whom the reader may follow from cycle to cycle; null if not. */
export function findPeopleStall(flows: readonly Flow[], { targetHalfSteps, k }: Measure): TierStall | null {
	const sum = { n: 0, before: 0, now: 0 }
	for (const { from, to, people } of flows) {
		if (from === null || to === null) continue
		sum.n += people
		sum.before += from * people
		sum.now += to * people
	}
	const { n } = sum
	if (n < k || n === 0 || sum.now >= targetHalfSteps * n) return null
	if (Math.abs(sum.now - sum.before) >= stallMovement * n) return null
	return { basis: 'people', n, before: sum.before / n, now: sum.now / n }
}

/** Whether two figures are below a target and as good as the same, whoever they are of. */
export function standsStill({ before, now }: Figures, { targetHalfSteps, k }: Measure): boolean {
	const change = changeBetween(now, before, k)
	return (
		change !== null && now.meanHalfSteps < targetHalfSteps && Math.abs(change.meanHalfSteps) < stallMovement
	)
}

/** The same from two figures that are shown, of a group of which it is known who is placed in it; null if not. */
export function findGroupStall(
	{ before, now, placed }: Figures & { placed: Placed },
	of: Measure,
): TierStall | null {
	if (!standsStill({ before, now }, of) || !areSamePeople(placed)) return null
	return {
		...{ basis: 'groups', n: now.n },
		...{ before: before.meanHalfSteps, now: now.meanHalfSteps },
	}
}

type PlacedStall = Pick<TierStall, 'n' | 'before' | 'now'> & {
	readonly node: { readonly id: string }
	readonly above: readonly { readonly id: string }[]
	readonly family: { readonly id: string }
	readonly target: { readonly halfSteps: number }
}

/** Without groups that one of the teams below stands for: with the same figures, of as many people, below the same target. */
export function dropRepeated<Stall extends PlacedStall>(stalls: readonly Stall[]): Stall[] {
	const keyOf = (nodeId: string, { n, before, now, family, target }: PlacedStall) =>
		[nodeId, family.id, n, before, now, target.halfSteps].join(' ')
	const told = new Set(stalls.flatMap((stall) => stall.above.map(({ id }) => keyOf(id, stall))))
	return stalls.filter((stall) => !told.has(keyOf(stall.node.id, stall)))
}
