import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { nameFilters } from '#app/data/exports/name-filters.server.ts'
import { describeReportParameters } from '#app/domain/report/parameter-words.ts'
import type { ReportKind } from '#app/domain/report/report-kinds.ts'

/** What a report is asked for, one part a line, with the names of the teams, families, metrics and cycles in it. */
export async function describeParameters(
	scope: AccountScope,
	kind: ReportKind,
	parameters: Readonly<Record<string, string>>,
): Promise<string[]> {
	return withAccount(scope, async (transaction) => {
		const [named = {}] = await nameFilters(transaction, scope, [{ ...parameters }])
		return describeReportParameters(kind, named)
	})
}
