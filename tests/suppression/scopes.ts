import type { Fact, PublicCycle, PublicPerson, SolverInput } from './solver.ts'

export const allHalfSteps = [1, 2, 3, 4, 5, 6] as const

/** What the figures of one cell, or of several taken together, are about: people, some of whom the reader knows. */
export type Scope = {
	readonly measure: string
	readonly unknown: readonly PublicPerson[]
	/** People by half-steps whom the reader knows, at index halfSteps - 1. */
	readonly known: readonly number[]
	readonly fact: Fact
}

export function keyOfValue(cycleId: string, personId: string, measure: string): string {
	return `${cycleId} ${personId} ${measure}`
}

export function knownValues(input: SolverInput): ReadonlyMap<string, number> {
	return new Map(
		input.knowledge.map((known) => [
			keyOfValue(known.cycleId, known.personId, known.measure),
			known.halfSteps,
		]),
	)
}

/** The ids of a node and of all nodes above it. */
export function pathsUp(cycle: PublicCycle): ReadonlyMap<string, ReadonlySet<string>> {
	const parents = new Map(cycle.nodes.map(({ id, parentId }) => [id, parentId]))
	return new Map(
		cycle.nodes.map(({ id }) => {
			const path = new Set<string>()
			for (let node: string | null | undefined = id; node != null; node = parents.get(node)) path.add(node)
			return [id, path]
		}),
	)
}

/** The facts of a cycle, of one measure or all, with the people whom they are about. */
export function scopesOf(input: SolverInput, cycle: PublicCycle, measure?: string): Scope[] {
	const paths = pathsUp(cycle)
	const known = knownValues(input)
	const assessed = cycle.people.filter((person) => person.assessed)
	return input.facts
		.filter((fact) => fact.cycleId === cycle.id && (measure === undefined || fact.measure === measure))
		.map((fact) => {
			const unknown: PublicPerson[] = []
			const knownCounts = allHalfSteps.map(() => 0)
			for (const person of assessed) {
				if (!isAbout(fact, person, paths)) continue
				const value = known.get(keyOfValue(cycle.id, person.id, fact.measure))
				if (value === undefined) unknown.push(person)
				else knownCounts[value - 1] = (knownCounts[value - 1] ?? 0) + 1
			}
			return { measure: fact.measure, unknown, known: knownCounts, fact }
		})
}

function isAbout(
	{ familyIds, nodeId, personIds }: Fact,
	person: PublicPerson,
	paths: ReturnType<typeof pathsUp>,
): boolean {
	if (personIds) return personIds.has(person.id)
	return familyIds.includes(person.familyId) && (paths.get(person.nodeId)?.has(nodeId) ?? false)
}

/** The distribution of the unknown people of a scope, at index halfSteps - 1; null where it was not given. */
export function unknownCounts(scope: Scope): number[] | null {
	const { counts } = scope.fact.figures
	if (!counts) return null
	return allHalfSteps.map((value, index) => (counts[value] ?? 0) - (scope.known[index] ?? 0))
}

/** People who are in exactly the same of several sets. */
export function classesOf<Person extends { readonly id: string }>(
	sets: readonly (readonly Person[])[],
	trait: (person: Person) => string = () => '',
): { people: Person[]; sets: number[] }[] {
	const setsOf = new Map<Person, number[]>()
	sets.forEach((people, index) => {
		for (const person of people) {
			const list = setsOf.get(person)
			if (list) list.push(index)
			else setsOf.set(person, [index])
		}
	})
	const classes = new Map<string, { people: Person[]; sets: number[] }>()
	for (const [person, list] of setsOf) {
		const key = `${list.join(',')} ${trait(person)}`
		const found = classes.get(key)
		if (found) found.people.push(person)
		else classes.set(key, { people: [person], sets: list })
	}
	return [...classes.values()]
}
