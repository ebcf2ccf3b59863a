import type { Person } from '#app/domain/access/policy.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { findFamily } from '#app/domain/framework/rubric.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { tierMeasure } from '#app/domain/suppression/pattern.ts'
import { countBelowTarget } from '#app/domain/training-need/count-below-target.ts'
import { transitionSteps } from '#app/domain/training-need/transition-steps.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { TrainingTarget } from './list-training-targets.server.ts'
import { readHeatmap } from './read-heatmap.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

/**
 * How many stand below the target of the node and family as a whole, by tier or on one question, or below the tier to which a
 * transition leads; only `shown` carries figures.
 */
export type TrainingCount = {
	familyId: string
	/** Null for the tier as a whole. A transition is one of those that the target asks for, and a figure of the tier as well. */
	questionKey: string | null
	count:
		{ kind: 'shown'; below: number; n: number } | { kind: Exclude<ResultCell['kind'], 'shown'> | 'no-target' }
}

export type TrainingCounts = {
	/** From the root down to the node, as far as the reader can reach. */
	path: SnapshotTreeNode[]
	node: SnapshotTreeNode
	children: SnapshotTreeNode[]
	/** By family in the account's order, the tier first; without families in which nobody takes part. */
	counts: TrainingCount[]
}

/**
 * People below their target in one node, for readers who see groups: worked out from the cells of the heatmap that are
 * shown to them, and from nothing else. Null where they cannot reach the node.
 */
export async function readTrainingCounts(
	scope: AccountScope,
	person: Person,
	of: { snapshotId: string; nodeId?: string | undefined; rubric: Rubric; targets: readonly TrainingTarget[] },
): Promise<TrainingCounts | null> {
	const questions = of.rubric.families.flatMap((family) => family.questions.map(({ key }) => key))
	const heatmap = await readHeatmap(scope, person, {
		snapshotId: of.snapshotId,
		nodeId: of.nodeId,
		questions,
		withoutComparison: true,
	})
	if (!heatmap) return null
	const cells = heatmap.cells.get(heatmap.node.id)?.families ?? []
	const counts = of.targets.flatMap(({ familyId, familyKey, target }): TrainingCount[] => {
		const family = cells.find((cell) => cell.familyId === familyId)
		if (!family || family.coverage.kind === 'empty') return []
		const keys = findFamily(of.rubric, familyKey)?.questions.map(({ key }) => key) ?? []
		const ofQuestions = [tierMeasure, ...keys].map((key): TrainingCount => {
			const questionKey = key === tierMeasure ? null : key
			const cell = questionKey === null ? family.tier : (family.questions[questionKey] ?? { kind: 'empty' })
			if (!target) return { familyId, questionKey, count: { kind: 'no-target' } }
			if (cell.kind !== 'shown') return { familyId, questionKey, count: { kind: cell.kind } }
			const below = countBelowTarget(cell.summary, target.halfSteps)
			return { familyId, questionKey, count: { kind: 'shown', below, n: cell.summary.n } }
		})
		const asked = transitionSteps.filter(({ toHalfSteps }) => target && toHalfSteps <= target.halfSteps)
		const ofTransitions = asked.map(({ questionKey, toHalfSteps }): TrainingCount => {
			const { tier } = family
			if (tier.kind !== 'shown') return { familyId, questionKey, count: { kind: tier.kind } }
			const below = countBelowTarget(tier.summary, toHalfSteps)
			return { familyId, questionKey, count: { kind: 'shown', below, n: tier.summary.n } }
		})
		return [...ofQuestions, ...ofTransitions]
	})
	return { path: heatmap.path, node: heatmap.node, children: heatmap.children, counts }
}
