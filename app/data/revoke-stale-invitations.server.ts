import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Takes back open invitations of members who have left or whose e-mail is another by now: whoever reads the old mailbox
 * must not become them.
 *
 * @param memberIds whose records have changed
 */
export async function revokeStaleInvitations(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ memberIds, today }: { memberIds: readonly string[]; today: string },
): Promise<void> {
	if (memberIds.length === 0) return
	await sql.query(
		`UPDATE invitation i SET revoked_at = now() FROM member m
		 WHERE i.account_id = $1 AND i.member_id = ANY ($2::uuid[]) AND i.accepted_at IS NULL AND i.revoked_at IS NULL
			AND m.account_id = i.account_id AND m.id = i.member_id
			AND (m.left_on <= $3::date OR m.email IS DISTINCT FROM i.email)`,
		[accountId, memberIds, today],
	)
}
