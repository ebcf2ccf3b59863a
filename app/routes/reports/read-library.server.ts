import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findReportCycle } from '#app/data/reports/find-report-cycle.server.ts'
import { listSavedReports } from '#app/data/reports/list-saved-reports.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { isOfCycle, readableReports, reportAddress, reports } from '#app/domain/report/report-kinds.ts'

/** The library as a person finds it: the reports that they may read, and what is saved of them. */
export async function readLibrary({ scope, person, account }: AccountSession) {
	const root = `/a/${account.slug}`
	const cycle = await findReportCycle(scope, person)
	const saved = await listSavedReports(scope, person)
	return {
		root,
		logHref: may(person, 'audit.read') ? `${root}/reports/access-log` : null,
		cards: readableReports(person).map((kind) => {
			const { name, answers } = reports[kind]
			// Who does not run a cycle calibrates in it while it is in that phase.
			const isThere = kind !== 'calibration' || may(person, 'cycles.run') || cycle?.phase === 'calibration'
			const cycleId = isThere ? (cycle?.id ?? null) : null
			const address = reportAddress(kind, { root, parameters: {}, cycleId, person })
			return {
				...{ kind, name, answers },
				href: address?.href ?? null,
				csvHref: address?.csvHref ?? null,
				about: isOfCycle(kind) && isThere ? (cycle?.name ?? null) : null,
				saveHref: `${root}/reports/saved/new?kind=${kind}`,
			}
		}),
		saved: saved.map(({ id, kind, name, isShared, isOwn, isDefault, ownerName }) => ({
			...{ id, name, isShared, isOwn, isDefault, ownerName, kindName: reports[kind].name },
			href: `${root}/reports/saved/${id}`,
		})),
	}
}

export type LibraryPage = Awaited<ReturnType<typeof readLibrary>>
