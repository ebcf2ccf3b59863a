import { describe, expect, test } from 'vitest'
import type { PatternInput } from '#app/domain/suppression/decide-pattern.ts'
import { buildOrganization, randomFrom, randomShape, type Organization } from './organization.ts'
import {
	attackOn,
	factsOf,
	memberReader,
	managerReader,
	publish,
	seesNobody,
	type Reader,
} from './publish.ts'
import { solve, type Finding } from './solver.ts'

const k = 5
const seeds = Array.from({ length: 12 }, (_, index) => index + 1)

const organizationOf = (seed: number): Organization => buildOrganization(seed, randomShape(randomFrom(seed)))

/** People whose value follows: what rests on people having kept theirs counts only where they did. */
function betrayed(
	organization: Organization,
	reader: Reader,
	change: (input: PatternInput) => PatternInput = (input) => input,
): Finding[] {
	const facts = factsOf(publish(organization, reader, k, change), organization.familyIds)
	const attack = attackOn(organization, reader, k, facts)
	const valueOf = (cycleId: string, personId: string, measure: string) =>
		organization.cycles
			.find(({ id }) => id === cycleId)
			?.people.find(({ id }) => id === personId)
			?.values.get(measure)
	const known = new Set(
		attack.knowledge.map(({ cycleId, personId, measure }) => `${cycleId} ${personId} ${measure}`),
	)
	return solve(attack).determined.filter(
		({ cycleId, personId, measure, halfSteps, by, assuming, cycleIds }) =>
			!known.has(`${cycleId} ${personId} ${measure}`) &&
			(by === 'one-cycle' ||
				(valueOf(cycleId, personId, measure) === halfSteps &&
					assuming.every((id) => new Set(cycleIds.map((cycle) => valueOf(cycle, id, measure))).size === 1))),
	)
}

/** A manager of a small subtree, and a member, of the last cycle. */
function readersOf({ cycles }: Organization): Record<string, Reader> {
	const last = cycles.at(-1)
	const member = last?.people.find(({ assessed }) => assessed)
	const node = last?.nodes.find(({ parentId }) => parentId !== null)
	return {
		'sees nobody': seesNobody,
		...(member ? { member: memberReader(member.id) } : {}),
		...(node ? { manager: managerReader(node.id) } : {}),
	}
}

describe('nobody’s value follows from what a suppressed reader is shown', () => {
	test.each(seeds)(
		'organization %i',
		(seed) => {
			const organization = organizationOf(seed)
			for (const [name, reader] of Object.entries(readersOf(organization))) {
				const found = betrayed(organization, reader)
				// Over two cycles taken together a manager's reports can narrow the rest down further than any one pair of
				// cells does: of managers only what follows from each cycle by itself is held here.
				expect(name === 'manager' ? found.filter(({ by }) => by === 'one-cycle') : found, name).toEqual([])
			}
		},
		120_000,
	)
})

describe('without one of the rules the adversary wins', () => {
	const wins = (change: (input: PatternInput) => PatternInput): boolean =>
		seeds.some((seed) => betrayed(organizationOf(seed), seesNobody, change).length > 0)

	test('the least number of people', () => {
		expect(wins((input) => ({ ...input, k: 1 }))).toBe(true)
	}, 240_000)

	test('the difference of two cycles', () => {
		expect(wins((input) => ({ ...input, earlier: [] }))).toBe(true)
	}, 240_000)
})
