import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Writes into a running cycle who has left, and who is back: the same participant again, with whatever they had answered.
 * Exempt stays exempt.
 */
export async function markLeavers(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, today }: { cycleId: string; today: Day },
): Promise<{ left: number; back: number }> {
	const mark = async (from: 'active' | 'left', to: 'active' | 'left', gone: string) => {
		const { rowCount } = await transaction.sql.query(
			`UPDATE participant p SET state = '${to}', version = p.version + 1
			 FROM member m
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = '${from}'
				AND m.account_id = p.account_id AND m.id = p.member_id AND ${gone}`,
			[scope.accountId, cycleId, today],
		)
		return rowCount ?? 0
	}
	const left = await mark('active', 'left', 'm.left_on <= $3::date')
	const back = await mark('left', 'active', '(m.left_on IS NULL OR m.left_on > $3::date)')
	if (left + back > 0) {
		await appendAuditEvent(transaction, scope, {
			action: 'cycle.leavers-marked',
			subject: { kind: 'cycle', id: cycleId },
			detail: { left, back },
		})
	}
	return { left, back }
}
