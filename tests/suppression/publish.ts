import type { Cycle, Organization, Person } from './organization.ts'
import type { EarlierSnapshot, PatternInput } from '#app/domain/suppression/decide-pattern.ts'
import type { CountRow, Pattern, TransitionRow } from '#app/domain/suppression/pattern.ts'
import type { Fact, KnownValue, SolverInput } from './solver.ts'
import { participantStates } from '#app/domain/statistics/participant-state.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { decidePattern } from '#app/domain/suppression/decide-pattern.ts'
import { patternReader } from '#app/domain/suppression/pattern.ts'
import { questionsOf, rootId } from './organization.ts'
import { pathsUp } from './scopes.ts'

/** A suppressed reader: whom they see in a cycle, and which nodes they can reach (all by default). */
export type Reader = {
	readonly sees: (person: Person, cycle: Cycle) => boolean
	readonly reaches?: (nodeId: string, cycle: Cycle) => boolean
	readonly allowance?: number
}

export const seesNobody: Reader = { sees: () => false }

/** A member: their own results, their own team and the account. */
export function memberReader(id: string): Reader {
	return {
		sees: (person) => person.id === id,
		reaches: (nodeId, cycle) =>
			nodeId === rootId || cycle.people.some((person) => person.id === id && person.nodeId === nodeId),
	}
}

/** A manager: everybody in the subtree of a node, as it was in each cycle. */
export function managerReader(nodeId: string): Reader {
	return { sees: (person, cycle) => pathsUp(cycle).get(person.nodeId)?.has(nodeId) ?? false }
}

/** The part of a tree that a reader reaches, each node under its nearest reachable ancestor. */
export function latticeOf(cycle: Cycle, reader: Reader) {
	const parents = new Map(cycle.nodes.map(({ id, parentId }) => [id, parentId]))
	const isReached = (nodeId: string) => reader.reaches?.(nodeId, cycle) ?? true
	function reached(nodeId: string | null): string | null {
		let node = nodeId
		while (node !== null && !isReached(node)) node = parents.get(node) ?? null
		return node
	}
	const nodes = cycle.nodes
		.filter(({ id }) => isReached(id))
		.map(({ id, parentId }) => ({ id, parentId: reached(parentId) }))
	return { nodes, nearest: (nodeId: string) => reached(nodeId) ?? rootId }
}

/** Counts of whole subtrees, of the people whom `weight` counts. A cell of people who all weigh 0 gets a row of 0. */
export function countRows(
	cycle: Cycle,
	nodes: Cycle['nodes'],
	weight: (person: Person) => 0 | 1,
): CountRow[] {
	const reached = new Set(nodes.map(({ id }) => id))
	const paths = pathsUp(cycle)
	const rows = new Map<string, CountRow & { count: number }>()
	for (const person of cycle.people) {
		const { notAssessed, assessed, exempt } = participantStates
		const state = person.exempt ? exempt : person.assessed ? assessed : notAssessed
		for (const nodeId of paths.get(person.nodeId) ?? []) {
			if (!reached.has(nodeId)) continue
			for (const [measure, value] of [['state', state] as const, ...person.values]) {
				const key = `${nodeId} ${person.familyId} ${measure} ${value}`
				const row = rows.get(key)
				if (row) row.count += weight(person)
				else rows.set(key, { nodeId, familyId: person.familyId, measure, value, count: weight(person) })
			}
		}
	}
	return [...rows.values()]
}

/** Where people stood in one cycle and in another, by measure. */
export function transitionRows(
	then: { cycle: Cycle; nearest: (nodeId: string) => string },
	now: { cycle: Cycle; nearest: (nodeId: string) => string },
	isCounted: (personId: string) => boolean,
): TransitionRow[] {
	const before = new Map(then.cycle.people.map((person) => [person.id, person]))
	const after = new Map(now.cycle.people.map((person) => [person.id, person]))
	const rows: TransitionRow[] = []
	for (const id of new Set([...before.keys(), ...after.keys()])) {
		if (!isCounted(id)) continue
		const a = before.get(id)
		const b = after.get(id)
		for (const measure of new Set([...(a?.values.keys() ?? []), ...(b?.values.keys() ?? [])])) {
			const was = a?.values.get(measure)
			const is = b?.values.get(measure)
			rows.push({
				measure,
				from:
					a && was !== undefined
						? { nodeId: then.nearest(a.nodeId), familyId: a.familyId, value: was }
						: null,
				to: b && is !== undefined ? { nodeId: now.nearest(b.nodeId), familyId: b.familyId, value: is } : null,
				count: 1,
			})
		}
	}
	return rows
}

export type Published = {
	readonly cycle: Cycle
	readonly nodes: Cycle['nodes']
	readonly pattern: Pattern
	readonly input: PatternInput
}

/**
 * Publishes the cycles one after the other to a reader. `change` may bend the input of a decision: the tests leave out
 * what one rule needs in order to work, and see the solver win.
 */
export function publish(
	{ cycles }: Organization,
	reader: Reader,
	k: number,
	change: (input: PatternInput, cycle: Cycle) => PatternInput = (input) => input,
): Published[] {
	const published: Published[] = []
	const seenIn = (cycle: Cycle) =>
		new Set(cycle.people.filter((person) => reader.sees(person, cycle)).map(({ id }) => id))
	for (const cycle of cycles) {
		const seen = seenIn(cycle)
		const lattice = latticeOf(cycle, reader)
		const earlier = published.map((snapshot): EarlierSnapshot => {
			const seenThen = seenIn(snapshot.cycle)
			return {
				nodes: snapshot.nodes,
				pattern: snapshot.pattern,
				transitions: transitionRows(
					{ cycle: snapshot.cycle, nearest: latticeOf(snapshot.cycle, reader).nearest },
					{ cycle, nearest: lattice.nearest },
					(id) => !seen.has(id) && !seenThen.has(id),
				),
			}
		})
		const counts = countRows(cycle, lattice.nodes, ({ id }) => (seen.has(id) ? 0 : 1))
		const { allowance } = reader
		const input = change({ k, nodes: lattice.nodes, counts, earlier, allowance }, cycle)
		published.push({ cycle, nodes: lattice.nodes, pattern: decidePattern(input), input })
	}
	return published
}

/** The figures that the reader gets, as the adversary takes them: from what leaves `applyPattern`, and nothing else. */
export function factsOf(published: readonly Published[], familyIds: readonly string[]): Fact[] {
	return published.flatMap(({ cycle, nodes, pattern }) => {
		const rows = applyPattern({
			nodeIds: nodes.map(({ id }) => id),
			families: familyIds.map((id) => ({ id, questions: questionsOf(id) })),
			counts: countRows(cycle, nodes, () => 1),
			disclosure: { kind: 'pattern', isShown: patternReader(pattern), openNodeIds: new Set() },
		})
		return rows.flatMap(({ nodeId, families, allTier }) => {
			const facts: Fact[] = []
			const add = (familyIds: readonly string[], measure: string, distribution: readonly number[]) => {
				const counts = Object.fromEntries(distribution.map((count, index) => [index + 1, count]))
				facts.push({ cycleId: cycle.id, nodeId, familyIds, measure, figures: { counts } })
			}
			for (const { familyId, tier, questions } of families) {
				if (tier.kind === 'shown') add([familyId], 'tier', tier.summary.distribution)
				for (const [key, cell] of Object.entries(questions)) {
					if (cell.kind === 'shown') add([familyId], key, cell.summary.distribution)
				}
			}
			if (allTier.cell.kind === 'shown') add(allTier.familyIds, 'tier', allTier.cell.summary.distribution)
			return facts
		})
	})
}

/** What a reader sees of individuals. */
export function knowledgeOf({ cycles }: Organization, reader: Reader): KnownValue[] {
	return cycles.flatMap((cycle) =>
		cycle.people
			.filter((person) => reader.sees(person, cycle))
			.flatMap((person) =>
				[...person.values].map(([measure, halfSteps]) => ({
					cycleId: cycle.id,
					personId: person.id,
					measure,
					halfSteps,
				})),
			),
	)
}

/** The adversary's input: the public structure without anything secret. */
export function attackOn(
	organization: Organization,
	reader: Reader,
	k: number,
	facts: readonly Fact[],
): SolverInput {
	return {
		k,
		facts,
		knowledge: knowledgeOf(organization, reader),
		cycles: organization.cycles.map(({ id, nodes, people }) => ({
			id,
			nodes,
			people: people.map(({ id, nodeId, familyId, assessed }) => ({ id, nodeId, familyId, assessed })),
		})),
	}
}
