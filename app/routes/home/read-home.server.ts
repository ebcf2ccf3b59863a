import type { AccountSession } from '#app/auth/account-context.server.ts'
import { countAccountStart } from '#app/data/count-account-start.server.ts'
import { countCoverage } from '#app/data/count-coverage.server.ts'
import { findOwnRecord } from '#app/data/find-own-record.server.ts'
import { getCycleHeads } from '#app/data/get-cycle-heads.server.ts'
import { getOwnNextStep } from '#app/data/get-own-next-step.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listOwnOutcomes } from '#app/data/list-own-outcomes.server.ts'
import { listReportChanges } from '#app/data/list-report-changes.server.ts'
import { listStandIns } from '#app/data/list-stand-ins.server.ts'
import { listOwnAssessments } from '#app/data/team-assessments/list-own-assessments.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { isTurnOf } from '#app/domain/check-in/rater.ts'
import {
	countAssessed,
	countEligible,
	countToBecomeResults,
	countUnassessed,
} from '#app/domain/cycle/participant-standing.ts'
import { calendarOf } from './calendar-of.server.ts'
import { readBeginWith } from './read-begin-with.server.ts'
import { readLandscape } from './read-landscape.server.ts'
import { readNeeds } from './read-needs.server.ts'
import { readTraining } from './read-training.server.ts'
import { nextStep, startSteps } from './next-action.ts'

/** How many people of a list the home page shows before it leads to the whole list. */
const few = 6

/**
 * What the home page shows to this person: every part is null or empty for whom it is not. The parts are read side by side, so
 * that none waits for one that it does not need.
 */
export async function readHome(session: AccountSession) {
	const { person, account, user } = session
	const [{ cycles, setup, hr }, { beginWith, landscape }, needs, own] = await Promise.all([
		readCycles(session),
		readPicture(session),
		readNeeds(session),
		readPersonal(session),
	])
	const reach = reachOf(person, 'heatmap.read')
	const isWhole = !reach.has('own') || reach.size > 1
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		accountName: account.name,
		userName: user.name,
		running: cycles.running,
		...{ setup, hr, beginWith, landscape, needs },
		heatmap: reach.size > 0 ? { published: cycles.lastPublished, whole: isWhole } : null,
		...own,
	}
}

/** The cycles that matter now; for who runs them how far they are, and for who sets the account up what comes first. */
async function readCycles(session: AccountSession) {
	const { scope, person } = session
	const cycles = await getCycleHeads(scope)
	const { running, lastPublished } = cycles
	const runsCycles = may(person, 'cycles.run')
	const setsUp = may(person, 'people.manage') || may(person, 'account.settings')
	const counts = runsCycles && running ? await countCoverage(scope, { cycleId: running.id }) : null
	const progress = counts && {
		assessed: countAssessed(counts),
		unassessed: countUnassessed(counts),
		eligible: countEligible(counts),
		toAgree: counts['to-agree'],
		toBecomeResults: running ? countToBecomeResults(counts, running.phase) : 0,
	}
	const people = lastPublished === null && (setsUp || runsCycles) ? await countAccountStart(scope) : null
	const state = { ...cycles, people, progress }
	const isStart = setsUp && lastPublished === null
	return {
		cycles,
		setup: isStart ? startSteps(state).map((step) => ({ ...step, allowed: may(person, step.needs) })) : null,
		hr: runsCycles ? { progress, next: nextStep(state), calendar: calendarOf(session, cycles) } : null,
	}
}

async function readPicture(session: AccountSession) {
	const beginWith = await readBeginWith(session)
	return { beginWith, landscape: await readLandscape(session, { beginWith }) }
}

/** What waits for the person as somebody’s manager, as a member and as who gives or agrees views of teams. */
async function readPersonal(session: AccountSession) {
	const { scope, person } = session
	const ownRecord = await findOwnRecord(scope)
	return {
		ownRecord: ownRecord && { email: ownRecord.email, mayInvite: may(person, 'people.manage') },
		manager: person.isManager ? await readManager(session) : null,
		own: person.isMember ? await readOwn(session) : null,
		training: await readTraining(session),
		assessments: await listOwnAssessments(scope),
	}
}

async function readManager({ scope }: AccountSession) {
	const { items, counts } = await listCheckInsToDo(scope, { rater: 'manager', sort: 'stage', pageSize: few })
	const changes = await listReportChanges(scope, { limit: few })
	return {
		turn: items.filter(({ stage }) => isTurnOf('manager', stage)),
		/** How many wait for this manager, and how many there are. */
		waiting: counts.due + counts.draft + counts['to-agree'],
		all: Object.values(counts).reduce((sum, count) => sum + count, 0),
		agreed: counts.agreed,
		/** Nothing can be sent about them any more, and not both sides are in. */
		closed: counts.closed,
		changes,
		standsInFor: await listStandIns(scope),
	}
}

async function readOwn({ scope }: AccountSession) {
	const { items } = await listCheckInsToDo(scope, { rater: 'self' })
	const [latest] = await listOwnOutcomes(scope, { limit: 1 })
	const next = latest ? await getOwnNextStep(scope, latest.participantId) : null
	return {
		memberId: scope.memberId,
		checkIn: items[0] ?? null,
		latest: latest ?? null,
		steps: next?.steps ?? [],
	}
}

export type HomePage = Awaited<ReturnType<typeof readHome>>
