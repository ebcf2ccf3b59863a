import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type Reopening = {
	id: string
	/** Null: everybody. */
	memberName: string | null
	reason: string
	/** Who did it; null where they are no user any more, or it was done before that was kept. */
	byName: string | null
	reopenedAt: Date
	/** Of the result that is published next, or was. */
	version: number
}

/** Why participants of a cycle were reopened, newest first, a hundred at most. For those who run the cycle. */
export async function listReopenings(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<Reopening[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Reopening>(
			`SELECT r.id, m.name AS "memberName", r.reason, u.name AS "byName", r.reopened_at AS "reopenedAt", r.version
			 FROM reopening r
			 LEFT JOIN participant p ON p.account_id = r.account_id AND p.id = r.participant_id
			 LEFT JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 LEFT JOIN "user" u ON u.id = r.by_user_id
			 WHERE r.account_id = $1 AND r.cycle_id = $2
			 ORDER BY r.reopened_at DESC, r.id LIMIT 100`,
			[scope.accountId, cycleId],
		)
		return rows
	})
}
