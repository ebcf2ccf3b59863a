import type { AccountScope } from '#app/data/account-scope.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import { listDueReportAccounts } from '#app/data/reports/list-due-report-accounts.server.ts'
import type { DueReport } from '#app/data/reports/list-due-reports.server.ts'
import { listDueReports } from '#app/data/reports/list-due-reports.server.ts'
import { getSavedReport } from '#app/data/reports/get-saved-report.server.ts'
import { settleDueReport } from '#app/data/reports/settle-due-report.server.ts'
import { nextRun } from '#app/domain/report/next-run.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { reportMail } from '#app/mail/report-mails.server.ts'
import { findStarter } from './find-starter.server.ts'

/** How many are looked at before the next look at who is due. */
const atOnce = 200

/**
 * Tells by mail of the saved reports that are due, in all accounts. Each is one transaction that finds out by itself whether
 * it is still to be told, so that any number of processes may do this at any time. After a pause one mail is sent, not all
 * that were missed.
 */
export async function tendReports(of: { baseUrl: string; at?: Date; signal?: AbortSignal }): Promise<void> {
	const { baseUrl, at = new Date(), signal } = of
	for (const accountId of await listDueReportAccounts(at)) {
		const scope = systemScope(accountId)
		try {
			for (;;) {
				const due = await listDueReports(scope, { at, limit: atOnce })
				for (const one of due) {
					if (signal?.aborted) return
					await tellOrStop(scope, one, { at, baseUrl })
				}
				if (due.length < atOnce) break
			}
		} catch (error) {
			// One account may be busy; a database that is away is for all of them, and the next look is a minute later.
			if (isUnavailable(error)) throw error
			getLogger().error({ accountId, err: error }, 'reports could not be told of')
		}
	}
}

/** Whoever has left, may not read the report any more or does not find it is told nothing, and it stops. */
async function tellOrStop(
	scope: AccountScope,
	due: DueReport,
	{ at, baseUrl }: { at: Date; baseUrl: string },
): Promise<void> {
	const reader = await findStarter(scope.accountId, { createdByUserId: due.userId, parameters: {} })
	const report = reader && (await getSavedReport(reader.scope, reader.person, due))
	if (!reader || !report) {
		await settleDueReport(scope, { due, at, then: 'stop' })
		return
	}
	const { account } = reader
	const mail = reportMail({
		to: due.email,
		account,
		kind: report.kind,
		schedule: due,
		reportId: report.id,
		at,
		baseUrl,
	})
	await settleDueReport(scope, { due, at, then: { mail, nextAt: nextRun(due, at, account) } })
}
