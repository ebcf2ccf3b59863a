import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { handOverReports } from '#app/data/hand-over-reports.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'

/**
 * HR lets the lead of Payments stand in for the lead of Mobile, of whose people two are still to be answered for. Nobody gets
 * a mail: that was days ago.
 */
export async function handOverReport(
	scope: AccountScope,
	{ cycleId, today }: { cycleId: string; today: Day },
): Promise<void> {
	const { accountId } = scope
	const { hr, reports } = await withAccount(scope, async ({ sql }) => {
		const found = await sql.query<{ userId: string; membershipId: string; memberId: string }>(
			`SELECT b.user_id AS "userId", b.id AS "membershipId", b.member_id AS "memberId"
			 FROM membership b JOIN member m ON m.account_id = b.account_id AND m.id = b.member_id
			 WHERE b.account_id = $1 AND m.email = 'hr@meridian.example'`,
			[accountId],
		)
		const { rows } = await sql.query<{ participantId: string; version: number }>(
			`SELECT p.id AS "participantId", p.version FROM participant p
			 JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND t.name = 'Mobile' AND p.manager_id = t.lead_id
				AND NOT EXISTS (SELECT FROM check_in i
					WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.rater = 'manager')
			 ORDER BY m.external_id LIMIT 2`,
			[accountId, cycleId],
		)
		return { hr: found.rows[0], reports: rows }
	})
	if (!hr || reports.length === 0) throw new Error('The sample has nobody to stand in for.')
	const done = await handOverReports(mintAccountScope({ accountId, ...hr, roles: ['hr'] }), {
		...{ reports, delegate: 'manager@meridian.example', today },
		reason: 'On parental leave until the end of the quarter.',
		announce: () => [],
	})
	if (!done.ok) throw new Error(`The sample's reports cannot be handed over: ${done.reason}.`)
}
