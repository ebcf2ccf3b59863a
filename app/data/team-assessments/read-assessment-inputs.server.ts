import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Verdict } from '#app/domain/team-assessment/verdict.ts'

export type AssessmentInput = {
	memberId: string
	memberName: string
	claimed: number | null
	rung: number | null
	trapRecognized: boolean | null
	note: string | null
	submittedAt: Date | null
	version: number
	checks: { checkKey: string; verdict: Verdict | null; note: string | null }[]
}

/** What somebody has put down so far, sent or not; null for nothing. */
export async function readOwnInput(
	transaction: Transaction,
	scope: AccountScope,
	of: { assessmentId: string; memberId: string },
): Promise<AssessmentInput | null> {
	const [own] = await readInputs(transaction, scope, of.assessmentId, {
		where: 'i.member_id = $3',
		value: of.memberId,
	})
	return own ?? null
}

/** What was sent, once it was revealed; empty before, whoever asks. */
export async function readRevealedInputs(
	transaction: Transaction,
	scope: AccountScope,
	assessmentId: string,
): Promise<AssessmentInput[]> {
	return readInputs(transaction, scope, assessmentId, {
		where: `a.state <> $3::text::assessment_state AND i.submitted_at IS NOT NULL`,
		value: 'collecting',
	})
}

async function readInputs(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	assessmentId: string,
	{ where, value }: { where: string; value: string },
): Promise<AssessmentInput[]> {
	const { rows } = await sql.query<AssessmentInput>(
		`SELECT i.member_id AS "memberId", m.name AS "memberName", i.claimed, i.rung, i.trap_recognized AS "trapRecognized",
			i.note, i.submitted_at AS "submittedAt", i.version,
			(SELECT coalesce(json_agg(json_build_object('checkKey', k.check_key, 'verdict', k.verdict, 'note', k.note)), '[]')
				FROM team_assessment_input_check k WHERE k.account_id = i.account_id AND k.assessment_id = i.assessment_id
					AND k.member_id = i.member_id) AS checks
		 FROM team_assessment_input i
		 JOIN team_assessment a ON a.account_id = i.account_id AND a.id = i.assessment_id
		 JOIN member m ON m.account_id = i.account_id AND m.id = i.member_id
		 WHERE i.account_id = $1 AND i.assessment_id = $2 AND ${where}
		 ORDER BY lower(m.name), m.id`,
		[accountId, assessmentId, value],
	)
	return rows
}
