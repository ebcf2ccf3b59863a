import type { FlowTable } from './flow-tables.ts'
import type { ShownCycles } from './shown-cycles.ts'
import { findKeptInSteps } from './find-kept.ts'
import { valueCount } from './standings.ts'

/** A flow between two cycles, by their positions, with the tables that count somebody. */
export type ToldFlow = {
	readonly then: number
	readonly now: number
	readonly tablesOf: (person: number) => readonly FlowTable[]
}

/** Somebody has another tier in a cycle, in half-steps. */
export type Change = { readonly person: number; readonly cycle: number; readonly tier: number }

/** So many of a group and a tier are at hand for what an exchange takes from other groups. */
const atHand = 6
/** So many of them an exchange may need, and so many ways it may try. */
const mostHelping = 4
const mostTried = 100

export type Exchanges = {
	/** Whether somebody's tier of a cycle is the one of another cycle as well, for a reader who guesses right who kept theirs. */
	readonly isTied: (person: number, cycle: number) => boolean
	/**
	 * Other tiers that people can have had, with those of two in a cycle exchanged, and of that cycle no others. Every figure of every cycle and
	 * every flow would be told as it is, and of whichever groups a reader guesses right that everybody kept their tier, they would have as
	 * well. Null where none was found.
	 */
	readonly find: (one: number, other: number, cycle: number) => readonly Change[] | null
}

export function* findExchangesInSteps(
	shown: ShownCycles,
	flows: readonly ToldFlow[],
): Generator<void, Exchanges> {
	const { people, cycles, seen } = shown
	const { isTied, tiedTo } = yield* findKeptInSteps(shown)
	const tierOf = (person: number, cycle: number) => cycles[cycle]?.tiers[person] ?? 0
	const groupOf = (person: number, cycle: number) => cycles[cycle]?.groups[person] ?? -1
	const placeOf = (group: number, tier: number) => group * (valueCount + 1) + tier
	/** By cycle, group and tier some people, those first whose tier of that cycle is tied to no other. */
	const helpers = cycles.map(() => new Map<number, number[]>())
	for (const isSecond of [false, true]) {
		for (const [cycle, found] of helpers.entries()) {
			yield
			for (let person = 0; person < people; person++) {
				const group = groupOf(person, cycle)
				if (group < 0 || seen[person] || isTied(person, cycle) !== isSecond) continue
				const place = placeOf(group, tierOf(person, cycle))
				const list = found.get(place)
				if (!list) found.set(place, [person])
				else if (list.length < atHand) list.push(person)
			}
		}
	}

	/**
	 * The tiers of two in a cycle and, of each, in those that are tied to it. What that takes from a group of another cycle others there
	 * give back, with all that is tied to it in turn.
	 */
	function exchangeTied(one: number, other: number, cycle: number): readonly Change[] | null {
		const [low, high] = [tierOf(one, cycle), tierOf(other, cycle)]
		let changes: readonly Change[] = []
		/** By cycle and group how many more there have the higher of the two tiers. */
		const more = new Map<number, { at: number; group: number; people: number }>()
		let ways = 0

		function change(person: number, at: number): () => void {
			const [before, tied] = [changes, tiedTo(person, at)]
			const tier = tierOf(person, at) === low ? high : low
			changes = [...changes, ...tied.map((tiedCycle) => ({ person, cycle: tiedCycle, tier }))]
			const add = (count: number) => {
				for (const tiedCycle of tied) {
					const group = groupOf(person, tiedCycle)
					const key = group * cycles.length + tiedCycle
					const people = (more.get(key)?.people ?? 0) + count
					more.set(key, { at: tiedCycle, group, people })
				}
			}
			const sign = tier === high ? 1 : -1
			add(sign)
			return () => {
				changes = before
				add(-sign)
			}
		}
		function isSettledWith(person: number, at: number, helping: number): boolean {
			const undo = change(person, at)
			if (isSettled(helping)) return true
			undo()
			return false
		}
		function isSettled(helping: number): boolean {
			const open = [...more.values()].find((one) => one.people !== 0)
			if (!open) {
				// Of a cycle in which others change as well, only what they have together would be as it is.
				const isOfTwo = changes.filter((one) => one.cycle === cycle).length === 2
				return isOfTwo && areToldAlike(shown, flows, changes)
			}
			if (helping === mostHelping || ++ways > mostTried) return false
			const place = placeOf(open.group, open.people > 0 ? high : low)
			return (helpers[open.at]?.get(place) ?? []).some(
				(person) =>
					changes.every((one) => one.person !== person) && isSettledWith(person, open.at, helping + 1),
			)
		}
		change(one, cycle)
		return isSettledWith(other, cycle, 0) ? changes : null
	}

	/** The tiers of two in every cycle in which they were in the same groups. */
	function exchangeAll(one: number, other: number): readonly Change[] | null {
		const together = cycles.flatMap((_, at) =>
			groupOf(one, at) >= 0 && groupOf(one, at) === groupOf(other, at) ? [at] : [],
		)
		const isClosed = together.every((at) =>
			[one, other].every((person) => tiedTo(person, at).every((tied) => together.includes(tied))),
		)
		const changes = together.flatMap((at): Change[] => [
			{ person: one, cycle: at, tier: tierOf(other, at) },
			{ person: other, cycle: at, tier: tierOf(one, at) },
		])
		return isClosed && areToldAlike(shown, flows, changes) ? changes : null
	}

	return { isTied, find: (one, other, cycle) => exchangeTied(one, other, cycle) ?? exchangeAll(one, other) }
}

/** Whether every flow would be told as it is. The figures of the cycles are: tiers change within a group. */
function areToldAlike(
	{ cycles }: ShownCycles,
	flows: readonly ToldFlow[],
	changes: readonly Change[],
): boolean {
	const touched: FlowTable[] = []
	const people = new Set(changes.map(({ person }) => person))
	const countChanges = (sign: 1 | -1) => {
		for (const { then, now, tablesOf } of flows) {
			for (const person of people) {
				const tables = tablesOf(person)
				if (tables.length === 0) continue
				const [before, after] = [then, now].map((cycle) => {
					const at = cycles[cycle]
					const is = at?.figureOf(person) === undefined ? 0 : (at.tiers[person] ?? 0)
					const change = changes.find((one) => one.person === person && one.cycle === cycle)
					return { is, other: is === 0 ? 0 : (change?.tier ?? is) }
				})
				for (const table of tables) {
					table.count(before?.is ?? 0, after?.is ?? 0, -sign)
					table.count(before?.other ?? 0, after?.other ?? 0, sign)
					touched.push(table)
				}
			}
		}
	}
	countChanges(1)
	const isAlike = touched.every((table) => table.isToldAlike())
	countChanges(-1)
	for (const table of touched) table.forgetChanges()
	return isAlike
}
