import type { Exchanges } from './find-exchange.ts'
import type { ShownCycles } from './shown-cycles.ts'
import type { Told } from './tell-flow.ts'
import { findExchangesInSteps } from './find-exchange.ts'
import { unionFind } from './union-find.ts'

/** With so many of a group, or a few more, everybody in it is tried. Fewer than all of them find less, and so less is shown. */
const tried = 24
/** After so many looks for an exchange others may go on. */
const looksAtOnce = 2000

/**
 * The families of people who are not proven to be one of `enough` who can have had each other's tier, in some cycle: as the last flow counts them, or
 * else the one of that cycle. Looked at is whoever was in the figure of a family that is told of or is counted by a flow, in the families that a flow in round
 * numbers counts and those that share somebody with them: the others' trades are among themselves, and leave such a flow as it is (decision 50).
 *
 * A sum of tiers of one cycle that follows from all that is told is the same after an exchange of two, so it counts both alike, and so all
 * who are joined by exchanges.
 */
export function* findExposedInSteps(
	shown: ShownCycles,
	told: readonly Told[],
	enough: number,
): Generator<void, Set<string | undefined>> {
	const { cycles, seen } = shown
	const families = new Set(told.flatMap((flow) => [...flow.families]))
	const concerned = familiesBesides(
		shown,
		told.flatMap(({ rounded }) => [...rounded]),
	)
	const exchanges = yield* findExchangesInSteps(shown, told)
	const isCountedBy = (flow: Told | undefined, person: number) => (flow?.tablesOf(person).length ?? 0) > 0
	const last = told.at(-1)
	const exposed = new Set<string | undefined>()
	for (const [cycle, { tiers, groups, figureOf }] of cycles.entries()) {
		yield
		const people = [...groups.keys()].filter((person) => (groups[person] ?? -1) >= 0 && !seen[person])
		// Who has passed to another family is in the figure of this one, and in no flow of it.
		const isLookedAt = (person: number) =>
			concerned.has(figureOf(person) ?? '') &&
			(families.has(figureOf(person) ?? '') || told.some((flow) => isCountedBy(flow, person)))
		const blamedOf = (person: number) =>
			isCountedBy(last, person) ? last?.familyOf(person) : figureOf(person)
		for (const group of Map.groupBy(people, (person) => groups[person] ?? -1).values()) {
			const open = group.filter((person) => isLookedAt(person) && !exposed.has(blamedOf(person)))
			if (open.length === 0) continue
			const sizeOf = yield* joinGroup({ group, cycle, tiers, exchanges })
			for (const person of open) if (sizeOf(person) < enough) exposed.add(blamedOf(person))
		}
	}
	return exposed
}

type Group = {
	readonly group: readonly number[]
	readonly cycle: number
	readonly tiers: Uint8Array
	readonly exchanges: Exchanges
}

/** Joins people of a group by exchanges of their tiers in a cycle. Of each, how many they are joined with, themselves among them. */
function* joinGroup({ group, cycle, tiers, exchanges }: Group): Generator<void, (person: number) => number> {
	const joined = unionFind(group.length)
	const byTier = Map.groupBy(group.keys(), (index) => tiers[group[index] ?? -1] ?? 0)
	const each = Math.ceil(tried / byTier.size)
	let looks = 0
	for (const [tier, some] of byTier) {
		// First those whose tier nothing ties to another cycle.
		const [free, tied] = [false, true].map((isTied) =>
			some.filter((index) => exchanges.isTied(group[index] ?? -1, cycle) === isTied).slice(0, each),
		)
		for (const other of [...(free ?? []), ...(tied ?? [])]) {
			for (const [index, person] of group.entries()) {
				if (tiers[person] === tier || joined.find(index) === joined.find(other)) continue
				if (++looks % looksAtOnce === 0) yield
				if (exchanges.find(person, group[other] ?? -1, cycle)) joined.join(index, other)
			}
		}
	}
	const sizes = new Map<number, number>()
	for (const index of group.keys()) sizes.set(joined.find(index), (sizes.get(joined.find(index)) ?? 0) + 1)
	const positions = new Map(group.map((person, index) => [person, index]))
	return (person) => sizes.get(joined.find(positions.get(person) ?? 0)) ?? 0
}

/** Some families with those of which somebody was who was also of one of them, and so on. */
function familiesBesides({ people, cycles }: ShownCycles, some: readonly string[]): Set<string> {
	const found = new Set(some)
	for (let size = -1; size !== found.size;) {
		size = found.size
		for (let person = 0; person < people; person++) {
			const own = cycles.flatMap(({ figureOf }) => figureOf(person) ?? [])
			if (own.some((id) => found.has(id))) for (const id of own) found.add(id)
		}
	}
	return found
}
