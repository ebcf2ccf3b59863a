import { describe, expect, test } from 'vitest'
import { applyMetricPattern, type MetricRow } from '#app/domain/suppression/apply-metric-pattern.ts'
import { decidePattern, takeSteps } from '#app/domain/suppression/decide-pattern.ts'
import { decideReaderInSteps } from '#app/domain/suppression/decide-reader-pattern.ts'
import { patternReader, type Pattern } from '#app/domain/suppression/pattern.ts'
import {
	otherValues,
	withValuesOf,
	type FrozenPeople,
	type Standings,
} from '#app/domain/suppression/standings.ts'
import { k, organizationOf, readersOf } from './attack.ts'
import type { Cycle, Organization, Person } from './organization.ts'
import { randomFrom } from './organization.ts'
import type { Reader } from './publish.ts'
import { keysOf } from './publish.ts'
import { pathsUp } from './scopes.ts'
import { rankOfSums, winsOfSums, type SumFact } from './sum-attack.ts'

const seeds = Array.from({ length: 30 }, (_, index) => index + 1)

/** A cycle with what people are measured to have; not everybody is. */
type Measured = {
	cycle: Cycle
	people: Person[]
	/** Class of the value by person, as the product takes it. */
	classes: ReadonlyMap<string, number>
	amounts: ReadonlyMap<string, number>
	/** In which cycle somebody got the value that they have. */
	since: ReadonlyMap<string, string>
	frozen: FrozenPeople
}

type Value = { class: number; amount: number; since: string }

function measure({ seed, cycles, familyIds }: Organization): Measured[] {
	const random = randomFrom(seed + 4711)
	const zeros = random() * 0.5
	const moving = [0, 0.1, 0.3, 0.8][Math.floor(random() * 4)] ?? 0
	const values = new Map<string, Value>()
	return cycles.map((cycle) => {
		const people = cycle.people
			.filter(({ exempt }) => !exempt && random() < 0.95)
			.sort((a, b) => (a.id < b.id ? -1 : 1))
		for (const { id } of people) {
			if (values.has(id) && random() >= moving) continue
			const isNothing = random() < zeros
			// Most are of one size, and a few are many times that.
			const amount = random() < 0.05 ? 5 + 20 * random() : 0.5 + random()
			values.set(id, {
				class: isNothing ? 1 : 2 + Math.floor(random() * 3),
				...{ amount: isNothing ? 0 : amount, since: cycle.id },
			})
		}
		const of = <Part>(pick: (value: Value) => Part) =>
			new Map(
				people.flatMap(({ id }) => [values.get(id) ?? []].flat().map((one) => [id, pick(one)] as const)),
			)
		const classes = of((value) => value.class)
		const amounts = of(({ amount }) => amount)
		const since = of((value) => value.since)
		const nodeAt = new Map(cycle.nodes.map(({ id }, index) => [id, index]))
		const frozen = {
			nodes: cycle.nodes,
			families: familyIds.map((id) => ({ id, questions: [] })),
			standings: {
				people: people.length,
				keys: keysOf(people),
				cells: Int32Array.from(
					people,
					({ familyId, nodeId }) =>
						familyIds.indexOf(familyId) * cycle.nodes.length + (nodeAt.get(nodeId) ?? 0),
				),
				values: Uint8Array.from(people, ({ id }) => classes.get(id) ?? 0),
				width: 1,
			},
			amounts: Float64Array.from(people, ({ id }) => amounts.get(id) ?? 0),
		}
		return { cycle, people, classes, amounts, since, frozen }
	})
}

type Published = Measured & { pattern: Pattern }

/** An earlier cycle beside a later one: whoever is in both has the value of now, or is known to have had another one. */
function beside({ frozen, people, since }: Measured, now: Measured): Standings {
	const values = frozen.standings.values.slice()
	people.forEach(({ id }, index) => {
		const sinceNow = now.since.get(id)
		if (sinceNow !== undefined && sinceNow !== since.get(id)) values[index] = otherValues[index % 2] ?? 0
	})
	return withValuesOf({ ...frozen.standings, values }, now.frozen.standings)
}

/** As publication does it. */
function publish(measured: readonly Measured[], withEarlier = true): Published[] {
	const published: Published[] = []
	for (const one of measured) {
		const earlier = withEarlier
			? published.map((before) => ({
					...before.frozen,
					standings: beside(before, one),
					pattern: before.pattern,
				}))
			: []
		published.push({ ...one, pattern: decidePattern({ k, snapshot: one.frozen, earlier, allowance: 1 }) })
	}
	return published
}

/** The same as a reader reads it who sees some of the people. */
function readBy(published: readonly Published[], reader: Reader): Published[] {
	const snapshots = published.map((one) => {
		const seen = one.cycle.people.filter((person) => reader.sees(person, one.cycle))
		return { ...one.frozen, stored: one.pattern, seen: keysOf(seen), sees: seen.length }
	})
	return published.map((one, index) => {
		const snapshot = snapshots[index]
		if (!snapshot || snapshot.sees < 2) return one
		const steps = decideReaderInSteps(snapshot, snapshots.slice(0, index), (before) => {
			const earlier = published[snapshots.findIndex((snapshot) => snapshot === before)]
			return earlier ? { ...before, standings: beside(earlier, one) } : before
		})
		return { ...one, pattern: takeSteps(steps) }
	})
}

const parts = {
	...{ observations: 1, unweighted: 0, positive: 1, coversCycle: false, subjects: 1 },
	...{ sum: 1, weightSum: 1, weightedSum: 1, lastSum: 1 },
}

type Cell = { nodeId: string; familyIds: readonly string[]; people: string[] }

/** Every cell of a cycle that has people, with who is in it, and those of them that leave `applyMetricPattern`. */
function cellsOf({ cycle, people, pattern }: Published, familyIds: readonly string[], reader: Reader) {
	const paths = pathsUp(cycle)
	const all: Cell[] = cycle.nodes.flatMap(({ id: nodeId }) =>
		familyIds.map((familyId) => ({
			nodeId,
			familyIds: [familyId],
			people: people
				.filter((one) => one.familyId === familyId && paths.get(one.nodeId)?.has(nodeId))
				.map(({ id }) => id),
		})),
	)
	const peopled = all.filter((cell) => cell.people.length > 0)
	const rows = peopled.map(({ nodeId, familyIds: [familyId = null] }): MetricRow => ({
		...{ nodeId, familyId, source: 'people', isShown: false, parts },
	}))
	const nodeIds = cycle.nodes.flatMap(({ id }) => (reader.reaches?.(id, cycle) === false ? [] : [id]))
	const applied = applyMetricPattern({
		...{ nodeIds, familyIds, rows, readableNodeIds: null, readsTeams: () => true, hasPeople: () => true },
		disclosure: { kind: 'pattern', isShown: patternReader(pattern), openNodeIds: new Set() },
	})
	const shown = applied.flatMap(({ nodeId, families, allFamilies }) => [
		...families.flatMap(({ familyId, cell }) => (cell.kind === 'shown' ? [{ nodeId, ids: [familyId] }] : [])),
		...(allFamilies.cell.kind === 'shown' ? [{ nodeId, ids: allFamilies.familyIds }] : []),
	])
	const peopleIn = (nodeId: string, ids: readonly string[]) =>
		peopled.filter((cell) => cell.nodeId === nodeId && ids.includes(cell.familyIds[0] ?? ''))
	return {
		shown: shown.map(({ nodeId, ids }) => new Set(peopleIn(nodeId, ids).flatMap((cell) => cell.people))),
		hidden: peopled.filter((cell) =>
			shown.every(({ nodeId, ids }) => nodeId !== cell.nodeId || !ids.includes(cell.familyIds[0] ?? '')),
		),
	}
}

/**
 * What the adversary wins from each cycle, and from each two together: it is right about who has the same value in both, and
 * learns about those who joined or left.
 */
function attack(published: readonly Published[], familyIds: readonly string[], reader: Reader): string[][] {
	const known = published.map(({ cycle }) =>
		cycle.people.filter((person) => reader.sees(person, cycle)).map(({ id }) => id),
	)
	const factsOf = (one: Published, seen: ReadonlySet<string>, nameOf: (id: string) => string): SumFact[] =>
		cellsOf(one, familyIds, reader).shown.map((people) => ({
			people: new Set([...people].filter((id) => !seen.has(id)).map(nameOf)),
		}))
	return published.flatMap((one, index) => {
		const alone = new Set(known[index])
		const single = winsOfSums(
			factsOf(one, alone, (id) => id),
			{ k, traitOf: (id) => one.classes.get(id), amountOf: (id) => one.amounts.get(id) ?? 0 },
		)
		const pairs = published.slice(0, index).flatMap((before, earlier) => {
			const seen = new Set([...alone, ...(known[earlier] ?? [])])
			const facts = [before, one].flatMap((cycle) =>
				factsOf(cycle, seen, (id) => `${id} ${cycle.since.get(id)}`),
			)
			const isInBoth = (id: string) => before.since.has(id) && one.since.has(id)
			const personOf = (name: string) => name.split(' ')[0] ?? ''
			// That somebody of an unchanged group moved is no win: nobody outside knows that the others did not.
			return winsOfSums(facts, { k, personOf }).filter(
				(names) => !names.every((name) => isInBoth(personOf(name))),
			)
		})
		return [...single, ...pairs]
	})
}

describe('no sum of what is shown of a metric is about few people, or about people who are alike', () => {
	test.each(seeds)('organization %i', (seed) => {
		const organization = organizationOf(seed)
		const { familyIds } = organization
		const published = publish(measure(organization))
		const { manager, ...others } = readersOf(organization)
		for (const [name, reader] of Object.entries(others)) {
			expect(attack(readBy(published, reader), familyIds, reader), name).toEqual([])
		}
		// Whom a manager comes to see later was among the unseen before, so each cycle by itself.
		for (const one of manager ? readBy(published, manager) : []) {
			expect(attack([one], familyIds, manager ?? { sees: () => false }), 'manager').toEqual([])
		}
		// No sum or difference of what is shown of a cycle is a hidden cell, but of groups that are all shown.
		for (const one of published) {
			const { shown, hidden } = cellsOf(one, familyIds, { sees: () => false })
			for (const { nodeId, people } of hidden) {
				const here = new Set(people)
				const facts = shown.filter((group) => people.some((id) => group.has(id)))
				const below = facts.filter((group) => [...group].every((id) => here.has(id)))
				const covered = new Set(below.flatMap((group) => [...group]))
				if (covered.size === people.length) continue
				const withCell = [...facts.map((group) => ({ people: group })), { people: here }]
				expect(rankOfSums(withCell), nodeId).toBe(rankOfSums(withCell.slice(0, -1)) + 1)
			}
		}
	})

	test('and something is shown all the same', () => {
		const counts = seeds.map((seed) => {
			const organization = organizationOf(seed)
			return publish(measure(organization)).reduce(
				(sum, one) => sum + cellsOf(one, organization.familyIds, { sees: () => false }).shown.length,
				0,
			)
		})
		expect(counts.filter((count) => count > 0).length).toBeGreaterThan(seeds.length / 2)
	})
})

describe('the adversary wins where', () => {
	const nobody: Reader = { sees: () => false }
	const winsSomewhere = (bend: (organization: Organization) => Published[]) =>
		seeds.some((seed) => {
			const organization = organizationOf(seed)
			return attack(bend(organization), organization.familyIds, nobody).length > 0
		})

	test('complements are not held back', () => {
		const shownWhereLarge = (measured: Measured): Published => {
			const { frozen, cycle, people } = measured
			const paths = pathsUp(cycle)
			const columns = frozen.families.map(({ id: familyId }) => ({
				...{ measure: 'tier', familyId },
				nodeIds: cycle.nodes
					.map(({ id }) => id)
					.filter(
						(id) =>
							people.filter((one) => one.familyId === familyId && paths.get(one.nodeId)?.has(id)).length > k,
					),
			}))
			return { ...measured, pattern: { k, columns } }
		}
		expect(winsSomewhere((organization) => measure(organization).map(shownWhereLarge))).toBe(true)
	})

	test('what is one person’s for the most part is not', () => {
		const without = (measured: Measured): Measured => {
			const { amounts: _, ...frozen } = measured.frozen
			return { ...measured, frozen }
		}
		expect(winsSomewhere((organization) => publish(measure(organization).map(without)))).toBe(true)
	})

	test('a cycle is decided without those before', () => {
		expect(winsSomewhere((organization) => publish(measure(organization), false))).toBe(true)
	})
})
