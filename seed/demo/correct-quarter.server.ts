import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import type { AgreementDraft } from '#app/domain/check-in/check-in-draft.ts'

type Pair = {
	participantId: string
	version: number
	outcomeVersion: number
	managerUserId: string
	managerMembershipId: string
	managerMemberId: string
	answers: AgreementDraft['answers']
}

const day = 86_400_000

/**
 * Corrects one result of a published quarter, as HR and a manager would: reopened with a reason, agreed anew half a tier
 * higher, published as version 2. Whoever sees groups only keeps version 1, because one change says too much.
 *
 * @param of.publishedAt of version 1; the correction comes two weeks later
 */
export async function correctQuarter(
	scope: AccountScope,
	{ cycleId, publishedAt }: { cycleId: string; publishedAt: Date },
): Promise<void> {
	const { accountId } = scope
	const pair = await withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Pair>(
			`SELECT p.id AS "participantId", p.version, o.version AS "outcomeVersion", b.user_id AS "managerUserId",
				b.id AS "managerMembershipId", b.member_id AS "managerMemberId",
				(SELECT json_agg(json_build_object('questionKey', a.question_key, 'halfSteps', a.half_steps + 1))
					FROM outcome_answer a WHERE a.account_id = $1 AND a.participant_id = p.id) AS answers
			 FROM participant p
			 JOIN member m ON m.account_id = $1 AND m.id = p.member_id
			 JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			 JOIN outcome o ON o.account_id = $1 AND o.participant_id = p.id AND o.single_rater IS NULL AND o.tier = 3
			 JOIN membership b ON b.account_id = $1 AND b.member_id = p.manager_id
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND t.name = 'Support EMEA'
				AND NOT EXISTS (SELECT FROM outcome_answer a WHERE a.account_id = $1 AND a.participant_id = p.id AND a.half_steps > 5)
			 ORDER BY m.name, m.email LIMIT 1`,
			[accountId, cycleId],
		)
		return rows[0]
	})
	if (!pair) throw new Error('The sample has nobody whose result could be corrected.')
	const { participantId, version } = pair
	const reopened = await reopenParticipant(scope, {
		...{ cycleId, participantId, version, giveBack: 'agreement' },
		reason: 'The two had agreed before the review of the last project was in. It shows more.',
		idempotencyKey: crypto.randomUUID(),
	})
	if (!reopened.ok) throw new Error(`The sample's correction cannot begin: ${reopened.reason}.`)
	const manager = mintAccountScope({
		...{ accountId, userId: pair.managerUserId, roles: ['member'] },
		...{ membershipId: pair.managerMembershipId, memberId: pair.managerMemberId },
	})
	const agreed = await agreeOutcome(manager, {
		...{ participantId, version: pair.outcomeVersion, idempotencyKey: crypto.randomUUID() },
		draft: { usesAi: true, answers: pair.answers, tier: null, tierReason: null },
	})
	if (!agreed.ok) throw new Error(`The sample's correction cannot be agreed: ${agreed.reason}.`)
	await withAccount(scope, async ({ sql }) => {
		const of = [accountId, participantId, new Date(publishedAt.getTime() + 13 * day)]
		await sql.query(`UPDATE participant SET reopened_at = $3 WHERE account_id = $1 AND id = $2`, of)
		await sql.query(`UPDATE reopening SET reopened_at = $3 WHERE account_id = $1 AND participant_id = $2`, of)
		await sql.query(`UPDATE outcome SET agreed_at = $3 WHERE account_id = $1 AND participant_id = $2`, of)
	})
	const published = await publishCycle(scope, { cycleId, at: new Date(publishedAt.getTime() + 14 * day) })
	if (!published.ok) throw new Error(`The sample's correction cannot be published: ${published.reason}.`)
}
