import type { ToldFlow } from './find-exchange.ts'
import type { ShownFlow } from './flow-sides.ts'
import type { ShownCycles } from './shown-cycles.ts'
import { countInBoth, partsOf, roundedFamilies } from './flow-sides.ts'
import { FlowTable } from './flow-tables.ts'
import { flowStep } from './round-flow.ts'

export type Told = ToldFlow & {
	/** The family by which somebody is counted, if at all; of this snapshot, of who is in the earlier figure alone of that one. */
	readonly familyOf: (person: number) => string | undefined
	/** The families that are told of, and those of them in round numbers. */
	readonly families: ReadonlySet<string>
	readonly rounded: ReadonlySet<string>
}

/** The tables in which a flow is told, of its parts and of all families together. */
export function tellFlow({ people, cycles }: ShownCycles, flow: ShownFlow): Told {
	const [then, now] = [flow.then, flow.now].map((one) => cycles.findIndex(({ snapshot }) => snapshot === one))
	const [before, after] = [cycles[then ?? -1], cycles[now ?? -1]]
	if (then === undefined || now === undefined || !before || !after)
		throw new Error('A flow of unknown cycles.')
	const { k, columns } = flow.now.pattern
	const parts = partsOf(columns)
	const rounded = roundedFamilies(columns)
	const inBoth = countInBoth(flow.then, flow.now)
	const tableOf = (people: number) => new FlowTable(flowStep(people, k))
	const tables = new Map<string, readonly FlowTable[]>()
	const ofPart = new Map([...new Set(parts.values())].map((part) => [part, new FlowTable(null)]))
	const sum = [...parts.keys(), ...rounded].reduce((all, id) => all + (inBoth.get(id) ?? 0), 0)
	// What is told of all families together is in round numbers, if one of them is.
	const ofAll = rounded.size > 0 ? [tableOf(sum)] : []
	for (const [id, part] of parts) tables.set(id, [ofPart.get(part) ?? tableOf(0), ...ofAll])
	for (const id of rounded) tables.set(id, [tableOf(inBoth.get(id) ?? 0), ...ofAll])
	const familyOf = (person: number) => after.figureOf(person) ?? before.figureOf(person)
	const tablesOf = (person: number) => tables.get(familyOf(person) ?? '') ?? []
	for (let person = 0; person < people; person++) {
		const [from, to] = [before, after].map((one) =>
			one.figureOf(person) === undefined ? 0 : (one.tiers[person] ?? 0),
		)
		for (const table of tablesOf(person)) table.count(from ?? 0, to ?? 0, 1)
	}
	for (const list of tables.values()) for (const table of list) table.tell()
	return { then, now, tablesOf, familyOf, families: new Set(tables.keys()), rounded }
}
