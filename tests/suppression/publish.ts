import type { Cycle, Organization, Person } from './organization.ts'
import type { PatternInput } from '#app/domain/suppression/decide-pattern.ts'
import type { CountRow, Pattern } from '#app/domain/suppression/pattern.ts'
import type { FrozenPeople } from '#app/domain/suppression/standings.ts'
import type { Fact, KnownValue, SolverInput } from './solver.ts'
import { participantStates } from '#app/domain/statistics/participant-state.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { decidePattern, takeSteps } from '#app/domain/suppression/decide-pattern.ts'
import { decideReaderInSteps } from '#app/domain/suppression/decide-reader-pattern.ts'
import { patternReader } from '#app/domain/suppression/pattern.ts'
import { questionsOf, rootId } from './organization.ts'
import { pathsUp } from './scopes.ts'

/** A suppressed reader: whom they see in a cycle, and which nodes they can reach (all by default). */
export type Reader = {
	readonly sees: (person: Person, cycle: Cycle) => boolean
	readonly reaches?: (nodeId: string, cycle: Cycle) => boolean
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

/** Counts of whole subtrees. */
export function countRows(cycle: Cycle): CountRow[] {
	const paths = pathsUp(cycle)
	const rows = new Map<string, CountRow & { count: number }>()
	for (const person of cycle.people) {
		const { notAssessed, assessed, exempt } = participantStates
		const state = person.exempt ? exempt : person.assessed ? assessed : notAssessed
		for (const nodeId of paths.get(person.nodeId) ?? []) {
			for (const [measure, value] of [['state', state] as const, ...person.values]) {
				const key = `${nodeId} ${person.familyId} ${measure} ${value}`
				const row = rows.get(key)
				if (row) row.count++
				else rows.set(key, { nodeId, familyId: person.familyId, measure, value, count: 1 })
			}
		}
	}
	return [...rows.values()]
}

export function keysOf(people: readonly Person[]): Uint32Array {
	return Uint32Array.from(people.flatMap(({ id }) => [0, 0, 0, Number(id.replace('person-', ''))]))
}

/** What the product freezes of a cycle. */
export function frozenPeople({ nodes, people: all }: Cycle, familyIds: readonly string[]): FrozenPeople {
	const nodeAt = new Map(nodes.map(({ id }, index) => [id, index]))
	const people = all.filter(({ exempt }) => !exempt).sort((a, b) => (a.id < b.id ? -1 : 1))
	return {
		nodes,
		families: familyIds.map((id) => ({ id, questions: questionsOf(id) })),
		standings: {
			people: people.length,
			keys: keysOf(people),
			cells: Int32Array.from(
				people,
				({ familyId, nodeId }) => familyIds.indexOf(familyId) * nodes.length + (nodeAt.get(nodeId) ?? 0),
			),
			values: Uint8Array.from(
				people.flatMap(({ familyId, values }) =>
					['tier', ...questionsOf(familyId)].map((measure) => values.get(measure) ?? 0),
				),
			),
			width: 1 + questionsOf('').length,
		},
	}
}

export type Published = {
	readonly cycle: Cycle
	readonly snapshot: FrozenPeople
	/** What readers who see nobody but themselves are shown, or, after `readBy`, that reader. */
	readonly pattern: Pattern
}

/**
 * Publishes the cycles one after the other. `change` may bend the input of a decision: the tests leave out what one rule
 * needs in order to work, and see the solver win.
 */
export function publish(
	{ cycles, familyIds }: Organization,
	k: number,
	change: (input: PatternInput) => PatternInput = (input) => input,
): Published[] {
	const published: Published[] = []
	for (const cycle of cycles) {
		const snapshot = frozenPeople(cycle, familyIds)
		const earlier = published.map((before) => ({ ...before.snapshot, pattern: before.pattern }))
		const pattern = decidePattern(change({ k, snapshot, earlier, allowance: 1 }))
		published.push({ cycle, snapshot, pattern })
	}
	return published
}

/** The same as a reader reads it: through the stored patterns, or, who sees others, through their own. */
export function readBy(published: readonly Published[], reader: Reader): Published[] {
	const snapshots = published.map(({ cycle, snapshot, pattern }) => {
		const seen = cycle.people.filter((person) => reader.sees(person, cycle))
		return { ...snapshot, stored: pattern, seen: keysOf(seen), sees: seen.length }
	})
	return published.map((one, index) => {
		const snapshot = snapshots[index]
		return !snapshot || snapshot.sees < 2
			? one
			: { ...one, pattern: takeSteps(decideReaderInSteps(snapshot, snapshots.slice(0, index))) }
	})
}

/** The figures that the reader gets, as the adversary takes them: from what leaves `applyPattern`, and nothing else. */
export function factsOf(
	published: readonly Published[],
	familyIds: readonly string[],
	{ reaches = () => true }: Reader = seesNobody,
): Fact[] {
	return published.flatMap(({ cycle, pattern }) => {
		const rows = applyPattern({
			nodeIds: cycle.nodes.flatMap(({ id }) => (reaches(id, cycle) ? [id] : [])),
			families: familyIds.map((id) => ({ id, questions: questionsOf(id) })),
			counts: countRows(cycle),
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
