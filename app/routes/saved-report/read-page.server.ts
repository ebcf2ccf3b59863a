import type { AccountSession } from '#app/auth/account-context.server.ts'
import { describeParameters } from '#app/data/reports/describe-parameters.server.ts'
import { findReportCycle } from '#app/data/reports/find-report-cycle.server.ts'
import { getReportSchedule } from '#app/data/reports/get-report-schedule.server.ts'
import type { SavedReport } from '#app/data/reports/saved-report-row.server.ts'
import { parametersFor } from '#app/domain/report/parameters-for.ts'
import { isView, reportAddress, reports } from '#app/domain/report/report-kinds.ts'

/** A saved report with the way to what it shows now. */
export async function readReportPage({ scope, person, account }: AccountSession, report: SavedReport) {
	const { id, kind, name, isShared, isOwn, ownerName, isDefault, version } = report
	const parameters = parametersFor(person, report)
	const root = `/a/${account.slug}`
	const cycleId = (await findReportCycle(scope, person))?.id ?? null
	return {
		...{ id, name, isShared, isOwn, ownerName, isDefault, version, root },
		isView: isView(kind),
		kind,
		kindName: reports[kind].name,
		answers: reports[kind].answers,
		address: reportAddress(kind, { root, parameters, cycleId, person }),
		schedule: await getReportSchedule(scope, { reportId: id }),
		locale: account.locale,
		timeZone: account.timeZone,
		lines: await describeParameters(scope, kind, parameters),
	}
}

export type ReportPage = Awaited<ReturnType<typeof readReportPage>>
