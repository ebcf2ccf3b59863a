import { attackOneCycle } from './one-cycle.ts'
import { attackFlow, sidesOfFlows } from './flow-attack.ts'
import { exposedByFlows } from './flow-sums.ts'
import { attackTwoCycles } from './two-cycles.ts'

/**
 * An adversary. It is given what a reader was shown, what is public, and what the reader knows anyway, and says whose
 * values follow. It knows nothing of how suppression is decided and must import nothing of app/domain/suppression.
 */
export type SolverInput = {
	/** The least number of people that a figure may be about. */
	readonly k: number
	/** Oldest first, one a quarter. Everything here is taken to be known to the reader, whether or not it is shown anywhere. */
	readonly cycles: readonly PublicCycle[]
	/** Every figure that the reader was shown, as it was rendered. */
	readonly facts: readonly Fact[]
	/** Every flow that the reader was shown. */
	readonly flows?: readonly FlowFact[]
	/** Whether the reader happens to take it of exactly those groups that everybody kept their tier in which everybody did. */
	readonly guess?: Guess
	/** Values that the reader sees individually: their own, and of a manager's people. */
	readonly knowledge: readonly KnownValue[]
	/** How hard to search for a counterexample, in steps for each question asked. Default 400. */
	readonly steps?: number
}

/** Whether some people, who were together in one cycle and in the other, all kept their tier. */
export type Guess = (personIds: readonly string[], cycleIds: readonly [string, string]) => boolean

/** Who went from tier to tier of the whole account. */
export type FlowFact = {
	readonly cycleIds: readonly [then: string, now: string]
	/** The families in it: of the later cycle, of who is in the earlier figure alone of that one. */
	readonly familyIds: readonly string[]
	/** The families in the figures of the two cycles; by default those that the reader is shown of the whole account. */
	readonly figures?: readonly [ReadonlySet<string>, ReadonlySet<string>]
	/** In half-steps; 0 for who is not in that figure: not assessed, or of a family that is not shown of the whole account. */
	readonly ways: readonly { readonly from: number; readonly to: number; readonly people: number }[]
	/** Where it is told in round numbers. */
	readonly rounded?: RoundNumbers
}

export type RoundNumbers = {
	/** To multiples of how many. */
	readonly step: number
	/** How many went up, stayed and went down, where that is told. */
	readonly directions?: { readonly up: number; readonly same: number; readonly down: number }
}

export type PublicCycle = {
	readonly id: string
	/** The tree as it was in the cycle; the root's parent is null. */
	readonly nodes: readonly { readonly id: string; readonly parentId: string | null }[]
	readonly people: readonly PublicPerson[]
}

export type PublicPerson = {
	readonly id: string
	/** The node that the person stands in directly. */
	readonly nodeId: string
	readonly familyId: string
	/** Whether the person was assessed, so has a tier and answers to the family's questions. */
	readonly assessed: boolean
}

/** The figures of one cell. Give whatever was rendered, in whole half-steps (tier 1.5 is 3). */
export type Fact = {
	readonly cycleId: string
	readonly nodeId: string
	/** The families that the figure sums over: one for a cell, several for the 'all families' column. */
	readonly familyIds: readonly string[]
	/** `tier`, or the key of a question. */
	readonly measure: string
	/** Where it is about some of these people only. */
	readonly personIds?: ReadonlySet<string>
	readonly figures: Figures
}

export type Figures = {
	/** The distribution: people by half-steps; a value that is left out has nobody. */
	readonly counts?: Readonly<Record<number, number>>
	/** Without it, and without counts, everybody assessed in the cell is taken to be counted. */
	readonly n?: number
	/** Bounds in which the exact mean lies in half-steps, as rounding leaves it: 'tier 1.7' is from 3.3 to 3.5. */
	readonly meanHalfSteps?: { readonly from: number; readonly to: number }
	/** Bounds of the share at tier 2 or above, from 0 to 1. */
	readonly shareAtTierTwoOrAbove?: { readonly from: number; readonly to: number }
	/** Bounds of the share at tier 3, the highest, from 0 to 1. */
	readonly shareAtTierThree?: { readonly from: number; readonly to: number }
	/** The lower median. */
	readonly medianHalfSteps?: number
}

export type KnownValue = {
	readonly cycleId: string
	readonly personId: string
	readonly measure: string
	readonly halfSteps: number
}

/** A value that follows for a person whom the reader does not see. */
export type Finding = {
	readonly personId: string
	readonly cycleId: string
	readonly measure: string
	readonly halfSteps: number
	/**
	 * `one-cycle`: there is no other possibility. `two-cycles`: there is none if everybody in both cycles, at most a year
	 * apart, kept their value, which the figures do not contradict. `flow`: there is none that a flow leaves, where the people of
	 * `assuming` kept theirs.
	 */
	readonly by: 'one-cycle' | 'two-cycles' | 'flow'
	/** The cycles whose figures it follows from. */
	readonly cycleIds: readonly string[]
	/** The people who are taken to have kept their value between them; a guess where one of them did not. */
	readonly assuming: readonly string[]
}

/** Fewer than k people, about whom together a figure follows. */
export type Exposure = {
	readonly cycleIds: readonly string[]
	readonly measure: string
	readonly personIds: readonly string[]
}

export type Solution = {
	readonly determined: readonly Finding[]
	readonly exposed: readonly Exposure[]
	/** Questions that the search gave up on; they count as not determined. */
	readonly undecided: number
}

export function solve(given: SolverInput): Solution {
	const sides = sidesOfFlows(given)
	const input = { ...given, facts: [...given.facts, ...sides] }
	const determined = new Map<string, Finding>()
	const exposed = new Map<string, Exposure>()
	let undecided = 0
	const add = (solution: Solution) => {
		for (const finding of solution.determined) {
			const key = [finding.personId, finding.cycleId, finding.measure, finding.halfSteps].join(' ')
			const other = determined.get(key)
			if (!other || other.assuming.length > finding.assuming.length) determined.set(key, finding)
		}
		for (const exposure of solution.exposed) {
			const key = [exposure.cycleIds, exposure.measure, [...exposure.personIds].sort()].join(' ')
			exposed.set(key, exposure)
		}
		undecided += solution.undecided
	}
	for (const [index, cycle] of input.cycles.entries()) {
		add(attackOneCycle(input, cycle))
		const ofAYear = input.cycles.slice(Math.max(0, index - 4), index)
		for (const earlier of ofAYear) add(attackTwoCycles(input, earlier, cycle))
	}
	for (const flow of given.flows ?? []) add(attackFlow(input, flow))
	if (sides.length > 0) add({ determined: [], exposed: exposedByFlows(given, sides), undecided: 0 })
	return { determined: [...determined.values()], exposed: [...exposed.values()], undecided }
}
