import { IntegerSystem } from './integer-system.ts'
import { allHalfSteps, classesOf, keyOfValue, knownValues, scopesOf, unknownCounts } from './scopes.ts'
import type { Fact, Finding, FlowFact, PublicCycle, RoundNumbers, Solution, SolverInput } from './solver.ts'

const measure = 'tier'

/** Who is in both figures that a flow is between, and who in one alone: public, as which figures are shown. */
function partPeople({ cycles, facts }: SolverInput, { cycleIds, familyIds, figures }: FlowFact) {
	const [then, now] = cycleIds.map((id, side) => {
		const cycle = cycles.find((one) => one.id === id)
		const root = cycle?.nodes.find(({ parentId }) => parentId === null)?.id
		const told = new Set(
			facts.flatMap((fact) =>
				fact.cycleId === id && fact.nodeId === root && fact.measure === measure && !fact.personIds
					? fact.familyIds
					: [],
			),
		)
		const shown = figures?.[side] ?? told
		const people = cycle?.people.filter((person) => person.assessed && shown.has(person.familyId)) ?? []
		return new Map(people.map((person) => [person.id, person.familyId]))
	})
	const of = (
		people: Map<string, string> | undefined,
		isToo: boolean,
		others: Map<string, string> | undefined,
	) =>
		new Set(
			[...(people ?? [])].flatMap(([id, familyId]) =>
				familyIds.includes(familyId) && (others?.has(id) ?? false) === isToo ? [id] : [],
			),
		)
	return { both: of(now, true, then), joined: of(now, false, then), left: of(then, false, now) }
}

/** What a flow says of each of its cycles by itself. */
export function sidesOfFlows(input: SolverInput): Fact[] {
	const exact = (input.flows ?? []).filter(({ rounded }) => !rounded)
	return exact.flatMap((flow) => {
		const people = partPeople(input, flow)
		const side = (at: 0 | 1, name: keyof typeof people): Fact[] => {
			const counts: Record<number, number> = {}
			for (const { from, to, people: count } of flow.ways) {
				const of = from === 0 ? 'joined' : to === 0 ? 'left' : 'both'
				const value = at === 0 ? from : to
				if (of === name) counts[value] = (counts[value] ?? 0) + count
			}
			const nodeId = `flow ${name} ${flow.cycleIds.join()}`
			const of = { cycleId: flow.cycleIds[at], nodeId, familyIds: flow.familyIds, measure }
			return people[name].size === 0 ? [] : [{ ...of, personIds: people[name], figures: { counts } }]
		}
		return [...side(0, 'both'), ...side(0, 'left'), ...side(1, 'both'), ...side(1, 'joined')]
	})
}

/**
 * What follows from the figures of both cycles and the ways between them for the people of a flow: whatever they had, and, for a
 * reader who guesses right of which groups everybody kept their tier, with that.
 */
export function attackFlow(input: SolverInput, flow: FlowFact): Solution {
	const plain = solveFlow(input, flow, () => false)
	const { guess } = input
	if (!guess) return plain
	const guessed = solveFlow(input, flow, (ids) => guess(ids, flow.cycleIds))
	return {
		determined: [...plain.determined, ...guessed.determined],
		exposed: [],
		undecided: plain.undecided + guessed.undecided,
	}
}

function solveFlow(
	input: SolverInput,
	flow: FlowFact,
	isKept: (ids: readonly string[]) => boolean,
): Solution {
	const { steps = 400 } = input
	const cycles = flow.cycleIds.map((id) => input.cycles.find((cycle) => cycle.id === id))
	const [then, now] = cycles
	if (!then || !now) throw new Error('a flow of an unknown cycle')
	const known = knownValues(input)
	const { both } = partPeople(input, flow)
	const isSeen = (id: string) => [then, now].some((cycle) => known.has(keyOfValue(cycle.id, id, measure)))
	const people = new Map([...both].filter((id) => !isSeen(id)).map((id) => [id, { id }]))
	const scopes = [then, now].map((cycle) => countedScopes(input, cycle))
	const sets = scopes.flat().map(({ unknown }) => unknown.flatMap(({ id }) => people.get(id) ?? []))
	const classes = classesOf(sets)
	const system = new IntegerSystem()
	/** People of a class by both values, and by each alone. */
	const variables = classes.map(({ people: members }) => {
		const size = members.length
		const mayChange = !isKept(members.map(({ id }) => id))
		const ways = allHalfSteps.map((from) =>
			allHalfSteps.map((to) => system.variable(0, from === to || mayChange ? size : 0)),
		)
		const sums = [ways, transpose(ways)].map((rows) =>
			rows.map((row) => {
				const sum = system.variable(0, size)
				system.bound([...row.map((variable) => [variable, 1] as const), [sum, -1]], 0, 0)
				return sum
			}),
		)
		for (const side of sums) system.bound(terms(side), size, size)
		return { ways, sums }
	})
	// Everybody else of a figure, by cycle: a class of their own for each set of figures.
	const others = scopes.map((ofCycle) => othersIn(system, ofCycle, people))
	scopes.forEach((ofCycle, side) => {
		const offset = side === 0 ? 0 : (scopes[0]?.length ?? 0)
		ofCycle.forEach(({ counts }, scope) => {
			counts.forEach((count, value) => {
				const own = classes.flatMap((one, index) =>
					one.sets.includes(offset + scope) ? [variables[index]?.sums[side]?.[value] ?? -1] : [],
				)
				const more = (others[side] ?? []).flatMap((one) =>
					one.sets.includes(scope) ? [one.variables[value] ?? -1] : [],
				)
				system.bound(terms([...own, ...more]), count, count)
			})
		})
	})
	const seenWays = waysSeen(input, flow, both, isSeen)
	if (seenWays) {
		for (const [f, from] of allHalfSteps.entries()) {
			for (const [t, to] of allHalfSteps.entries()) {
				const told = flow.ways.find((way) => way.from === from && way.to === to)?.people ?? 0
				boundTold(
					variables.map(({ ways }) => ways[f]?.[t] ?? -1),
					told,
					seenWays.get(`${from} ${to}`) ?? 0,
				)
			}
		}
		for (const [sign, told] of directionsOf(flow.rounded)) {
			const goesSo = (from: number, to: number) => Math.sign(to - from) === sign
			const seen = [...seenWays].reduce((sum, [way, people]) => {
				const [from = 0, to = 0] = way.split(' ').map(Number)
				return goesSo(from, to) ? sum + people : sum
			}, 0)
			boundTold(
				variables.flatMap(({ ways }) => ways.flatMap((row, f) => row.filter((_, t) => goesSo(f, t)))),
				told,
				seen,
			)
		}
	}
	function boundTold(variables: readonly number[], told: number, seen: number): void {
		const half = (flow.rounded?.step ?? 0) / 2
		system.bound(terms(variables), Math.max(0, told - half) - seen, told + Math.max(0, half - 1) - seen)
	}
	const determined: Finding[] = []
	let undecided = 0
	if (!system.propagate()) throw new Error('a flow contradicts the figures that it is between')
	const suspects = classes.flatMap(({ people: members }, index) =>
		flow.cycleIds.flatMap((cycleId, side) =>
			allHalfSteps.flatMap((halfSteps, value) => {
				const variable = variables[index]?.sums[side]?.[value] ?? -1
				return system.high(variable) < members.length ? [] : [{ members, cycleId, halfSteps, variable }]
			}),
		),
	)
	const assuming = classes.flatMap(({ people: members }) => {
		const ids = members.map(({ id }) => id)
		return isKept(ids) ? ids : []
	})
	for (const { members, cycleId, halfSteps, variable } of suspects) {
		const answer =
			system.low(variable) === members.length ? 'no' : system.canBeAtMost(variable, members.length - 1, steps)
		if (answer === 'unknown') undecided++
		if (answer !== 'no') continue
		for (const { id: personId } of members) {
			determined.push({
				personId,
				cycleId,
				measure,
				halfSteps,
				by: 'flow',
				cycleIds: flow.cycleIds,
				assuming,
			})
		}
	}
	return { determined, exposed: [], undecided }
}

const directionsOf = (rounded: RoundNumbers | undefined) => {
	if (!rounded?.directions) return []
	const { up, same, down } = rounded.directions
	return [[1, up] as const, [0, same] as const, [-1, down] as const]
}

const terms = (variables: readonly number[]) => variables.map((variable) => [variable, 1] as const)

const transpose = (rows: readonly (readonly number[])[]) =>
	(rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? -1))

function countedScopes(input: SolverInput, cycle: PublicCycle) {
	return scopesOf(input, cycle, measure).flatMap((scope) => {
		const counts = unknownCounts(scope)
		return counts ? [{ unknown: scope.unknown, counts }] : []
	})
}

function othersIn(
	system: IntegerSystem,
	scopes: ReturnType<typeof countedScopes>,
	people: ReadonlyMap<string, unknown>,
) {
	return classesOf(scopes.map(({ unknown }) => unknown.filter(({ id }) => !people.has(id)))).map((one) => {
		const size = one.people.length
		const variables = allHalfSteps.map(() => system.variable(0, size))
		system.bound(terms(variables), size, size)
		return { ...one, variables }
	})
}

/** The ways of the people whom the reader sees in both cycles; null where somebody is seen in one of them only. */
function waysSeen(
	input: SolverInput,
	{ cycleIds }: FlowFact,
	both: ReadonlySet<string>,
	isSeen: (id: string) => boolean,
): Map<string, number> | null {
	const known = knownValues(input)
	const ways = new Map<string, number>()
	for (const id of both) {
		if (!isSeen(id)) continue
		const [from, to] = cycleIds.map((cycleId) => known.get(keyOfValue(cycleId, id, measure)))
		if (from === undefined || to === undefined) return null
		ways.set(`${from} ${to}`, (ways.get(`${from} ${to}`) ?? 0) + 1)
	}
	return ways
}
