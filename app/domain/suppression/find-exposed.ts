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
 * Looks for people who are not proven, in some cycle, to be one of `enough` who can have had each other's tier. Looked at is whoever was in the figure of a
 * family that is told of or is counted by a flow, in the families that a flow in round numbers counts and those that share somebody with
 * them: the others' trades are among themselves, and leave such a flow as it is (decision 50).
 *
 * How many of some people have a tier, where that follows from all that is told, is the same after an exchange of that tier with another. So it counts
 * both alike, and all who are joined by exchanges of that tier.
 *
 * @param options.blame whom somebody is put down to, such as a family; nobody else of theirs is looked at then
 * @returns whom they are put down to
 */
export function* findExposedInSteps<Blamed extends number | string | undefined>(
	shown: ShownCycles,
	told: readonly Told[],
	{ enough, blame }: { enough: number; blame: (person: number, cycle: number) => Blamed },
): Generator<void, Set<Blamed>> {
	const { cycles, seen } = shown
	const families = new Set(told.flatMap((flow) => [...flow.families]))
	yield
	const concerned = familiesBesides(
		shown,
		told.flatMap(({ rounded }) => [...rounded]),
	)
	const exchanges = yield* findExchangesInSteps(shown, told)
	const exposed = new Set<Blamed>()
	for (const [cycle, { tiers, groups, figureOf }] of cycles.entries()) {
		yield
		const people = [...groups.keys()].filter((person) => (groups[person] ?? -1) >= 0 && !seen[person])
		// Who has passed to another family is in the figure of this one, and in no flow of it.
		const isLookedAt = (person: number) =>
			concerned.has(figureOf(person) ?? '') &&
			(families.has(figureOf(person) ?? '') || told.some(({ tablesOf }) => tablesOf(person).length > 0))
		for (const group of Map.groupBy(people, (person) => groups[person] ?? -1).values()) {
			const open = group.filter((person) => isLookedAt(person) && !exposed.has(blame(person, cycle)))
			if (open.length === 0) continue
			const sizeOf = yield* joinGroup({ group, cycle, tiers, exchanges })
			for (const person of open) if (sizeOf(person) < enough) exposed.add(blame(person, cycle))
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

/** Joins people of a group by exchanges of a tier. Of each, how many they are joined with by exchanges of their own, themselves among them. */
function* joinGroup({ group, cycle, tiers, exchanges }: Group): Generator<void, (person: number) => number> {
	const tierOf = (index: number) => tiers[group[index] ?? -1] ?? 0
	const byTier = Map.groupBy(group.keys(), tierOf)
	const joined = new Map([...byTier.keys()].map((tier) => [tier, unionFind(group.length)]))
	const each = Math.ceil(tried / byTier.size)
	let looks = 0
	for (const some of byTier.values()) {
		// First those whose tier nothing ties to another cycle.
		const [free, tied] = [false, true].map((isTied) =>
			some.filter((index) => exchanges.isTied(group[index] ?? -1, cycle) === isTied).slice(0, each),
		)
		for (const other of [...(free ?? []), ...(tied ?? [])]) {
			for (const index of group.keys()) {
				if (tierOf(index) === tierOf(other)) continue
				const both = [joined.get(tierOf(index)), joined.get(tierOf(other))]
				if (both.every((one) => one?.find(index) === one?.find(other))) continue
				if (++looks % looksAtOnce === 0) yield
				if (!exchanges.find(group[index] ?? -1, group[other] ?? -1, cycle)) continue
				for (const one of both) one?.join(index, other)
			}
		}
	}
	const sizes = new Map(
		[...joined].map(([tier, { find }]) => {
			const counts = new Int32Array(group.length)
			for (const index of group.keys()) counts[find(index)] = (counts[find(index)] ?? 0) + 1
			return [tier, counts]
		}),
	)
	const indexOf = new Map(group.map((person, index) => [person, index]))
	return (person) => {
		const index = indexOf.get(person) ?? 0
		return sizes.get(tierOf(index))?.[joined.get(tierOf(index))?.find(index) ?? -1] ?? 0
	}
}

/** Some families with those of which somebody was who was also of one of them, and so on. */
function familiesBesides({ people, cycles }: ShownCycles, some: readonly string[]): Set<string> {
	const found = new Set(some)
	/** Families of which somebody was in turn. */
	const shared = new Map<string, string[]>()
	for (let person = 0; person < people; person++) {
		let first: string | undefined
		for (const { figureOf } of cycles) {
			const id = figureOf(person)
			first ??= id
			if (id !== undefined && first !== undefined && id !== first)
				shared.set([first, id].join(' '), [first, id])
		}
	}
	for (let size = -1; size !== found.size;) {
		size = found.size
		for (const ids of shared.values())
			if (ids.some((id) => found.has(id))) for (const id of ids) found.add(id)
	}
	return found
}
