import type { JobKind } from '#app/domain/job/job-kind.ts'
import type { RunWork } from './job-work.server.ts'
import { runApplyImport } from './run-apply-import.server.ts'
import { runApplyRoster } from './run-apply-roster.server.ts'
import { runCheckImport } from './run-check-import.server.ts'
import { runCheckRoster } from './run-check-roster.server.ts'
import { runExportTrainingNeeds } from './run-export-training-needs.server.ts'
import { runPublishCycle } from './run-publish-cycle.server.ts'
import { runUndoImport } from './run-undo-import.server.ts'

export const workOfKind: Record<JobKind, RunWork> = {
	'roster-check': runCheckRoster,
	'roster-apply': runApplyRoster,
	'import-check': runCheckImport,
	'import-apply': runApplyImport,
	'import-undo': runUndoImport,
	'cycle-publish': runPublishCycle,
	'training-needs-export': runExportTrainingNeeds,
}
