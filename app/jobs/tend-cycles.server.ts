import { systemScope } from '#app/data/account-scope.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { draftNextCycle } from '#app/data/draft-next-cycle.server.ts'
import { findLatestJob } from '#app/data/find-latest-job.server.ts'
import type { CycleDetails } from '#app/data/get-cycle.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import type { CyclePlanDetails } from '#app/data/get-cycle-plan.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { keepRunningCycle } from '#app/data/keep-running-cycle.server.ts'
import { isSampleComplete } from '#app/data/is-sample-complete.server.ts'
import { listCyclesToTend } from '#app/data/list-cycles-to-tend.server.ts'
import { moveCyclePhase } from '#app/data/move-cycle-phase.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { tellCycleRunners } from '#app/data/tell-cycle-runners.server.ts'
import { daysBetween, nextPhaseOf, phaseDue } from '#app/domain/cycle/cycle-dates.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { toldDaysBefore } from '#app/domain/cycle/cycle-plan.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeOpenRefusal } from '#app/domain/cycle/phase-words.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { problemTexts, stateNames } from '#app/domain/job/job-words.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { getLogger } from '#app/lib/log.server.ts'
import {
	cycleDraftedMails,
	handOverMails,
	notBegunMails,
	phaseEndsMails,
} from '#app/mail/cycle-mails.server.ts'
import { remindPeople } from './remind-people.server.ts'

type Tended = {
	scope: AccountScope
	account: Standing['account']
	cycle: CycleDetails
	plan: CyclePlanDetails
	today: Day
	at: Date
	baseUrl: string
}

/**
 * Does what the calendar asks of the cycles of all accounts: begins phases whose day has come, lets running cycles follow
 * the roster, tells what is missing before a phase ends, reminds whom they wait for, and drafts the cycles of those that
 * repeat. Each step is one transaction that finds out by itself whether there is something to do, so that any number of
 * processes may do this at any time, and whatever one leaves undone the next one does.
 */
export async function tendCycles(of: { baseUrl: string; at?: Date; signal?: AbortSignal }): Promise<void> {
	const { baseUrl, at = new Date(), signal } = of
	let away = 0
	for (const { accountId, cycleId } of await listCyclesToTend(at)) {
		if (signal?.aborted) return
		try {
			await tendCycle(systemScope(accountId), { cycleId, at, baseUrl, signal })
		} catch (error) {
			// The next look, a minute later, does what this one did not. One account may be busy; a database that is away is for
			// all of them.
			if (isUnavailable(error)) {
				away += 1
				if (away > 2) throw error
			} else getLogger().error({ cycleId, err: error }, 'a cycle could not be tended')
		}
	}
}

async function tendCycle(
	scope: AccountScope,
	of: { cycleId: string; at: Date; baseUrl: string; signal: AbortSignal | undefined },
): Promise<void> {
	const { cycleId, at, baseUrl, signal } = of
	const read = async (): Promise<Tended | null> => {
		const account = (await readStanding(scope))?.account
		const cycle = await getCycle(scope, { cycleId })
		const plan = await getCyclePlan(scope, { cycleId })
		if (!account || !cycle || !plan) return null
		return { scope, account, cycle, plan, today: todayIn(account.timeZone, at), at, baseUrl }
	}
	const before = await read()
	if (!before) return
	// A sample company tells its history while it is loaded, and its past days are not for the calendar.
	if (before.account.isSample && !(await isSampleComplete(scope))) return
	await beginDuePhase(before)
	const now = await read()
	if (!now) return
	const { account, cycle, plan } = now
	if (isRunning(cycle.phase)) {
		await keepRunningCycle(scope, {
			at,
			announce: (handed) => handOverMails({ ...handed, account, baseUrl }),
		})
		await tellPhaseEnd(now)
	}
	if (isRunning(cycle.phase) || cycle.reopenedAt !== null) {
		await remindPeople(scope, { cycleId, account, at, baseUrl, signal })
	}
	if (plan.repeats) {
		await draftNextCycle(scope, {
			cycleId,
			at,
			announce: ({ cycleId: id, name, opensOn, after }, runners) =>
				cycleDraftedMails({ account, cycle: { id, name }, opensOn, after, runners, baseUrl }),
		})
	}
}

async function beginDuePhase(of: Tended): Promise<void> {
	const { scope, cycle, plan, today, at } = of
	const due = phaseDue(cycle.phase, plan, today)
	if (due === 'review' || due === 'calibration') {
		await moveCyclePhase(scope, { cycleId: cycle.id, to: due, byDate: true, at })
	} else if (due === 'published') {
		await publishDue(of)
	} else if (due === 'open') {
		const opened = await openCycle(scope, { cycleId: cycle.id, byDate: true, at })
		// What somebody else has done or changed meanwhile is no failure.
		if (opened.ok || opened.reason === 'not-draft' || opened.reason === 'not-due') return
		await tellNotBegun(of, 'open', plan.opensOn, describeOpenRefusal(opened))
	}
}

/** Starts the publication whose day has come, once a day: what breaks one may be gone by the next. */
async function publishDue(of: Tended): Promise<void> {
	const { scope, cycle, plan, today, account } = of
	const byDate = { kinds: ['cycle-publish'] as const, subjectId: cycle.id, parameters: { byDate: true } }
	const last = await findLatestJob(scope, byDate)
	if (last && isUnfinished(last.state)) return
	if (last && last.problem !== 'not-due' && todayIn(account.timeZone, last.createdAt) === today) {
		if (last.state === 'done') return
		const because = last.problem ? problemTexts[last.problem] : `${stateNames[last.state]} by somebody.`
		await tellNotBegun(of, 'published', plan.publishesOn, because)
		return
	}
	await startJob(scope, { kind: 'cycle-publish', subjectId: cycle.id, parameters: { byDate: true } })
}

async function tellNotBegun(
	{ scope, account, cycle, baseUrl }: Tended,
	phase: 'open' | 'published',
	on: Day | null,
	because: string,
): Promise<void> {
	if (on === null) return
	await tellCycleRunners(scope, {
		cycleId: cycle.id,
		occasion: `not-${phase} ${on}`,
		announce: (runners) => notBegunMails({ account, cycle, phase, on, because, runners, baseUrl }),
	})
}

/** What is missing is told before a phase ends, while there is time to do something about it. */
async function tellPhaseEnd({ scope, account, cycle, plan, today, baseUrl }: Tended): Promise<void> {
	const next = nextPhaseOf(cycle.phase, plan)
	if (!next || next.phase === 'draft' || next.phase === 'open') return
	const { phase, on } = next
	if (on <= today || daysBetween(today, on) > toldDaysBefore) return
	const { total: counts } = await getCycleProgress(scope, { cycleId: cycle.id })
	await tellCycleRunners(scope, {
		cycleId: cycle.id,
		occasion: `ends-before-${phase} ${on}`,
		announce: (runners) => phaseEndsMails({ account, cycle, next: { phase, on }, counts, runners, baseUrl }),
	})
}
