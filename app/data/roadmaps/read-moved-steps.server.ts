import type { AccountScope } from '#app/data/account-scope.server.ts'
import { readHeatmap } from '#app/data/read-heatmap.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { MovedStep, RemainingStep } from '#app/domain/roadmap/moved-steps.ts'
import { movedSteps, remainingSteps } from '#app/domain/roadmap/moved-steps.ts'
import type { FamilyCells, ResultCell } from '#app/domain/suppression/apply-pattern.ts'

export type FamilySteps = {
	id: string
	name: string
	/** Texts of the questions, by key. */
	texts: Record<string, string>
	moved: MovedStep[]
	remaining: RemainingStep[]
	/** Whether something of it is not shown to the reader, or is about too few. */
	isPartial: boolean
}

export type MovedSteps = {
	publishedAt: Date
	k: number
	/** The cycle before; null where there is none, or where it asked other questions. */
	comparedWith: string | null
	families: FamilySteps[]
	/** Over all families; null where one of them is hidden, for then it is not the node's, and where it is about fewer than k. */
	median: { halfSteps: number; n: number } | null
	isCorrectedSince: boolean
}

const shown = (cell: ResultCell | undefined) => (cell?.kind === 'shown' ? cell.summary : null)

/**
 * Which steps the people of a plan's node moved since the cycle before, and what remains to its target: what the reader is shown
 * in the heatmap, of that only groups of k or more, also for who sees everybody. Null for who cannot reach the node, and where
 * it took no part in the cycle.
 */
export async function readMovedSteps(
	scope: AccountScope,
	person: Person,
	of: { snapshotId: string; nodeId: string; targetHalfSteps: number },
): Promise<MovedSteps | null> {
	const frame = await readHeatmap(scope, person, { snapshotId: of.snapshotId, withoutComparison: true })
	if (!frame) return null
	const rubric = await readRubric(scope, { frameworkVersionId: frame.snapshot.frameworkVersionId })
	const asked = rubric.families.flatMap(({ questions }) => questions)
	const texts = Object.fromEntries(asked.map(({ key, text }) => [key, text]))
	const questions = asked.map(({ key }) => key)
	const heatmap = await readHeatmap(scope, person, { ...of, questions })
	if (!heatmap) return null
	const { snapshot, comparison } = heatmap
	const k = snapshot.minimumGroupSize
	const compares = comparison !== null && comparison.frameworkVersionId === snapshot.frameworkVersionId
	const cells = heatmap.cells.get(of.nodeId)
	const before = compares ? heatmap.comparisonCells.get(of.nodeId) : undefined
	const nameOf = (id: string) => heatmap.families.find((family) => family.id === id)?.name ?? ''
	const median = cells?.allTier.leftOut === 0 ? shown(cells.allTier.cell) : null
	return {
		...{ publishedAt: snapshot.publishedAt, k },
		comparedWith: compares && comparison ? comparison.cycleName : null,
		families: (cells?.families ?? [])
			.filter(({ coverage }) => coverage.kind !== 'empty')
			.map((family) => {
				const then = before?.families.find(({ familyId }) => familyId === family.familyId)
				return { name: nameOf(family.familyId), texts, ...stepsOf({ family, then, k, ...of }) }
			}),
		median: median && median.n >= k ? { halfSteps: median.medianHalfSteps, n: median.n } : null,
		isCorrectedSince: snapshot.newestVersion > snapshot.version,
	}
}

function stepsOf(of: {
	family: FamilyCells
	then: FamilyCells | undefined
	k: number
	targetHalfSteps: number
}): Pick<FamilySteps, 'id' | 'moved' | 'remaining' | 'isPartial'> {
	const { family, then, k, targetHalfSteps } = of
	const asked = Object.entries(family.questions).map(([questionKey, cell]) => {
		return { questionKey, now: shown(cell), before: shown(then?.questions[questionKey]) }
	})
	return {
		id: family.familyId,
		moved: movedSteps(asked, { k }),
		remaining: remainingSteps(asked, { k, targetHalfSteps }),
		isPartial: asked.some(({ now }) => now === null || now.n < k),
	}
}
