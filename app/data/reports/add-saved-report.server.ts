import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { ReportKind } from '#app/domain/report/report-kinds.ts'

/** As many as a person may have. */
export const mostSavedReports = 100

type Added = { ok: true; id: string } | { ok: false; reason: 'too-many' }

/** Saves a report for the person of the scope. Which kinds they may read, and what of it is kept, is decided before. */
export async function addSavedReport(
	scope: AccountScope,
	of: {
		kind: ReportKind
		name: string
		parameters: Record<string, string>
		isShared: boolean
		idempotencyKey: string
	},
): Promise<Added> {
	return withAccount(scope, (transaction) =>
		runOnce(
			transaction,
			scope,
			{ key: of.idempotencyKey, action: 'saved-report.add' },
			async (): Promise<Added> => {
				const { rows } = await transaction.sql.query<{ id: string }>(
					`INSERT INTO saved_report (account_id, membership_id, kind, name, parameters, is_shared)
				 SELECT $1, $2, $3, $4, $5, $6
				 WHERE $7 > (SELECT count(*) FROM saved_report r WHERE r.account_id = $1 AND r.membership_id = $2)
				 RETURNING id`,
					[
						...[scope.accountId, scope.membershipId, of.kind, of.name],
						...[JSON.stringify(of.parameters), of.isShared, mostSavedReports],
					],
				)
				const [row] = rows
				return row ? { ok: true, id: row.id } : { ok: false, reason: 'too-many' }
			},
		),
	)
}
