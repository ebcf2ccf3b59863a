import type { ToldFlow } from './find-exchange.ts'
import type { ShownFlow, ShownPeople } from './flow-sides.ts'
import type { ShownCycles } from './shown-cycles.ts'
import { countInBoth, partsOf, roundedFamilies, toldFamilies } from './flow-sides.ts'
import { FlowTable } from './flow-tables.ts'
import { flowStep } from './round-flow.ts'
import { numberPeople } from './shown-cycles.ts'

export type Told = ToldFlow & {
	/** The family by which somebody is counted, if at all; of this snapshot, of who is in the earlier figure alone of that one. */
	readonly familyOf: (person: number) => string | undefined
	/** The families that are told of, and those of them in round numbers. */
	readonly families: ReadonlySet<string>
	readonly rounded: ReadonlySet<string>
}

/**
 * Some flows as they are told, and the people of every snapshot that they are set beside.
 *
 * @param earlier oldest first; a flow may be counted from one that is none of them
 */
export function* tellFlowsInSteps(
	flows: readonly ShownFlow[],
	{ earlier, now }: { earlier: readonly ShownPeople[]; now: ShownPeople },
): Generator<void, { shown: ShownCycles; told: Told[] }> {
	const older = flows.flatMap(({ then }) => (earlier.includes(then) ? [] : [then]))
	yield
	const shown = numberPeople([...new Set([...older, ...earlier, now])])
	const told: Told[] = []
	for (const flow of flows) {
		yield
		told.push(tellFlow(shown, flow))
	}
	return { shown, told }
}

/** The tables in which a flow is told, of its parts and of all families together. */
export function tellFlow({ people, cycles }: ShownCycles, flow: ShownFlow): Told {
	const cycleOf = (snapshot: ShownPeople) => {
		const position = cycles.findIndex((one) => one.snapshot === snapshot)
		const cycle = cycles[position]
		if (!cycle) throw new Error('A flow of unknown cycles.')
		return { position, cycle }
	}
	const [then, now] = [cycleOf(flow.then), cycleOf(flow.now)]
	const { k, columns } = flow.now.pattern
	const [parts, rounded, families] = [partsOf(columns), roundedFamilies(columns), toldFamilies(columns)]
	const inBoth = countInBoth(flow.then, flow.now)
	const tableOf = (ids: readonly string[]) =>
		new FlowTable(
			flowStep(
				ids.reduce((sum, id) => sum + (inBoth.get(id) ?? 0), 0),
				k,
			),
		)
	const ofPart = new Map([...parts.values()].map((part) => [part, new FlowTable(null)]))
	// What is told of all families together is in round numbers, if one of them is.
	const ofAll = rounded.size > 0 ? [tableOf(families)] : []
	const tables = new Map(
		families.map((id) => [id, [ofPart.get(parts.get(id) ?? '') ?? tableOf([id]), ...ofAll]]),
	)
	const familyOf = (person: number) => now.cycle.figureOf(person) ?? then.cycle.figureOf(person)
	const tablesOf = (person: number) => tables.get(familyOf(person) ?? '') ?? []
	for (let person = 0; person < people; person++) {
		const [from = 0, to = 0] = [then, now].map(({ cycle }) =>
			cycle.figureOf(person) === undefined ? 0 : cycle.tiers[person],
		)
		for (const table of tablesOf(person)) table.count(from, to, 1)
	}
	for (const list of tables.values()) for (const table of list) table.tell()
	return {
		...{ then: then.position, now: now.position },
		...{ tablesOf, familyOf, families: new Set(families), rounded },
	}
}
