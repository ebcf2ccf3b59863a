import { isAbove } from './above-participant-sql.server.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Whether the person of the scope stands above a participant, as frozen in the cycle: further up the line of managers, or
 * leading the participant's team or one that it belongs to.
 */
export async function isAboveParticipant(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { participantId: string },
): Promise<boolean> {
	if (scope.memberId === null) return false
	const { rows } = await sql.query<{ above: boolean }>(
		`SELECT ${isAbove({ account: '$1', member: '$3' })} AS above
		 FROM participant p WHERE p.account_id = $1 AND p.id = $2`,
		[scope.accountId, of.participantId, scope.memberId],
	)
	return rows[0]?.above ?? false
}
