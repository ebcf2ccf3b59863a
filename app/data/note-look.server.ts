import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** Keeps that the person of the scope looks at a participant's check-in now: their list says what is new since. */
export async function noteLook(scope: AccountScope, participantId: string): Promise<void> {
	if (scope.membershipId === null) return
	await withAccount(scope, async ({ sql }) => {
		await sql.query(
			`INSERT INTO last_look (account_id, participant_id, membership_id) VALUES ($1, $2, $3)
			 ON CONFLICT (account_id, participant_id, membership_id) DO UPDATE SET looked_at = now()`,
			[scope.accountId, participantId, scope.membershipId],
		)
	})
}
