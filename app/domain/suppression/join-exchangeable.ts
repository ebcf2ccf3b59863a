import type { ToldFlow } from './find-exchange.ts'
import type { ShownCycles } from './shown-cycles.ts'
import type { UnionFind } from './union-find.ts'
import { findExchangesInSteps } from './find-exchange.ts'
import { unionFind } from './union-find.ts'

/** With so many of a group everybody in it is tried. Fewer than all of them find less, and so less is shown. */
const tried = 24
/** After so many groups others may go on. */
const groupsAtOnce = 100

/**
 * Joins who can have had each other's tier in a cycle, by an exchange that leaves all that is told as it is. So a sum of tiers of a cycle that follows
 * from all that is told counts all of those who are joined alike.
 *
 * @returns by cycle, the people joined
 */
export function* joinExchangeable(
	shown: ShownCycles,
	flows: readonly ToldFlow[],
): Generator<void, UnionFind[]> {
	const { people, cycles, seen } = shown
	const exchanges = yield* findExchangesInSteps(shown, flows)
	const joined: UnionFind[] = []
	for (const [cycle, { tiers, groups }] of cycles.entries()) {
		const of = unionFind(people)
		joined.push(of)
		const members = Map.groupBy(
			[...groups.keys()].filter((person) => (groups[person] ?? -1) >= 0 && !seen[person]),
			(person) => groups[person] ?? -1,
		)
		let visited = 0
		for (const group of members.values()) {
			if (visited++ % groupsAtOnce === 0) yield
			const byTier = Map.groupBy(group, (person) => tiers[person] ?? 0)
			const each = Math.ceil(tried / byTier.size)
			for (const some of byTier.values()) {
				// First those whose tier nothing ties to another cycle.
				const [tied, free] = [true, false].map((is) =>
					some.filter((person) => exchanges.isTied(person, cycle) === is),
				)
				for (const other of [...(free ?? []).slice(0, each), ...(tied ?? []).slice(0, each)]) {
					for (const person of group) {
						if (tiers[person] === tiers[other] || of.find(person) === of.find(other)) continue
						if (exchanges.find(person, other, cycle)) of.join(person, other)
					}
				}
			}
		}
	}
	return joined
}
