import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { isManagerRater } from './manager-rater-sql.server.ts'
import { todayOfAccount } from './today-sql.server.ts'

export type Neighbour = {
	participantId: string
	memberName: string
	/** The manager's side is sent: what is left to do about this report is in the agreement. */
	sent: boolean
}

/** The reports before and after a participant in the manager's list by name; nulls at the ends and for everybody else. */
export async function listPairNeighbours(
	scope: AccountScope,
	of: { participantId: string; cycleId: string },
): Promise<{ previous: Neighbour | null; next: Neighbour | null }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Neighbour>(
			`SELECT p.id AS "participantId", m.name AS "memberName",
				EXISTS (SELECT FROM check_in i WHERE i.account_id = p.account_id AND i.participant_id = p.id
					AND i.rater = 'manager' AND i.submitted_at IS NOT NULL) AS sent
			 FROM participant p
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND ${isManagerRater('$3')} AND p.state = 'active'
				AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount})
			 ORDER BY lower(m.name), p.id`,
			[scope.accountId, of.cycleId, scope.memberId],
		)
		const at = rows.findIndex(({ participantId }) => participantId === of.participantId)
		if (at < 0) return { previous: null, next: null }
		return { previous: rows[at - 1] ?? null, next: rows[at + 1] ?? null }
	})
}
