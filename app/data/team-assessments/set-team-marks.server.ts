import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockRoster } from '#app/data/lock-roster.server.ts'

export type NewMarks = {
	teamId: string
	buildsProductFeatures: boolean
	isEngineering: boolean
	isRegulated: boolean
}

/**
 * Says which lenses apply to teams, from their next assessment on: those that have begun keep what held then. Teams that are
 * not there, or archived, are passed over. How many changed.
 */
export async function setTeamMarks(scope: AccountScope, marks: readonly NewMarks[]): Promise<number> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const changed = await transaction.sql.query<{ id: string }>(
			`UPDATE team t SET builds_product_features = n.builds, is_engineering = n.engineering, is_regulated = n.regulated,
				version = t.version + 1
			 FROM unnest($2::uuid[], $3::boolean[], $4::boolean[], $5::boolean[]) n (id, builds, engineering, regulated)
			 WHERE t.account_id = $1 AND t.id = n.id AND t.archived_at IS NULL
				AND (t.builds_product_features, t.is_engineering, t.is_regulated)
					IS DISTINCT FROM (n.builds, n.engineering, n.regulated)
			 RETURNING t.id`,
			[
				scope.accountId,
				marks.map(({ teamId }) => teamId),
				marks.map(({ buildsProductFeatures }) => buildsProductFeatures),
				marks.map(({ isEngineering }) => isEngineering),
				marks.map(({ isRegulated }) => isRegulated),
			],
		)
		for (const { id } of changed.rows) {
			await appendAuditEvent(transaction, scope, {
				action: 'team.marked',
				subject: { kind: 'team', id },
				detail: { ...marks.find(({ teamId }) => teamId === id) },
			})
		}
		return changed.rows.length
	})
}
