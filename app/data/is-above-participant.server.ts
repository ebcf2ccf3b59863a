import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Whether the person of the scope stands above a participant, as frozen in the cycle: further up the line of managers, or
 * leading the participant's team or one that it belongs to.
 */
export async function isAboveParticipant(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { participantId: string; cycleId: string },
): Promise<boolean> {
	if (scope.memberId === null) return false
	const { rows } = await sql.query<{ above: boolean }>(
		`WITH RECURSIVE managers (member_id) AS (
			SELECT p.manager_id FROM participant p WHERE p.account_id = $1 AND p.id = $2
			UNION
			SELECT p.manager_id FROM managers m
			JOIN participant p ON p.account_id = $1 AND p.cycle_id = $3 AND p.member_id = m.member_id
		), teams (team_id, lead_id) AS (
			SELECT t.team_id, t.lead_id FROM participant p
			JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $3 AND t.team_id = p.team_id
			WHERE p.account_id = $1 AND p.id = $2
			UNION
			SELECT up.team_id, up.lead_id FROM teams below
			JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $3 AND t.team_id = below.team_id
			JOIN cycle_team up ON up.account_id = $1 AND up.cycle_id = $3 AND up.team_id = t.parent_id
		)
		SELECT EXISTS (SELECT FROM managers WHERE member_id = $4)
			OR EXISTS (SELECT FROM teams WHERE lead_id = $4) AS above`,
		[scope.accountId, of.participantId, of.cycleId, scope.memberId],
	)
	return rows[0]?.above ?? false
}
