import { dueSides, reportMarks } from '#app/domain/check-in/report-mark.ts'
import type { ReportMark } from '#app/domain/check-in/report-mark.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { listCheckInsToDo } from './list-check-ins-to-do.server.ts'
import type { PairNews } from './list-pair-news.server.ts'
import { listPairNews } from './list-pair-news.server.ts'

export type MarkedReport = { participantId: string; news: PairNews | null; marks: ReportMark[] }

/** More people than anybody manages. */
const everybody = 10_000

/** All reports of the person of the scope in the running cycle, each with its news and what it can be found by. */
export async function listReportMarks(scope: AccountScope, today: Day): Promise<MarkedReport[]> {
	const { items } = await listCheckInsToDo(scope, { rater: 'manager', pageSize: everybody })
	const ids = items.map(({ participantId }) => participantId)
	const news = new Map((await listPairNews(scope, ids)).map((one) => [one.participantId, one]))
	return items.map((item) => {
		const { participantId } = item
		const { late, theirsLate } = dueSides(item, today)
		const own = news.get(participantId) ?? null
		const has: Record<ReportMark, boolean> = {
			late: late || theirsLate,
			sent: own?.sentSinceLook ?? false,
			changed: (own?.moved ?? 0) !== 0,
		}
		return { participantId, news: own, marks: reportMarks.filter((mark) => has[mark]) }
	})
}
