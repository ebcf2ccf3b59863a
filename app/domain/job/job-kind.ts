import { z } from 'zod'
import type { Action, Person } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'

/** What runs behind a request. */
export const jobKinds = [
	'roster-check',
	'roster-apply',
	'import-check',
	'import-apply',
	'import-undo',
	'cycle-publish',
	'training-needs-export',
] as const
export type JobKind = (typeof jobKinds)[number]
export const jobKindSchema = z.enum(jobKinds)

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

export const isUnfinished = (state: JobState): boolean => state === 'queued' || state === 'running'

/** The right that starting a job takes, and reading what became of it. */
export const actionOfKind: Record<JobKind, Action> = {
	'roster-check': 'people.manage',
	'roster-apply': 'people.manage',
	'import-check': 'metrics.import',
	'import-apply': 'metrics.import',
	'import-undo': 'metrics.import',
	'cycle-publish': 'cycles.run',
	'training-needs-export': 'training-needs.export',
}

/** Kinds whose result is only for the person who asked for it. */
const personalKinds: ReadonlySet<JobKind> = new Set(['training-needs-export'])

/** Whether a person may see a job, stop it and fetch what it made: by the rights that they have now. */
export function mayReadJob(
	person: Person,
	userId: string | null,
	job: { kind: JobKind; createdByUserId: string | null },
): boolean {
	if (!may(person, actionOfKind[job.kind])) return false
	return !personalKinds.has(job.kind) || (userId !== null && job.createdByUserId === userId)
}

/** The kinds of which a person may see jobs. */
export function readableKinds(person: Person): { everybodys: JobKind[]; own: JobKind[] } {
	const kinds = jobKinds.filter((kind) => may(person, actionOfKind[kind]))
	return {
		everybodys: kinds.filter((kind) => !personalKinds.has(kind)),
		own: kinds.filter((kind) => personalKinds.has(kind)),
	}
}

/** Why a job failed. `broken` and `gave-up` are ours; the others are refusals of the work itself. */
export const jobProblems = [
	'gone',
	'stale',
	'not-running',
	'not-due',
	'unchanged',
	'not-allowed',
	'unreadable',
	'refused-rows',
	'too-large',
	'too-many-rows',
	'broken',
	'gave-up',
] as const
export type JobProblem = (typeof jobProblems)[number]
export const jobProblemSchema = z.enum(jobProblems).catch('broken')

export const jobStages = ['reading', 'checking', 'preparing', 'writing', 'counting'] as const
export type JobStage = (typeof jobStages)[number]
export const jobStageSchema = z.enum(jobStages).nullable().catch(null)

/** How far a job is, for those who watch it. */
export type JobProgress = {
	state: JobState
	stage: JobStage | null
	done: number
	/** Null while it is not known. */
	total: number | null
	isStopping: boolean
	problem: JobProblem | null
}
