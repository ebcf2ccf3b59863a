import type { Lattice } from './lattice.ts'
import type { FrozenPeople, PeoplePairs } from './standings.ts'
import { buildLattice, positionOf } from './lattice.ts'
import { markPeople, pairPeople } from './standings.ts'

/** The people of a snapshot by position in the lattice and among all families. */
export type PlacedPeople = {
	readonly frozen: FrozenPeople
	readonly lattice: Lattice
	/** The direct node and the family of each person. */
	readonly nodes: Int32Array
	readonly families: Int32Array
	/** 1 for whom the reader sees. */
	readonly seen: Uint8Array
}

/** @param familyIds all families, of every snapshot that is compared */
export function placePeople(frozen: FrozenPeople, familyIds: readonly string[]): PlacedPeople {
	const { standings } = frozen
	const lattice = buildLattice(frozen.nodes)
	const size = frozen.nodes.length
	const nodeAt = Int32Array.from(frozen.nodes, ({ id }) => positionOf(lattice, id))
	const familyAt = Int32Array.from(frozen.families, ({ id }) => familyIds.indexOf(id))
	const nodes = new Int32Array(standings.people)
	const families = new Int32Array(standings.people)
	for (let person = 0; person < standings.people; person++) {
		const cell = standings.cells[person] ?? -1
		const family = familyAt[Math.floor(cell / size)] ?? -1
		if (cell < 0 || family < 0) throw new RangeError(`cell ${cell} is of no family or node`)
		nodes[person] = nodeAt[cell % size] ?? 0
		families[person] = family
	}
	return { frozen, lattice, nodes, families, seen: markPeople(standings, [frozen.seen]) }
}

/** What a measure is about: the tier of everybody, or the answers of one family to a question. */
export type Scope = { readonly measure: string; readonly family: Family | null }
/** A family and its position among all. */
export type Family = { readonly id: string; readonly index: number }

/**
 * The people of a snapshot as a measure sees them. Its cells are numbered `family * nodes + node` among all families, and
 * by node alone where it is about one.
 */
export type Measured = {
	readonly placed: PlacedPeople
	/** How many cells there are. */
	readonly cells: number
	/** Which of a person's values it is; -1 where the snapshot has none. */
	readonly place: number
	/** Position of the one family that it is about; -1 for all. */
	readonly family: number
}

export function measurePeople(
	placed: PlacedPeople,
	{ measure, family }: Scope,
	familyIds: readonly string[],
): Measured {
	const size = placed.lattice.ids.length
	if (!family) return { placed, cells: familyIds.length * size, place: 0, family: -1 }
	const questions = placed.frozen.families.find(({ id }) => id === family.id)?.questions ?? []
	const question = questions.indexOf(measure)
	return { placed, cells: size, place: question < 0 ? -1 : 1 + question, family: family.index }
}

/** Somebody's value in half-steps; 0 for none. */
export function valueOf({ placed, place, family }: Measured, person: number): number {
	if (place < 0 || (family >= 0 && placed.families[person] !== family)) return 0
	const { values, width } = placed.frozen.standings
	return values[person * width + place] ?? 0
}

/** The direct cell of somebody who has a value. */
export function cellOf({ placed, family }: Measured, person: number): number {
	const node = placed.nodes[person] ?? 0
	return family >= 0 ? node : (placed.families[person] ?? 0) * placed.lattice.ids.length + node
}

/** The people of two snapshots, and of each family those who belong to it in either. */
export type Comparison = {
	readonly then: PlacedPeople
	readonly all: PeoplePairs
	readonly ofFamily: readonly PeoplePairs[]
}

export function comparePeople(then: PlacedPeople, now: PlacedPeople, families: number): Comparison {
	const all = pairPeople(then.frozen, now.frozen)
	const sizes = new Int32Array(families)
	const ofBoth = (pair: number, visit: (family: number) => void) => {
		const before = then.families[all.then[pair] ?? -1] ?? -1
		const after = now.families[all.now[pair] ?? -1] ?? -1
		if (before >= 0) visit(before)
		if (after >= 0 && after !== before) visit(after)
	}
	for (let pair = 0; pair < all.then.length; pair++) {
		ofBoth(pair, (family) => (sizes[family] = (sizes[family] ?? 0) + 1))
	}
	const ofFamily = Array.from(sizes, (size) => ({ then: new Int32Array(size), now: new Int32Array(size) }))
	const filled = new Int32Array(families)
	for (let pair = 0; pair < all.then.length; pair++) {
		ofBoth(pair, (family) => {
			const list = ofFamily[family]
			const at = filled[family] ?? 0
			filled[family] = at + 1
			if (!list) return
			list.then[at] = all.then[pair] ?? -1
			list.now[at] = all.now[pair] ?? -1
		})
	}
	return { then, all, ofFamily }
}
