import type { JobKind } from '#app/domain/job/job-kind.ts'
import type { RunWork } from './job-work.server.ts'
import { runApplyRoster } from './run-apply-roster.server.ts'
import { runCheckRoster } from './run-check-roster.server.ts'
import { runExportTrainingNeeds } from './run-export-training-needs.server.ts'
import { runPublishCycle } from './run-publish-cycle.server.ts'

export const workOfKind: Record<JobKind, RunWork> = {
	'roster-check': runCheckRoster,
	'roster-apply': runApplyRoster,
	'cycle-publish': runPublishCycle,
	'training-needs-export': runExportTrainingNeeds,
}
