import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { nameFilters } from '#app/data/exports/name-filters.server.ts'
import { describeReportParameters } from '#app/domain/report/parameter-words.ts'
import type { ReportKind } from '#app/domain/report/report-kinds.ts'

/** What a report is asked for, one part a line, with the names of the teams, families and cycles in it. */
export async function describeParameters(
	scope: AccountScope,
	kind: ReportKind,
	parameters: Readonly<Record<string, string>>,
): Promise<string[]> {
	const { metric } = parameters
	return withAccount(scope, async (transaction) => {
		const [named = {}] = await nameFilters(transaction, scope, [parameters])
		const { rows } = metric
			? await transaction.sql.query<{ name: string }>(
					'SELECT name FROM metric WHERE account_id = $1 AND key = $2',
					[scope.accountId, metric],
				)
			: { rows: [] }
		return describeReportParameters(kind, { ...named, ...(rows[0] && { metric: rows[0].name }) })
	})
}
