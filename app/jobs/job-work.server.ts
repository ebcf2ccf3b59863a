import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import type { StoredResponse } from '#app/data/run-once.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { JobProblem, JobStage } from '#app/domain/job/job-kind.ts'

/** What the work of a kind is given. */
export type JobWork = {
	/** Everything that it does: it is committed together with the end of the job. */
	transaction: Transaction
	/** Of the person who started it, with the rights of now. */
	scope: AccountScope
	person: Person
	account: Standing['account']
	job: Job
	/** Says how far it is, as often as it likes. */
	progress: (stage: JobStage, done?: number, total?: number | null) => void
	/** Somebody wants it stopped, or the process ends. Long work looks at it between its steps. */
	signal: AbortSignal
}

/** What came of it. A refusal leaves nothing behind. */
export type WorkResult = { ok: true; result: StoredResponse } | { ok: false; problem: JobProblem }

export type RunWork = (work: JobWork) => Promise<WorkResult>
