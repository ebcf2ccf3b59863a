import type { Organization } from './organization.ts'
import { buildOrganization, randomFrom, randomShape } from './organization.ts'
import type { Reader } from './publish.ts'
import { attackOn, memberReader, managerReader, seesNobody } from './publish.ts'
import type { Exposure, Fact, Finding, FlowFact } from './solver.ts'
import { solve } from './solver.ts'

export const k = 5

export function organizationOf(seed: number): Organization {
	return buildOrganization(seed, randomShape(randomFrom(seed * 7919)))
}

/** One of every kind of suppressed reader: of the last cycle some person, and some node with its manager. */
export function readersOf({ seed, cycles }: Organization): Record<string, Reader> {
	const random = randomFrom(seed + 1)
	const last = cycles.at(-1)
	const person = last?.people[Math.floor(random() * last.people.length)]
	const nodes = last?.nodes.filter(({ parentId }) => parentId !== null) ?? []
	const node = nodes[Math.floor(random() * nodes.length)]
	return {
		nobody: seesNobody,
		...(person ? { member: memberReader(person.id) } : {}),
		// An executive who takes part, and knows their own results.
		...(person ? { self: { sees: ({ id }) => id === person.id } } : {}),
		...(node ? { manager: managerReader(node.id) } : {}),
	}
}

export type Wins = { readonly determined: readonly Finding[]; readonly exposed: readonly Exposure[] }

/**
 * What the adversary wins against some figures, counted where it is right for the right reason: the value is the true one,
 * and everybody whom the finding takes to have kept their value did. A finding on a wrong assumption is a guess.
 */
export function winsOn(
	organization: Organization,
	reader: Reader,
	facts: readonly Fact[],
	flows: readonly FlowFact[] = [],
): Wins {
	const values = new Map(
		organization.cycles.flatMap(({ id, people }) =>
			people.flatMap((person) =>
				[...person.values].map(([measure, value]) => [`${id} ${person.id} ${measure}`, value] as const),
			),
		),
	)
	const valueOf = (cycleId: string, personId: string, measure: string) =>
		values.get(`${cycleId} ${personId} ${measure}`)
	const { determined, exposed } = solve(attackOn(organization, reader, k, facts, flows))
	return {
		exposed,
		determined: determined.filter(
			({ cycleId, personId, measure, halfSteps, assuming, cycleIds }) =>
				valueOf(cycleId, personId, measure) === halfSteps &&
				assuming.every((id) => new Set(cycleIds.map((cycle) => valueOf(cycle, id, measure))).size === 1),
		),
	}
}
