import { describe, expect, test } from 'vitest'
import { decideFlowInSteps, type FlowInput } from '#app/domain/suppression/decide-flow.ts'
import { decidePattern, takeSteps } from '#app/domain/suppression/decide-pattern.ts'
import {
	familiesInFigure,
	flowMeasure,
	flowSides,
	flowTogetherMeasure,
	pairFigures,
	partsHeldBack,
	roundedFlowMeasure,
	sidesOfFlows,
} from '#app/domain/suppression/flow-sides.ts'
import { findUntradable } from '#app/domain/suppression/find-untradable.ts'
import { readHistories } from '#app/domain/suppression/flow-histories.ts'
import type { Pattern } from '#app/domain/suppression/pattern.ts'
import { k, readersOf, winsOn, type Wins } from './attack.ts'
import { companyOfCohorts } from './cohorts.ts'
import { buildOrganization, rootId, type Organization, type Shape } from './organization.ts'
import { factsOf, flowFactsOf, publish, readBy, seesNobody } from './publish.ts'

/** Companies that change as most do: some join and leave, few pass from team to team. */
function companyOf(seed: number, more: Partial<Shape>): Organization {
	return buildOrganization(seed, {
		...{ people: 90, teams: 6, spread: 3, families: 2, focus: 0.95, cycles: 2 },
		...{ joining: 0.04, leaving: 0.04, moving: 0, changing: 0.3 },
		...{ unassessed: 0, sameness: 0.3, reorganizing: 0, ...more },
	})
}

const companies: readonly Partial<Shape>[] = [
	{ joining: 0, leaving: 0, families: 1, teams: 3, cycles: 3 },
	{ joining: 0, leaving: 0, families: 3, cycles: 3 },
	{ joining: 0, leaving: 0, people: 150, teams: 9, changing: 0.1 },
	{ joining: 0, leaving: 0, cycles: 3 },
	{ joining: 0, leaving: 0, moving: 0.02, cycles: 3 },
]

describe('nobody’s value follows from a flow beside everything else', () => {
	const cases = companies.map((shape, index) => ({ seed: index === 2 ? 5 : index + 1, shape }))
	test.each(cases)('company $seed', { timeout: 120_000 }, ({ seed, shape }) => {
		const organization = companyOf(seed, shape)
		const published = publish(organization, k)
		let flows = 0
		for (const [name, reader] of Object.entries(readersOf(organization))) {
			const read = readBy(published, reader)
			const facts = factsOf(read, organization.familyIds, reader)
			const shown = flowFactsOf(published, read, organization.familyIds)
			flows += shown.length
			const wins = winsOn(organization, reader, facts, shown)
			// Of whom a reader comes to see later something may follow without a flow.
			const without = name === 'manager' ? winsOn(organization, reader, facts) : noWins
			expect(wins.determined, name).toEqual(without.determined)
			expect(wins.exposed, name).toEqual(without.exposed)
		}
		expect(flows).toBeGreaterThan(0)
	})
})

const noWins = { determined: [], exposed: [] }

/** What is won by the flows of a company alone, by a reader who sees nobody, and how many are shown. */
function wonByFlows(organization: Organization, flowOf?: FlowOf): { flows: number; won: string[] } {
	const published = publish(organization, k, undefined, flowOf)
	const facts = factsOf(published, organization.familyIds)
	const flows = flowFactsOf(published, published, organization.familyIds)
	if (flows.length === 0) return { flows: 0, won: [] }
	const list = ({ determined, exposed }: Wins) =>
		[...determined, ...exposed].map((win) => JSON.stringify(win))
	const without = new Set(list(winsOn(organization, seesNobody, facts)))
	const won = list(winsOn(organization, seesNobody, facts, flows)).filter((win) => !without.has(win))
	return { flows: flows.length, won }
}

test('nobody’s value follows where people come, pass and go together', { timeout: 120_000 }, () => {
	let flows = 0
	for (let seed = 1; seed <= 120; seed++) {
		const { flows: shown, won } = wonByFlows(companyOfCohorts(seed), asItIs)
		expect(won, `${seed}`).toEqual([])
		flows += shown
	}
	expect(flows).toBeGreaterThan(20)
})

type FlowOf = (input: FlowInput) => Pattern['columns']

/** Without anything in round numbers. */
const asItIs: FlowOf = (input) => takeSteps(decideFlowInSteps(input))

/** One family, in which people join, leave and pass from team to team. */
const restless = (seed: number, more: Partial<Shape>) =>
	companyOf(seed, {
		...{
			people: 60,
			teams: 3,
			families: 1,
			joining: 0.1,
			leaving: 0.1,
			moving: 0.05,
			changing: 0.2,
			...more,
		},
	})

describe('nobody’s value follows from a flow in round numbers', () => {
	const cases = [
		{ seed: 3, shape: { people: 70, cycles: 3 } },
		{ seed: 8, shape: { people: 70, sameness: 0.6, changing: 0.3 } },
		{ seed: 5, shape: { teams: 5, moving: 0.15 } },
		{ seed: 6, shape: { people: 120, families: 2, unassessed: 0.1 } },
	]
	test.each(cases)('company $seed', { timeout: 120_000 }, ({ seed, shape }) => {
		const organization = restless(seed, shape)
		const published = publish(organization, k)
		let flows = 0
		for (const [name, reader] of Object.entries(readersOf(organization))) {
			if (name === 'self') continue
			const read = readBy(published, reader)
			const facts = factsOf(read, organization.familyIds, reader)
			const shown = flowFactsOf(published, read, organization.familyIds)
			if (shown.length === 0) continue
			flows += shown.filter(({ rounded }) => rounded).length
			const wins = winsOn(organization, reader, facts, shown)
			const without = winsOn(organization, reader, facts)
			expect(wins.determined, name).toEqual(without.determined)
			expect(wins.exposed, name).toEqual(without.exposed)
		}
		expect(flows).toBeGreaterThan(0)
	})
})

/** Whether something is won in one of the first companies by a flow that is decided otherwise. */
function winsSomewhere(shape: Partial<Shape>, flowOf: FlowOf): boolean {
	return [1, 2, 3, 4, 5, 6].some((seed) => {
		const organization = companyOf(seed, shape)
		const published = publish(organization, k, undefined, flowOf)
		const facts = factsOf(published, organization.familyIds)
		const flows = flowFactsOf(published, published, organization.familyIds)
		const without = winsOn(organization, seesNobody, facts)
		return (
			without.determined.length === 0 && winsOn(organization, seesNobody, facts, flows).determined.length > 0
		)
	})
}

const columnsOf = (input: FlowInput, measure: string): Pattern['columns'] =>
	[...familiesInFigure(input.comparison)].map((familyId) => ({ measure, familyId, nodeIds: [rootId] }))

/** The families of which each side is a group of its own beside each cycle by itself, and nobody is given away. */
function byTwoAlone(input: FlowInput): Pattern['columns'] {
	const { comparison, snapshot, earlier } = input
	const all = columnsOf(input, flowMeasure)
	const people = pairFigures(comparison, snapshot)
	const of = { earlier, comparison, snapshot, people }
	const everybody = new Map(all.map(({ familyId }) => [familyId, familyId]))
	const held = findUntradable(readHistories({ ...of, parts: everybody }), 1)
	const parts = new Map([...everybody].filter(([familyId]) => !held.has(familyId)))
	const others = [...earlier, snapshot, ...sidesOfFlows(input.flows)]
	for (const side of flowSides(comparison, snapshot, parts)) {
		const decided = decidePattern({ k, snapshot: side, earlier: others })
		for (const part of partsHeldBack(side, decided)) held.add(part)
	}
	return all.filter(({ familyId }) => !held.has(familyId))
}

describe('the adversary wins', () => {
	test('without a look at those who joined and those who left', () => {
		expect(winsSomewhere({}, (input) => columnsOf(input, flowMeasure))).toBe(true)
	})

	test('with round numbers alone, whoever can have had whose tier', () => {
		const everything: FlowOf = (input) => columnsOf(input, roundedFlowMeasure)
		const organization = buildOrganization(92, {
			...{ people: 70, teams: 3, spread: 2, families: 1, focus: 0.95, cycles: 2 },
			...{ joining: 0.02, leaving: 0.1, moving: 0.1, changing: 0.1 },
			...{ unassessed: 0, sameness: 0.8, reorganizing: 0 },
		})
		expect(wonByFlows(organization, everything).won.length).toBeGreaterThan(0)
		expect(wonByFlows(organization).won).toEqual([])
	})

	test('with families that somebody joined or left', () => {
		const seeds = [31, 55, 69, 73, 104]
		expect(seeds.some((seed) => wonByFlows(companyOfCohorts(seed), byTwoAlone).won.length > 0)).toBe(true)
	})

	test('with all families beside those that are shown by themselves', () => {
		const wins = winsSomewhere({}, (input) => {
			const shown = takeSteps(decideFlowInSteps(input)).filter(({ measure }) => measure === flowMeasure)
			const ids = new Set(shown.map(({ familyId }) => familyId))
			return [...shown, ...columnsOf(input, flowTogetherMeasure).filter(({ familyId }) => !ids.has(familyId))]
		})
		expect(wins).toBe(true)
	})

	test('without a look at how the two cycles go together', () => {
		const restless = { joining: 0, leaving: 0, moving: 0.08, changing: 0.1, sameness: 0.8 }
		const wins = winsSomewhere(restless, (input) => {
			const all = columnsOf(input, flowMeasure)
			const parts = new Map(all.map(({ familyId }) => [familyId, familyId]))
			const held = new Set<string>()
			for (const snapshot of flowSides(input.comparison, input.snapshot, parts)) {
				const earlier = [...input.earlier, input.snapshot, ...sidesOfFlows(input.flows)]
				for (const part of partsHeldBack(snapshot, decidePattern({ k, snapshot, earlier }))) held.add(part)
			}
			return all.filter(({ familyId }) => !held.has(familyId))
		})
		expect(wins).toBe(true)
	})
})
