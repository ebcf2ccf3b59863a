import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type FoundParticipant = {
	participantId: string
	memberName: string
	teamName: string | null
	state: 'active' | 'exempt' | 'left'
	version: number
	/** Why they are reopened already; null where they are not. */
	reopenReason: string | null
	selfSent: boolean
	managerSent: boolean
}

/** One participant of a cycle, without answers; null where the cycle has none with this id. */
export async function findParticipant(
	scope: AccountScope,
	of: { cycleId: string; participantId: string },
): Promise<FoundParticipant | null> {
	return withAccount(scope, async ({ sql }) => {
		const sent = (rater: string) => `EXISTS (SELECT FROM check_in i
			WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.rater = '${rater}' AND i.submitted_at IS NOT NULL)`
		const { rows } = await sql.query<FoundParticipant>(
			`SELECT p.id AS "participantId", m.name AS "memberName", t.name AS "teamName", p.state, p.version,
				p.reopen_reason AS "reopenReason", ${sent('self')} AS "selfSent", ${sent('manager')} AS "managerSent"
			 FROM participant p
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.id = $3`,
			[scope.accountId, of.cycleId, of.participantId],
		)
		return rows[0] ?? null
	})
}
