import type { GroupPair, Overlaps } from './groups.ts'
import { certainChanges, unite } from './groups.ts'
import { IntegerSystem } from './integer-system.ts'
import { allHalfSteps, classesOf } from './scopes.ts'

export type Determined = {
	readonly people: readonly string[]
	readonly halfSteps: number
	/** Everybody in groups of both cycles. */
	readonly assuming: readonly string[]
}
export type Solved = { readonly determined: readonly Determined[]; readonly undecided: number }

/** What follows for the people of some groups if who is in both cycles kept their value; nothing where that cannot be. */
export function solveStay({ then, now }: GroupPair, steps: number): Solved {
	const determined: Determined[] = []
	let undecided = 0
	const groups = [...then, ...now]
	const peopleThen = unite(then).people
	const assuming = [...unite(now).people].filter((id) => peopleThen.has(id))
	const objects = new Map<string, { id: string }>()
	for (const { people } of groups) for (const id of people) objects.set(id, { id })
	const classes = classesOf(groups.map(({ people }) => [...people].flatMap((id) => objects.get(id) ?? [])))
	const system = new IntegerSystem()
	const variables = classes.map(({ people }) => {
		const ofValues = allHalfSteps.map(() => system.variable(0, people.length))
		system.bound(
			ofValues.map((variable) => [variable, 1]),
			people.length,
			people.length,
		)
		return ofValues
	})
	groups.forEach(({ counts }, group) => {
		counts.forEach((count, value) => {
			const terms = classes.flatMap(({ sets }, index) =>
				sets.includes(group) ? [[variables[index]?.[value] ?? 0, 1] as const] : [],
			)
			system.bound(terms, count, count)
		})
	})
	if (!system.propagate()) return { determined, undecided }
	const suspects = classes.flatMap(({ people }, index) =>
		allHalfSteps.flatMap((halfSteps, value) => {
			const variable = variables[index]?.[value] ?? 0
			return system.high(variable) < people.length ? [] : [{ people, halfSteps, variable }]
		}),
	)
	if (suspects.length === 0) return { determined, undecided }
	const isPossible = system.isSatisfiable(steps * 10)
	if (isPossible === 'unknown') undecided++
	if (isPossible !== 'yes') return { determined, undecided }
	for (const { people, halfSteps, variable } of suspects) {
		const answer = system.canBeAtMost(variable, people.length - 1, steps)
		if (answer === 'unknown') undecided++
		if (answer === 'no') determined.push({ people: people.map(({ id }) => id), halfSteps, assuming })
	}
	return { determined, undecided }
}

/** The groups of both cycles that people tie together, without those in which somebody must have changed. */
export function stayComponents({ then, now }: GroupPair, overlaps: Overlaps): GroupPair[] {
	const refuted = new Set<unknown>()
	for (const group of now) {
		for (const other of overlaps.get(group)?.keys() ?? []) {
			const isNegative = [...other.counts, ...group.counts].some((count) => count < 0)
			if (!isNegative && certainChanges(other, group) === 0) continue
			refuted.add(other)
			refuted.add(group)
		}
	}
	const open = new Set([...then, ...now].filter((group) => !refuted.has(group)))
	const components: GroupPair[] = []
	for (const start of open) {
		const members = new Set([start])
		for (const member of members) {
			for (const other of overlaps.get(member)?.keys() ?? []) if (open.has(other)) members.add(other)
		}
		for (const member of members) open.delete(member)
		const pair = {
			then: then.filter((group) => members.has(group)),
			now: now.filter((group) => members.has(group)),
		}
		if (pair.then.length > 0 && pair.now.length > 0) components.push(pair)
	}
	return components
}
