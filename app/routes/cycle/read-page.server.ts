import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { Opening } from '#app/data/count-opening.server.ts'
import { countOpening } from '#app/data/count-opening.server.ts'
import { findLatestJob } from '#app/data/find-latest-job.server.ts'
import { getCorrection } from '#app/data/get-correction.server.ts'
import type { CycleDetails } from '#app/data/get-cycle.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import type { CyclePlanDetails } from '#app/data/get-cycle-plan.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { listCalibrationGroups } from '#app/data/list-calibration-groups.server.ts'
import { participantSorts } from '#app/data/cycle-participants-sql.server.ts'
import { listCycleParticipants } from '#app/data/list-cycle-participants.server.ts'
import { groupProgressSorts, listGroupProgress } from '#app/data/list-group-progress.server.ts'
import { listCycles } from '#app/data/list-cycles.server.ts'
import { listLateJoiners } from '#app/data/list-late-joiners.server.ts'
import { listStuckManagers } from '#app/data/list-stuck-managers.server.ts'
import { listOpenAssessments } from '#app/data/team-assessments/list-open-assessments.server.ts'
import { phaseDue } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { isRunning, runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import { progressSearchSchema } from '#app/domain/cycle/progress-search.ts'
import { phasePassed, phasesByHand, takesNewcomers } from '#app/domain/cycle/cycle-plan.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { openRefusals } from '#app/domain/cycle/phase-words.ts'
import { standingsOf } from '#app/domain/cycle/standing-words.ts'
import { showJob } from '#app/jobs/show-job.server.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { changeSearch } from '#app/ui/search.ts'

const pageSize = 25

export const cycleViews = ['teams', 'families', 'people', 'publish', 'move', 'add'] as const
export type CycleView = (typeof cycleViews)[number]

const commonSearch = progressSearchSchema
	.pick({ search: true, standing: true, team: true, family: true, order: true, page: true })
	.extend({
		view: z.enum(cycleViews).catch('teams'),
		to: z.enum(['review', 'calibration']).catch('review'),
	})

/** The page of a cycle: what opening it would freeze, or how far it is, or what publishing it would mean. */
export async function readCyclePage({ scope, account }: AccountSession, cycleId: string, url: URL) {
	const cycle = z.guid().safeParse(cycleId).success ? await getCycle(scope, { cycleId }) : null
	const plan = cycle && (await getCyclePlan(scope, { cycleId }))
	if (!cycle || !plan) throw notFound()
	const { locale, timeZone } = account
	const idempotencyKey = newIdempotencyKey()
	const publication = await readPublication(scope, cycle, locale)
	const today = todayIn(timeZone)
	const correction = await readCorrection(scope, cycle)
	const common = { cycle, plan, today, locale, timeZone, idempotencyKey, publication, correction }
	if (cycle.phase === 'draft') {
		const opening = await countOpening(scope, { endsOn: cycle.endsOn, cycleId })
		const { cycles } = await listCycles(scope, { phases: runningPhases, pageSize: 1 })
		const running = cycles[0] ?? null
		const hindrance = hindranceOf({ plan, today, opening, running })
		return { kind: 'draft' as const, ...common, opening, running, hindrance }
	}

	const params = Object.fromEntries(url.searchParams)
	const search = commonSearch.parse(params)
	const view = viewOf(search, { ...cycle, plan })
	const stuck = isRunning(cycle.phase) ? await listStuckManagers(scope, { cycleId }) : []
	const paging = { page: search.page, pageSize }
	const listed = { search: search.search, descending: search.order === 'desc', ...paging }
	const exportOf = (of: Record<string, string | undefined>) => {
		const params = Object.entries(of).filter((pair): pair is [string, string] => Boolean(pair[1]))
		return `/a/${account.slug}/cycles/${cycleId}/progress.csv?${new URLSearchParams(params)}`
	}
	if (view === 'teams') {
		const sort = z.enum(groupProgressSorts).catch('name').parse(params.sort)
		const { groups, total, counts } = await listGroupProgress(scope, { cycleId, by: 'team', sort, ...listed })
		refuseEmptyPage(url, search.page, groups)
		return {
			kind: 'teams' as const,
			...common,
			stuck,
			total: counts,
			teams: groups,
			filter: { search: search.search },
			sort: { sort, order: search.order },
			paging: { ...paging, total },
			exportHref: exportOf({ view, search: search.search, sort, order: search.order }),
		}
	}

	const { total, families } = await getCycleProgress(scope, { cycleId })
	const running = { ...common, total, families, stuck }

	if (view === 'move') return { kind: 'move' as const, ...running, to: search.to }
	if (view === 'add') {
		const { joiners, total: count } = await listLateJoiners(scope, { cycleId, ...listed })
		refuseEmptyPage(url, search.page, joiners)
		return {
			kind: 'add' as const,
			...running,
			joiners,
			filter: { search: search.search },
			paging: { ...paging, total: count },
		}
	}
	if (view === 'families') return { kind: 'families' as const, ...running, exportHref: exportOf({ view }) }
	const standing = view === 'publish' ? 'unassessed' : search.standing
	const sort = z.enum(participantSorts).catch('name').parse(params.sort)
	const { participants, total: count } = await listCycleParticipants(scope, {
		cycleId,
		standings: standingsOf(standing),
		teamId: search.team,
		familyId: search.family,
		sort,
		...listed,
	})
	refuseEmptyPage(url, search.page, participants)
	const list = {
		...running,
		participants,
		filter: { search: search.search, standing, team: search.team ?? '', family: search.family ?? '' },
		sort: { sort, order: search.order },
		paging: { ...paging, total: count },
	}
	if (view === 'people') {
		const exportHref = exportOf({ view, ...list.filter, sort, order: search.order })
		return { kind: 'people' as const, ...list, exportHref }
	}
	const { groups } = await listCalibrationGroups(scope, { cycleId, sight: 'all' })
	return {
		kind: 'publish' as const,
		...list,
		openGroups: groups.filter(({ lockedAt, people }) => lockedAt === null && people > 0),
		openAssessments: await listOpenAssessments(scope, { cycleId }),
	}
}

/** Who is reopened and how far they are; null for nobody. */
async function readCorrection(
	scope: AccountSession['scope'],
	{ id, phase, reopenedAt, reopenReason }: Pick<CycleDetails, 'id' | 'phase' | 'reopenedAt' | 'reopenReason'>,
) {
	if (phase === 'draft') return null
	const { people, ...counts } = await getCorrection(scope, { cycleId: id, pageSize: 3 })
	if (counts.reopened === 0 && reopenedAt === null) return null
	return { ...counts, names: people.map(({ name }) => name), reopenedAt, reason: reopenReason }
}

/** What is asked for, where the cycle's phase has it. */
function viewOf(
	{ view, to }: { view: CycleView; to: CyclePhase },
	{ phase, plan }: { phase: CyclePhase; plan: CyclePlanDetails },
): CycleView {
	const has = {
		publish: isRunning(phase),
		move: phasesByHand(phase, plan).includes(to),
		add: takesNewcomers(phase),
	}
	return Object.hasOwn(has, view) && !has[view as keyof typeof has] ? 'teams' : view
}

/** Why a draft whose day has come is not open; null where nothing is in the way. */
function hindranceOf(of: {
	plan: CyclePlanDetails
	today: Day
	opening: Opening
	running: { name: string } | null
}): string | null {
	const { plan, today, opening, running } = of
	const passed = phasePassed(plan, today)
	if (passed) return openRefusals['dates-passed'](passed)
	if (phaseDue('draft', plan, today) === null) return null
	if (running) return openRefusals['another-running'](running.name)
	return opening.participants === 0 ? openRefusals['no-participants'] : null
}

/** For so long it is said that a publication was stopped. */
const stoppedShown = 60 * 60_000

/** The publication that is under way, has failed or was just stopped; null where there is nothing to say of it. */
async function readPublication(
	scope: AccountSession['scope'],
	{ id, phase }: { id: string; phase: CyclePhase },
	locale: string,
) {
	if (!isRunning(phase)) return null
	const job = await findLatestJob(scope, { kinds: ['cycle-publish'], subjectId: id })
	if (!job || job.state === 'done') return null
	const { id: jobId, state, problem, finishedAt } = job
	if (state === 'cancelled' && finishedAt && Date.now() - finishedAt.getTime() > stoppedShown) return null
	return { jobId, problem, shown: showJob(job, locale) }
}

/** A page that has no rows any more leads to the first. */
function refuseEmptyPage(url: URL, page: number, rows: readonly unknown[]): void {
	if (page > 1 && rows.length === 0)
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
}

export type CyclePage = Awaited<ReturnType<typeof readCyclePage>>
export type PageOf<Kind extends CyclePage['kind']> = Extract<CyclePage, { kind: Kind }>
