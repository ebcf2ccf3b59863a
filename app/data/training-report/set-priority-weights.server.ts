import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { PriorityWeights } from '#app/domain/training-report/priority.ts'
import { priorityParts } from '#app/domain/training-report/priority.ts'

export type SetWeightsResult = { ok: true; changed: boolean } | { ok: false; reason: 'stale' }

/**
 * Says how much each part of priority counts; null goes back to Contour's proposal.
 *
 * @param of.version of the weights that the person saw; 0 while the proposal held
 */
export async function setPriorityWeights(
	scope: AccountScope,
	{ weights, version }: { weights: PriorityWeights | null; version: number },
): Promise<SetWeightsResult> {
	const { accountId } = scope
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const { rows } = await sql.query<PriorityWeights & { version: number }>(
			`SELECT gap::int, people::int, due::int, roadmap::int, version FROM training_priority WHERE account_id = $1 FOR UPDATE`,
			[accountId],
		)
		const [before] = rows
		const isSame = before
			? weights !== null && priorityParts.every((part) => before[part] === weights[part])
			: weights === null
		if (isSame) return { ok: true, changed: false }
		if ((before?.version ?? 0) !== version) return { ok: false, reason: 'stale' }
		if (weights === null) {
			await sql.query(`DELETE FROM training_priority WHERE account_id = $1`, [accountId])
		} else {
			const { rowCount } = await sql.query(
				before
					? `UPDATE training_priority SET gap = $2, people = $3, due = $4, roadmap = $5, version = version + 1
						WHERE account_id = $1`
					: `INSERT INTO training_priority (account_id, gap, people, due, roadmap) VALUES ($1, $2, $3, $4, $5)
						ON CONFLICT DO NOTHING`,
				[accountId, ...priorityParts.map((part) => weights[part])],
			)
			// Another first one passed this one.
			if (rowCount === 0) return { ok: false, reason: 'stale' }
		}
		await appendAuditEvent(transaction, scope, {
			action: weights === null ? 'training-priority.reset' : 'training-priority.set',
			subject: { kind: 'account', id: accountId },
			detail: { ...weights },
		})
		return { ok: true, changed: true }
	})
}
