import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findOwnCalibration } from '#app/data/find-own-calibration.server.ts'
import { getCycleHeads } from '#app/data/get-cycle-heads.server.ts'
import { checkInSorts, listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listHandedOver } from '#app/data/list-handed-over.server.ts'
import { listOwnOutcomes } from '#app/data/list-own-outcomes.server.ts'
import { listReportMarks } from '#app/data/list-report-marks.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { checkInStages, isTurnOf } from '#app/domain/check-in/rater.ts'
import type { ReportMark } from '#app/domain/check-in/report-mark.ts'
import { dueSides, reportMarks } from '#app/domain/check-in/report-mark.ts'
import { dueOn } from '#app/domain/cycle/cycle-dates.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'

const searchSchema = z.object({
	q: z.string().max(200).catch(''),
	stage: z.enum(checkInStages).optional().catch(undefined),
	show: z.enum(reportMarks).optional().catch(undefined),
	sort: z.enum(checkInSorts).catch('stage'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

const pageSize = 50

/** The person's own check-in and those about their reports, as the URL asks for them. */
export async function readCheckInsPage({ scope, account, person }: AccountSession, url: URL) {
	const asked = searchSchema.parse(Object.fromEntries(url.searchParams))
	const search = asked.q.replaceAll('\0', '')
	const own = await listCheckInsToDo(scope, { rater: 'self' })
	const today = todayIn(account.timeZone)
	const marked = await listReportMarks(scope, today)
	const having = (mark: ReportMark) => marked.filter(({ marks }) => marks.includes(mark))
	const only = asked.show && having(asked.show).map(({ participantId }) => participantId)
	const reports = await listCheckInsToDo(scope, { ...asked, only, search, rater: 'manager', pageSize })
	const earlier = await listOwnOutcomes(scope)
	const calibration = may(person, 'cycles.calibrate') ? await findOwnCalibration(scope) : null
	const news = new Map(marked.map((report) => [report.participantId, report.news]))
	const { running } = await getCycleHeads(scope)
	// A cycle that is being corrected comes beside the one that runs, which is the later one.
	const [cycle] = [...own.items, ...reports.items].toSorted((a, b) => b.endsOn.localeCompare(a.endsOn))
	const awaited = ['due', 'draft', 'waiting'] as const
	// Once no answers are taken nothing is due any more, and the reader's date would mislead.
	const asks =
		own.items.some(({ stage }) => awaited.some((one) => one === stage)) ||
		awaited.some((stage) => reports.counts[stage] > 0)
	const due = cycle ? dueOn(cycle.rater, cycle) : null
	const { reports: led } = await listHandedOver(scope, { manager: '', none: false, today })
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		/** The cycle that runs, whether it asks the person or not. */
		runningName: running?.name ?? null,
		cycle: cycle && due ? { name: cycle.cycleName, dueOn: asks ? due : null } : null,
		late: cycle && due ? isTurnOf(cycle.rater, cycle.stage) && today > due : false,
		calibration,
		own: own.items,
		/** Reports for whom somebody else stands in. */
		handedOver: led.flatMap(({ participantId, memberName, delegateName }) =>
			delegateName ? [{ participantId, memberName, delegateName }] : [],
		),
		mayHandOver: led.length > 0 || reachOf(person, 'check-ins.delegate').has('all'),
		reports: {
			...reports,
			...asked,
			items: reports.items.map((item) => ({
				...item,
				news: news.get(item.participantId) ?? null,
				...dueSides(item, today),
			})),
			search,
			pageSize,
			/** Of all reports, like the counts by state. */
			marked: reportMarks.map((mark) => ({ mark, count: having(mark).length })),
			all: Object.values(reports.counts).reduce((a, b) => a + b, 0),
		},
		earlier: earlier.filter(({ published }) => published),
	}
}

export type CheckInsPage = Awaited<ReturnType<typeof readCheckInsPage>>
