import type { Cycle, Organization, Person } from './organization.ts'
import type { PatternInput } from '#app/domain/suppression/decide-pattern.ts'
import type { CountRow, Pattern } from '#app/domain/suppression/pattern.ts'
import type { FrozenPeople } from '#app/domain/suppression/standings.ts'
import type { FlowInput } from '#app/domain/suppression/decide-flow.ts'
import type { ShownFlow, ShownPeople } from '#app/domain/suppression/flow-sides.ts'
import type { Fact, FlowFact, Guess, KnownValue, SolverInput } from './solver.ts'
import { participantStates } from '#app/domain/statistics/participant-state.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { countShownFlow } from '#app/domain/suppression/count-shown-flow.ts'
import { decideBesideFlowsInSteps } from '#app/domain/suppression/decide-beside-flows.ts'
import { decideShownFlowInSteps } from '#app/domain/suppression/decide-shown-flow.ts'
import { decideInSteps, takeSteps } from '#app/domain/suppression/decide-pattern.ts'
import { decideReaderInSteps } from '#app/domain/suppression/decide-reader-pattern.ts'
import { familiesInFigure, isOfFlow, sidesOfFlows, toldFamilies } from '#app/domain/suppression/flow-sides.ts'
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

type FlowDecision = (input: FlowInput) => Pattern['columns']
const decideFlow: FlowDecision = (input) => takeSteps(decideShownFlowInSteps(input))

/**
 * Publishes the cycles one after the other. `change` may bend the input of a decision: the tests leave out what one rule
 * needs in order to work, and see the solver win. So may `flowOf` do with the flow.
 */
export function publish(
	{ cycles, familyIds }: Organization,
	k: number,
	change: (input: PatternInput) => PatternInput = (input) => input,
	flowOf = decideFlow,
): Published[] {
	const published: Published[] = []
	for (const cycle of cycles) {
		const snapshot = frozenPeople(cycle, familyIds)
		const earlier = shownOf(published)
		const flows = flowsOf(earlier)
		const sides = sidesOfFlows(flows)
		const input = change({ k, snapshot, earlier: [...earlier, ...sides], allowance: 1 })
		const pattern = takeSteps(
			decideBesideFlowsInSteps((within) => decideInSteps({ ...input, ...(within && { within }) }), {
				...{ snapshot, earlier, flows },
			}),
		)
		const comparison = earlier.at(-1)
		const flow = comparison
			? flowOf({ k, snapshot: { ...snapshot, pattern }, comparison, earlier, flows })
			: []
		published.push({ cycle, snapshot, pattern: { k, columns: [...pattern.columns, ...flow] } })
	}
	return published
}

const shownOf = (published: readonly Published[]): ShownPeople[] =>
	published.map(({ snapshot, pattern }) => ({ ...snapshot, pattern }))

const flowsOf = (shown: readonly ShownPeople[]): ShownFlow[] =>
	shown.flatMap((now, index) => {
		const then = shown[index - 1]
		return then && now.pattern.columns.some(isOfFlow) ? [{ then, now }] : []
	})

/** The same as a reader reads it: through the stored patterns, or, who sees others, through their own. */
export function readBy(published: readonly Published[], reader: Reader): Published[] {
	const snapshots = published.map(({ cycle, snapshot, pattern }) => {
		const seen = cycle.people.filter((person) => reader.sees(person, cycle))
		return { ...snapshot, stored: pattern, pattern, seen: keysOf(seen), sees: seen.length }
	})
	const sees = snapshots.some((one) => one.sees > 0)
	return published.map((one, index) => {
		const snapshot = snapshots[index]
		if (!snapshot || !sees) return one
		const earlier = snapshots.slice(0, index)
		const flows = flowsOf(earlier)
		const sides = sidesOfFlows(flows)
		const columns =
			snapshot.sees < 2
				? one.pattern.columns.filter((column) => !isOfFlow(column))
				: takeSteps(
						decideBesideFlowsInSteps(
							(within) =>
								decideReaderInSteps(
									{ ...snapshot, stored: within ?? snapshot.stored },
									earlier,
									undefined,
									sides,
								),
							{ snapshot, earlier, flows },
						),
					).columns
		const within = snapshot.stored.columns.filter(isOfFlow)
		const comparison = earlier.at(-1)
		const flow =
			comparison && within.length > 0
				? decideFlow({ k: snapshot.stored.k, snapshot, comparison, earlier, flows, within })
				: []
		return { ...one, pattern: { k: one.pattern.k, columns: [...columns, ...flow] } }
	})
}

/** The flows that the reader gets, of all families together and of each by itself; the account has to be shown on both sides. */
export function flowFactsOf(
	stored: readonly Published[],
	read: readonly Published[],
	familyIds: readonly string[],
): FlowFact[] {
	return read.flatMap(({ cycle, pattern }, index): FlowFact[] => {
		const [then, now] = [stored[index - 1], stored[index]]
		const before = read[index - 1]
		if (!then || !now || !before) return []
		const shown = [before, { cycle, pattern }].map((one) => familiesInFigure({ ...now.snapshot, ...one }))
		const columns = [
			...now.pattern.columns.filter((column) => !isOfFlow(column)),
			...pattern.columns.filter(isOfFlow),
		]
		const inFlow = toldFamilies(columns)
		const all = shown.map((families) => inFlow.filter((id) => families.has(id)).length)
		const inFigures = [then, now].map((one) => familiesInFigure({ ...one.snapshot, pattern: one.pattern }))
		if (all.some((count, side) => count < inFlow.filter((id) => inFigures[side]?.has(id)).length)) return []
		const snapshotThen = { ...then.snapshot, pattern: then.pattern }
		const snapshotNow = { ...now.snapshot, pattern: { k: pattern.k, columns } }
		const storedInFlow = toldFamilies(now.pattern.columns)
		// Of all together nobody is told another sum than the stored one.
		const sums = inFlow.length === storedInFlow.length ? [undefined] : []
		return [...sums, ...familyIds].flatMap((familyId) => {
			const told = countShownFlow({ then: snapshotThen, now: snapshotNow }, familyId)
			if (!told || told.ways.length === 0) return []
			const cycleIds = [then.cycle.id, cycle.id] as const
			const { ways } = told
			const rounded = told.step === null ? {} : { rounded: { step: told.step, directions: told } }
			const figures = [familiesInFigure(snapshotThen), familiesInFigure(snapshotNow)] as const
			return [
				{ cycleIds, familyIds: familyId === undefined ? inFlow : [familyId], figures, ways, ...rounded },
			]
		})
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

function rightGuess({ cycles }: Organization): Guess {
	const tiers = new Map(
		cycles.flatMap(({ id, people }) =>
			people.map((person) => [`${id} ${person.id}`, person.values.get('tier')] as const),
		),
	)
	return (ids, [then, now]) => ids.every((id) => tiers.get(`${then} ${id}`) === tiers.get(`${now} ${id}`))
}

/** The adversary's input: the public structure without anything secret. */
export function attackOn(
	organization: Organization,
	reader: Reader,
	k: number,
	facts: readonly Fact[],
	flows: readonly FlowFact[] = [],
): SolverInput {
	return {
		...{ k, facts, flows, guess: rightGuess(organization) },
		knowledge: knowledgeOf(organization, reader),
		cycles: organization.cycles.map(({ id, nodes, people }) => ({
			id,
			nodes,
			people: people.map(({ id, nodeId, familyId, assessed }) => ({ id, nodeId, familyId, assessed })),
		})),
	}
}
