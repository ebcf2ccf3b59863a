import type { Summary } from '#app/domain/statistics/summarize.ts'
import { countBelowTarget } from '#app/domain/training-need/count-below-target.ts'

/** A question as a group answered it in a cycle, and in the cycle before where that compares. Null where it is not shown. */
export type AskedStep = {
	questionKey: string
	now: Pick<Summary, 'n' | 'distribution' | 'meanHalfSteps'> | null
	before: Pick<Summary, 'n' | 'distribution' | 'meanHalfSteps'> | null
}

/**
 * A number of people of a group: the number where it and those who are left are k or more each. Otherwise that it is fewer than k,
 * or that it is more than all but k: '11 of 12' would tell of one.
 */
export type PeopleCount =
	{ kind: 'exact'; count: number } | { kind: 'fewer'; than: number } | { kind: 'more'; than: number }

export type MovedStep = {
	questionKey: string
	/** The tier, in half-steps, that more of them reach than before, or fewer: the one where most changed. */
	step: number
	direction: 'up' | 'down'
	/** Who reach it. */
	reached: PeopleCount
	reachedBefore: PeopleCount
	n: number
	nBefore: number
}

export type RemainingStep = { questionKey: string; below: PeopleCount; n: number }

const steps = [2, 3, 4, 5, 6] as const

function countOf(count: number, { n, k }: { n: number; k: number }): PeopleCount {
	if (count < k) return { kind: 'fewer', than: k }
	return n - count < k ? { kind: 'more', than: n - k } : { kind: 'exact', count }
}

const reach = ({ distribution }: Pick<Summary, 'distribution'>, step: number) =>
	distribution.slice(step - 1).reduce((sum, count) => sum + count, 0)

/**
 * Which steps a group moved since the cycle before, those that moved most first. Only of questions that k or more people
 * answered then and now, and of steps that k or more reached then or now, and k or more did not: what is not shown to a
 * reader comes as null and is not said.
 */
export function movedSteps(asked: readonly AskedStep[], { k }: { k: number }): MovedStep[] {
	const moved = asked.flatMap(({ questionKey, now, before }) => {
		if (!now || !before || now.n < k || before.n < k) return []
		const changes = steps.flatMap((step) => {
			const [reached, reachedBefore] = [reach(now, step), reach(before, step)]
			const by = reached / now.n - reachedBefore / before.n
			// Equal shares of different numbers may differ in the last bit.
			const most = Math.max(reached, reachedBefore)
			const mostLeft = Math.max(now.n - reached, before.n - reachedBefore)
			return Math.abs(by) > 1e-9 && most >= k && mostLeft >= k ? [{ step, by }] : []
		})
		const [first] = changes
		if (!first) return []
		const most = changes.reduce((a, b) => (Math.abs(b.by) > Math.abs(a.by) ? b : a), first)
		const found: MovedStep = {
			questionKey,
			step: most.step,
			direction: most.by > 0 ? 'up' : 'down',
			reached: countOf(reach(now, most.step), { n: now.n, k }),
			reachedBefore: countOf(reach(before, most.step), { n: before.n, k }),
			n: now.n,
			nBefore: before.n,
		}
		return [{ found, by: Math.abs(most.by) }]
	})
	return moved.toSorted((a, b) => b.by - a.by).map(({ found }) => found)
}

/** What remains: how many stand below the target on each question, most first; without questions on which nobody does. */
export function remainingSteps(
	asked: readonly AskedStep[],
	{ k, targetHalfSteps }: { k: number; targetHalfSteps: number },
): RemainingStep[] {
	return asked
		.flatMap(({ questionKey, now }) => {
			if (!now || now.n < k) return []
			const below = countBelowTarget(now, targetHalfSteps)
			return below === 0 ? [] : [{ questionKey, below, n: now.n }]
		})
		.toSorted((a, b) => b.below / b.n - a.below / a.n)
		.map(({ questionKey, below, n }) => ({ questionKey, below: countOf(below, { n, k }), n }))
}
