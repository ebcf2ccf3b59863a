import {
	getCycleOperation,
	listCyclesOperation,
	listOutcomesOperation,
	listParticipantsOperation,
} from './cycle-operations.ts'
import {
	addImportOperation,
	addObservationsOperation,
	getImportOperation,
	listImportsOperation,
	undoImportOperation,
} from './import-operations.ts'
import { getMetricOperation, listMetricsOperation, listObservationsOperation } from './metric-operations.ts'
import type { Operation } from './operation.ts'
import {
	getMemberOperation,
	getTeamOperation,
	listMembersOperation,
	listTeamsOperation,
} from './people-operations.ts'
import {
	getHeatmapOperation,
	getTrainingCountsOperation,
	listTrainingNeedsOperation,
} from './result-operations.ts'
import { getRoadmapOperation, listRoadmapsOperation } from './roadmap-operations.ts'
import { listTeamAssessmentsOperation } from './team-assessment-operations.ts'

/** Everything that /api/v1 answers, in the order of its document. */
export const operations: readonly Operation[] = [
	listMembersOperation,
	getMemberOperation,
	listTeamsOperation,
	getTeamOperation,
	listCyclesOperation,
	getCycleOperation,
	listParticipantsOperation,
	listOutcomesOperation,
	getHeatmapOperation,
	listTrainingNeedsOperation,
	getTrainingCountsOperation,
	listTeamAssessmentsOperation,
	listRoadmapsOperation,
	getRoadmapOperation,
	listMetricsOperation,
	getMetricOperation,
	listObservationsOperation,
	addObservationsOperation,
	listImportsOperation,
	addImportOperation,
	getImportOperation,
	undoImportOperation,
]
