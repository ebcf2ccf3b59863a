import type { ReadRow } from './read-rows.ts'
import type { Refusals } from './refusals.ts'
import { nameRows } from './refusals.ts'
import type { KnownPerson } from './resolve-managers.ts'
import { managerFinder } from './resolve-managers.ts'
import type { CurrentMember, Ref } from './roster-plan.ts'

type Input = {
	rows: readonly ReadRow[]
	people: readonly KnownPerson[]
	matched: ReadonlyMap<number, CurrentMember>
	members: readonly CurrentMember[]
	/** Rows about people who have left: whom they reported to does not matter any more. */
	hasLeft: (row: ReadRow) => boolean
	header: (by: NonNullable<ReadRow['manager']>['by']) => string | null
	refusals: Refusals
	/** Refuses what follows from other refusals; true when it refused a row. */
	refuseFurther: () => boolean
}

/**
 * Finds the manager of each row and refuses rows until what is left has no loop and no manager who is refused: a refused row
 * leaves its member as it was, which may close a loop in turn.
 *
 * @returns the manager by row: null for nobody, undefined where the file says nothing
 */
export function settleReportingLine(input: Input): Map<number, Ref | null | undefined> {
	const { rows, refusals } = input
	const managers = findManagers(input)
	const result = () =>
		new Map(
			[...managers].map(([row, manager]): [number, Ref | null | undefined] => [
				row,
				manager === null ? null : manager?.ref,
			]),
		)
	for (;;) {
		const before = refusals.size
		input.refuseFurther()
		refuseBelowRefused(rows, managers, input)
		refuseLoops(result(), input)
		if (refusals.size === before) return result()
	}
}

function findManagers({
	rows,
	people,
	hasLeft,
	header,
	refusals,
}: Input): Map<number, KnownPerson | null | undefined> {
	const find = managerFinder(people)
	const managers = new Map<number, KnownPerson | null | undefined>()
	for (const row of rows) {
		if (hasLeft(row) || row.manager === undefined) continue
		if (row.manager === null) {
			managers.set(row.row, null)
			continue
		}
		const found = find(row.manager)
		if (!found.ok) refusals.add(row.row, header(row.manager.by), found.message)
		else managers.set(row.row, found.person)
	}
	return managers
}

/** A new person whose row is refused is nobody's manager. */
function refuseBelowRefused(
	rows: readonly ReadRow[],
	managers: ReadonlyMap<number, KnownPerson | null | undefined>,
	{ matched, header, refusals }: Input,
): void {
	for (const { row, manager } of rows) {
		const person = managers.get(row)
		if (!manager || !person || person.row === null || refusals.has(row)) continue
		if (matched.has(person.row) || !refusals.has(person.row)) continue
		refusals.add(
			row,
			header(manager.by),
			`Reports to ${person.name}, who is new and whose row ${person.row} is refused.`,
		)
	}
}

function refuseLoops(
	managers: ReadonlyMap<number, Ref | null | undefined>,
	{ rows, people, matched, members, header, refusals }: Input,
): void {
	// As it stands in Contour the line has no loop.
	const isAsItWas = rows.every(({ row }) => {
		const manager = managers.get(row)
		return manager === undefined || manager === matched.get(row)?.managerRef
	})
	if (isAsItWas) return
	const above = new Map<Ref, Ref | null>(members.map(({ id, managerRef }) => [id, managerRef]))
	const rowOf = new Map<Ref, ReadRow>()
	const person = new Map(people.map((known) => [known.ref, known]))
	const refByRow = new Map(people.flatMap(({ ref, row }) => (row === null ? [] : [[row, ref]])))
	for (const row of rows) {
		const ref = refByRow.get(row.row)
		const manager = managers.get(row.row)
		if (ref === undefined || refusals.has(row.row) || manager === undefined) continue
		above.set(ref, manager)
		rowOf.set(ref, row)
	}
	for (const loop of findLoops(above)) {
		const inFile = loop.flatMap((ref) => rowOf.get(ref) ?? [])
		const numbers = inFile.map(({ row }) => row)
		const outside = loop.filter((ref) => !rowOf.has(ref)).map((ref) => person.get(ref)?.name ?? '')
		for (const { row, manager } of inFile) {
			const others = numbers.filter((number) => number !== row)
			const with_ = [...(others.length > 0 ? [nameRows(others)] : []), ...outside]
			const message =
				loop.length === 1
					? 'Reports to themselves: leave the manager empty for who reports to nobody.'
					: `The reporting line runs in a circle with ${with_.join(' and ')}.`
			refusals.add(row, manager ? header(manager.by) : null, message)
		}
	}
}

/** Every loop of a line in which each has one above at most. */
export function findLoops(above: ReadonlyMap<Ref, Ref | null>): Ref[][] {
	const seen = new Map<Ref, number>()
	const loops: Ref[][] = []
	let walk = 0
	for (const start of above.keys()) {
		walk += 1
		const path: Ref[] = []
		let at: Ref | null | undefined = start
		while (at && !seen.has(at)) {
			seen.set(at, walk)
			path.push(at)
			at = above.get(at)
		}
		if (at && seen.get(at) === walk) loops.push(path.slice(path.indexOf(at)))
	}
	return loops
}
