import { eliminate } from './elimination.ts'
import { randomFrom } from './organization.ts'
import { keyOfValue, knownValues, scopesOf } from './scopes.ts'
import type { Exposure, Fact, PublicCycle, SolverInput } from './solver.ts'

const measure = 'tier'

/**
 * Sets of fewer than k people about whom a sum follows from the figures of two cycles together with what flows say of each, any number of
 * figures at a time, and not from the figures alone: for a reader who guesses right of which people, of all who were counted alike, all
 * kept their tier. By Gaussian elimination in several orders.
 *
 * @param sides what the flows say of their cycles, as figures
 */
export function exposedByFlows(input: SolverInput, sides: readonly Fact[]): Exposure[] {
	return input.cycles.flatMap((now, index) =>
		input.cycles.slice(Math.max(0, index - 4), index).flatMap((then) => {
			const plain = new Set(smallSums(input, then, now).map(keyOf))
			return smallSums({ ...input, facts: [...input.facts, ...sides] }, then, now)
				.filter((personIds) => !plain.has(keyOf(personIds)))
				.map((personIds) => ({ cycleIds: [then.id, now.id], measure, personIds }))
		}),
	)
}

const keyOf = (personIds: readonly string[]) => personIds.join()

function smallSums(input: SolverInput, then: PublicCycle, now: PublicCycle): string[][] {
	const pair = [then, now]
	const known = knownValues(input)
	const isKept = (ids: readonly string[]) => input.guess?.(ids, [then.id, now.id]) ?? true
	const isKnown = (id: string) =>
		pair.some((cycle) => known.has(keyOfValue(cycle.id, id, measure))) && isKept([id])
	const figures = pair.flatMap((cycle, side) =>
		scopesOf(input, cycle, measure).map(({ unknown }) => ({ side, people: unknown.map(({ id }) => id) })),
	)
	/** By person the figures that count them, then and now. */
	const countedIn = new Map<string, [number[], number[]]>()
	figures.forEach(({ side, people }, figure) => {
		for (const id of people) {
			if (isKnown(id)) continue
			const found = countedIn.get(id) ?? [[], []]
			countedIn.set(id, found)
			found[side]?.push(figure)
		}
	})
	const alike = Map.groupBy(countedIn, ([, of]) => of.join(' '))
	const variables = [...alike.values()].flatMap((members) => {
		const people = members.map(([id]) => id)
		const [before = [], after = []] = members[0]?.[1] ?? []
		// Who had another tier is two people, for the sums.
		return before.length > 0 && after.length > 0 && !isKept(people)
			? [before, after].map((of) => ({ people, figures: new Set(of) }))
			: [{ people, figures: new Set([...before, ...after]) }]
	})
	const rows = figures.map((_, figure) => ({
		counts: [0],
		terms: new Map(variables.flatMap((one, index) => (one.figures.has(figure) ? [[index, 1]] : []))),
	}))
	const random = randomFrom(figures.length)
	const shuffled = () =>
		rows
			.map((row) => ({ row, at: random() }))
			.toSorted((a, b) => a.at - b.at)
			.map(({ row }) => row)
	const bySize = rows.toSorted((a, b) => a.terms.size - b.terms.size)
	const orders = [rows, bySize, bySize.toReversed(), ...Array.from({ length: 6 }, shuffled)]
	const found = new Map<string, string[]>()
	for (const { terms } of orders.flatMap(eliminate)) {
		const people = [...new Set([...terms.keys()].flatMap((index) => variables[index]?.people ?? []))]
		if (people.length > 0 && people.length < input.k) found.set(keyOf(people.toSorted()), people.toSorted())
	}
	return [...found.values()]
}
