import type { ShownPeople } from './flow-sides.ts'
import { familiesInFigure, tierAt } from './flow-sides.ts'
import { groupsIn } from './shown-groups.ts'
import { compareKeys, keyWords, markPeople } from './standings.ts'

/** Everybody of some snapshots by one number each, with where they stand in each of them. */
export type ShownCycles = {
	readonly people: number
	readonly cycles: readonly ShownCycle[]
	/** Marks with 1 whom the reader sees in one of them. */
	readonly seen: Uint8Array
}

export type ShownCycle = {
	readonly snapshot: ShownPeople
	/** In half-steps; 0 for who has none. */
	readonly tiers: Uint8Array
	/** The shown cell in whose rest somebody with a tier is counted, by a number of its own; -1 for none. */
	readonly groups: Int32Array
	readonly cellOf: (group: number) => { readonly nodeId: string; readonly familyId: string }
	/** Id of the family in whose shown figure of the whole account somebody is counted. */
	readonly figureOf: (person: number) => string | undefined
}

export function numberPeople(snapshots: readonly ShownPeople[]): ShownCycles {
	const positions = snapshots.map(() => new Array<number>())
	const at = snapshots.map(() => 0)
	let people = 0
	for (;;) {
		let first = -1
		snapshots.forEach(({ standings }, cycle) => {
			const mine = at[cycle] ?? 0
			if (mine === standings.people) return
			const least = snapshots[first]?.standings
			if (!least || compareKeys(standings.keys, mine, least.keys, at[first] ?? 0) < 0) first = cycle
		})
		const least = snapshots[first]?.standings
		if (!least) break
		const key = least.keys.subarray((at[first] ?? 0) * keyWords, ((at[first] ?? 0) + 1) * keyWords)
		snapshots.forEach(({ standings }, cycle) => {
			const mine = at[cycle] ?? 0
			const isThere = mine < standings.people && compareKeys(standings.keys, mine, key, 0) === 0
			positions[cycle]?.push(isThere ? mine : -1)
			if (isThere) at[cycle] = mine + 1
		})
		people++
	}
	const seen = new Uint8Array(people)
	const cycles = snapshots.map((snapshot, cycle) => {
		const ofPerson = Int32Array.from(positions[cycle] ?? [])
		const marks = markPeople(
			snapshot.standings,
			snapshots.map((one) => one.seen),
		)
		ofPerson.forEach((position, person) => {
			if (position >= 0 && marks[position] === 1) seen[person] = 1
		})
		return cycleOf(snapshot, ofPerson)
	})
	return { people, cycles, seen }
}

function cycleOf(snapshot: ShownPeople, positions: Int32Array): ShownCycle {
	const { groupOf, cellOf, familyOf } = groupsIn(snapshot)
	const tiers = Uint8Array.from(positions, (position) => tierAt(snapshot, position))
	const groups = Int32Array.from(positions, (position, person) =>
		tiers[person] === 0 ? -1 : groupOf(position),
	)
	const shown = familiesInFigure(snapshot)
	return {
		...{ snapshot, tiers, groups, cellOf },
		figureOf: (person) => {
			const familyId = tiers[person] === 0 ? undefined : familyOf(positions[person] ?? -1)
			return familyId !== undefined && shown.has(familyId) ? familyId : undefined
		},
	}
}
