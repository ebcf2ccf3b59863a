import type { JobKind, JobProblem, JobStage, JobState } from '#app/domain/job/job-kind.ts'
import { jobKindSchema, jobProblemSchema, jobStageSchema } from '#app/domain/job/job-kind.ts'

export type Job = {
	id: string
	kind: JobKind
	state: JobState
	/** The import or the cycle that it is about. */
	subjectId: string | null
	/** What it was told. Once it has ended, `search` is `true` in place of the words of a search. */
	parameters: unknown
	stage: JobStage | null
	done: number
	total: number | null
	result: unknown
	problem: JobProblem | null
	attempts: number
	createdByUserId: string | null
	createdAt: Date
	startedAt: Date | null
	finishedAt: Date | null
	cancelRequestedAt: Date | null
}

type Row = Omit<Job, 'kind' | 'stage' | 'problem'> & {
	kind: string
	stage: string | null
	problem: string | null
}

/** The columns of a `Job`, of the table as `j`. */
export const jobColumns = `j.id, j.kind, j.state, j.subject_id AS "subjectId", j.parameters, j.stage, j.done, j.total, j.result, j.problem,
	j.attempts, j.created_by_user_id AS "createdByUserId", j.created_at AS "createdAt", j.started_at AS "startedAt",
	j.finished_at AS "finishedAt", j.cancel_requested_at AS "cancelRequestedAt"`

export function readJobRow(row: Record<string, unknown>): Job {
	const { kind, stage, problem, ...rest } = row as Row
	return {
		...rest,
		kind: jobKindSchema.parse(kind),
		stage: jobStageSchema.parse(stage),
		problem: problem === null ? null : jobProblemSchema.parse(problem),
	}
}
