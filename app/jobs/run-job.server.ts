import { systemScope } from '#app/data/account-scope.server.ts'
import { beginJob } from '#app/data/begin-job.server.ts'
import { besidesTransaction, withAccount } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import type { JobOutcome } from '#app/data/finish-job.server.ts'
import { finishJob } from '#app/data/finish-job.server.ts'
import { holdRoles } from '#app/data/hold-roles.server.ts'
import { lockJob } from '#app/data/lock-job.server.ts'
import { may } from '#app/domain/access/policy.ts'
import type { JobProblem } from '#app/domain/job/job-kind.ts'
import { actionOfKind, isUnfinished } from '#app/domain/job/job-kind.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { findStarter } from './find-starter.server.ts'
import { reportProgress } from './report-progress.server.ts'
import { stopOn } from './stop-on.server.ts'
import { workOfKind } from './work-of-kind.server.ts'

export type JobReference = { accountId: string; jobId: string }

/** The longest that a job may take. */
const longest = 20 * 60_000
/** A job whose process died this often is not begun again: it may be what kills them. */
const mostAttempts = 5
const brokenProblems: ReadonlySet<JobProblem> = new Set(['broken', 'gave-up'])
/** PostgreSQL's codes for two transactions in each other's way: the same again may go through. */
const inTheWay = new Set(['40001', '40P01', '55P03'])

const notAllowed: JobOutcome = { state: 'failed', problem: 'not-allowed' }

/** Thrown inside of the transaction, to take back everything in it. */
class TakenBack extends Error {
	readonly outcome: JobOutcome
	constructor(outcome: JobOutcome) {
		super('The work of a job is taken back.')
		this.outcome = outcome
	}
}

/**
 * Does a job, unless it has ended or another process is at it. What it does and that it is done are one transaction, so that
 * it happens once, however often it is begun. Whether the person who started it may is asked before, and again at its end.
 *
 * @param stopping the process ends: the job is taken back, for another to begin anew
 * @returns false when it broke, by no refusal of the work
 */
export async function runJob({ accountId, jobId }: JobReference, stopping: AbortSignal): Promise<boolean> {
	const system = systemScope(accountId)
	const end = async (outcome: JobOutcome) => {
		await withAccount(system, (transaction) => finishJob(transaction, system, jobId, outcome))
		return outcome.state !== 'failed' || !brokenProblems.has(outcome.problem)
	}

	const found = await findJob(system, jobId)
	if (!found || !isUnfinished(found.state)) return true
	const findAllowed = async () => {
		const starter = await findStarter(accountId, found)
		return starter && may(starter.person, actionOfKind[found.kind]) ? starter : null
	}
	const starter = await findAllowed()
	if (!starter) return end(notAllowed)
	const { scope } = starter
	const stop = stopOn(stopping)
	try {
		await withAccount(
			scope,
			async (transaction) => {
				if (!(await lockJob(transaction, scope, jobId))) return
				const job = await besidesTransaction(() => beginJob(scope, jobId))
				if (!job) return
				if (job.cancelRequestedAt) throw new TakenBack({ state: 'cancelled' })
				if (job.attempts > mostAttempts) throw new TakenBack({ state: 'failed', problem: 'gave-up' })
				stop.watch(transaction)
				const report = reportProgress(scope, { jobId, onStop: () => stop.now('cancelled') })
				try {
					const { signal } = stop
					const work = { ...starter, transaction, job, progress: report.at, signal }
					const result = await workOfKind[job.kind](work)
					if (!result.ok) throw new TakenBack({ state: 'failed', problem: result.problem })
					await holdRoles(transaction, scope)
					// As others have left it: who has marked themselves as left by this very import was still there.
					if (!(await besidesTransaction(findAllowed))) throw new TakenBack(notAllowed)
					await report.end()
					await stop.end()
					const isDone = await finishJob(transaction, scope, jobId, { state: 'done', result: result.result })
					if (!isDone) throw new TakenBack({ state: 'cancelled' })
				} finally {
					await report.end()
					await stop.end()
				}
			},
			{ timeout: longest },
		)
		return true
	} catch (error) {
		if (stop.reason === 'stopping') return true
		if (stop.reason === 'cancelled') return await end({ state: 'cancelled' })
		if (error instanceof TakenBack) return await end(error.outcome)
		getLogger().error({ jobId, kind: found.kind, err: error }, 'a job broke off')
		// What may go through the next time is left as it is: it is begun anew.
		const { code } = error as { code?: unknown }
		if (isUnavailable(error) || inTheWay.has(String(code))) return true
		return await end({ state: 'failed', problem: 'broken' })
	} finally {
		await stop.end()
	}
}
