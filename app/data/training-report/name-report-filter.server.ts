import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { questionText } from '#app/domain/training-need/step-texts.ts'
import type { ReportFilterNames } from '#app/domain/training-report/filter-words.ts'

/** Names what the figures are narrowed to: what was asked for and does not hold for this cycle is not among it. */
export function nameReportFilter(
	person: Person,
	{ filter, place, targets, rubric }: Pick<TrainingNeedsScope, 'filter' | 'place' | 'targets' | 'rubric'>,
): ReportFilterNames {
	const { search, nodeId, familyId, questionKey, fromHalfSteps, steps, managerId, attribute } = filter
	// Managers choose no team, and of one that they cannot reach nothing is said.
	const team = reachOf(person, 'training-needs.read').has('all') ? place.node.name : 'the chosen team'
	return {
		search: search ?? null,
		team: nodeId === undefined ? null : team,
		family: targets.find((one) => one.familyId === familyId)?.familyName ?? null,
		question: questionKey === undefined ? null : questionText(rubric, questionKey),
		tier: fromHalfSteps === undefined ? null : tierOf(fromHalfSteps),
		manager: managerId === undefined ? null : managerId === 'none' ? 'none' : 'one',
		attribute: attribute ?? null,
		isAllSteps: steps === 'all',
	}
}
