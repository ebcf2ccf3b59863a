import type { CountedWay, ShownFlow } from './flow-sides.ts'
import type { RoundedFlow } from './round-flow.ts'
import { pairFigures, partsOf, roundedFamilies, tierAt } from './flow-sides.ts'
import { flowStep, isOfBoth, roundFlow } from './round-flow.ts'

/** What is told of a flow: who went where as it is, or in round numbers. */
export type ShownWays = { readonly step: null; readonly ways: readonly CountedWay[] } | RoundedFlow

/** A flow of all families in it, or of one; null where that is held back. */
export function countShownFlow({ then, now }: ShownFlow, familyId: string | undefined): ShownWays | null {
	const { k, columns } = now.pattern
	const parts = partsOf(columns)
	const rounded = roundedFamilies(columns)
	const isRounded = familyId === undefined ? rounded.size > 0 : rounded.has(familyId)
	const isExact = familyId === undefined ? parts.size > 0 : parts.get(familyId) === familyId
	if (!isRounded && !isExact) return null
	const isTold = (id: string) => (familyId === undefined ? parts.has(id) || rounded.has(id) : id === familyId)
	const people = pairFigures(then, now)
	const counts = new Map<number, number>()
	people.familyIds.forEach((id, index) => {
		if (!isTold(id)) return
		const way = 10 * tierAt(then, people.then[index] ?? -1) + tierAt(now, people.now[index] ?? -1)
		counts.set(way, (counts.get(way) ?? 0) + 1)
	})
	// In no order that people stand in.
	const ways = [...counts]
		.toSorted(([a], [b]) => a - b)
		.map(([way, count]) => ({
			from: Math.floor(way / 10),
			to: way % 10,
			people: count,
		}))
	if (!isRounded) return { step: null, ways }
	const inBoth = ways.reduce((sum, way) => (isOfBoth(way) ? sum + way.people : sum), 0)
	const step = flowStep(inBoth, k)
	return step === null ? null : roundFlow(ways, step)
}
