import type { Exposure, Finding, PublicCycle, Solution, SolverInput } from './solver.ts'
import type { SumRow } from './elimination.ts'
import { eliminate } from './elimination.ts'
import { IntegerSystem } from './integer-system.ts'
import { allHalfSteps, classesOf, scopesOf, unknownCounts } from './scopes.ts'

type Terms = (readonly [variable: number, weight: number])[]

/** What follows from the figures of one cycle alone: from all its cells and measures together. */
export function attackOneCycle(input: SolverInput, cycle: PublicCycle): Solution {
	const steps = input.steps ?? 400
	const scopes = scopesOf(input, cycle)
	const classes = classesOf(
		scopes.map((scope) => scope.unknown),
		(person) => person.familyId,
	)
	const measures = [...new Set(scopes.map(({ measure }) => measure))]
	const system = new IntegerSystem()

	// How many of a class have each value of a measure. People of one class cannot be told apart.
	const measuresOf = classes.map((group) => new Set(group.sets.map((scope) => scopes[scope]?.measure ?? '')))
	const variables = classes.map((group, index) => {
		const size = group.people.length
		const ofMeasures = new Map<string, number[]>()
		for (const measure of measuresOf[index] ?? []) {
			const ofValues = allHalfSteps.map(() => system.variable(0, size))
			system.bound(
				ofValues.map((variable) => [variable, 1]),
				size,
				size,
			)
			ofMeasures.set(measure, ofValues)
		}
		// Who says no to the entry question is at half-step 1 in the tier and in every answer, and nobody else is.
		const tier = ofMeasures.get('tier')
		for (const [measure, values] of ofMeasures) {
			if (measure === 'tier' || !tier) continue
			system.bound(
				[
					[tier[0] ?? 0, 1],
					[values[0] ?? 0, -1],
				],
				0,
				0,
			)
		}
		return ofMeasures
	})
	const variableOf = (group: number, measure: string, index: number) =>
		variables[group]?.get(measure)?.[index] ?? 0

	const classesIn: number[][] = scopes.map(() => [])
	classes.forEach((group, index) => {
		for (const scope of group.sets) classesIn[scope]?.push(index)
	})
	const exposed: Exposure[] = []
	for (const measure of measures) {
		const rows: SumRow[] = []
		scopes.forEach((scope, index) => {
			if (scope.measure !== measure) return
			const counts = unknownCounts(scope)
			if (counts) rows.push({ terms: new Map(classesIn[index]?.map((group) => [group, 1])), counts })
			else boundByFigures(system, scope, classesIn[index] ?? [], (group, v) => variableOf(group, measure, v))
			expose(scope.unknown.map(({ id }) => id))
		})
		for (const { terms, counts } of [...rows, ...eliminate(rows)]) {
			counts.forEach((count, value) => {
				const weighted: Terms = [...terms].map(([group, weight]) => [
					variableOf(group, measure, value),
					weight,
				])
				system.bound(weighted, count, count)
			})
			expose([...terms.keys()].flatMap((group) => classes[group]?.people.map(({ id }) => id) ?? []))
		}
		function expose(personIds: string[]) {
			if (personIds.length === 0 || personIds.length >= input.k) return
			exposed.push({ cycleIds: [cycle.id], measure, personIds })
		}
	}

	const determined: Finding[] = []
	let undecided = 0
	if (!system.propagate()) {
		throw new Error(`the figures of cycle ${cycle.id} contradict each other or the public structure`)
	}
	classes.forEach((group, index) => {
		for (const [measure, values] of variables[index] ?? []) {
			values.forEach((variable, value) => {
				const size = group.people.length
				if (system.high(variable) < size) return
				const answer = system.low(variable) === size ? 'no' : system.canBeAtMost(variable, size - 1, steps)
				if (answer === 'unknown') undecided++
				if (answer !== 'no') return
				for (const { id } of group.people) {
					determined.push({
						personId: id,
						cycleId: cycle.id,
						measure,
						halfSteps: value + 1,
						by: 'one-cycle',
						cycleIds: [cycle.id],
						assuming: [],
					})
				}
			})
		}
	})
	return { determined, exposed, undecided }
}

/** Turns n, mean, share and median into bounds on how many have each value. */
function boundByFigures(
	system: IntegerSystem,
	{ fact, known, unknown }: ReturnType<typeof scopesOf>[number],
	groups: readonly number[],
	variableOf: (group: number, value: number) => number,
): void {
	const { figures } = fact
	const n = figures.n ?? unknown.length + known.reduce((sum, count) => sum + count, 0)
	/** Bounds a weighted sum over everybody in the scope; the known people's part is taken off. */
	function bound(weightOf: (halfSteps: number) => number, from: number, to: number) {
		const taken = known.reduce((sum, count, index) => sum + count * weightOf(index + 1), 0)
		const terms: Terms = groups.flatMap((group) =>
			allHalfSteps.map((value, index) => [variableOf(group, index), weightOf(value)] as const),
		)
		// Rounding to whole people takes up the error of binary fractions.
		system.bound(terms, Math.ceil(from - taken - 1e-9), Math.floor(to - taken + 1e-9))
	}
	bound(() => 1, n, n)
	const { meanHalfSteps: mean, shareAtTierTwoOrAbove: share, medianHalfSteps: median } = figures
	if (mean) bound((value) => value, mean.from * n, mean.to * n)
	if (share) bound((value) => (value >= 4 ? 1 : 0), share.from * n, share.to * n)
	const { shareAtTierThree: top } = figures
	if (top) bound((value) => (value === 6 ? 1 : 0), top.from * n, top.to * n)
	if (median !== undefined) {
		bound((value) => (value <= median ? 1 : 0), Math.ceil(n / 2), n)
		bound((value) => (value < median ? 1 : 0), 0, Math.ceil(n / 2) - 1)
	}
}
