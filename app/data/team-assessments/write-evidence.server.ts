import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { EvidenceDraft } from '#app/domain/team-assessment/evidence-draft.ts'
import { assessmentFacilitators, assessmentGivers } from './assessment-people-sql.server.ts'
import { readAssessmentSight } from './read-assessment-sight.server.ts'

type Input = { assessmentId: string; checkKey: string; evidence: EvidenceDraft; memberId: string }

const people = { account: 'a.account_id', cycle: 'a.cycle_id', team: 'a.team_id' }

/**
 * SQL: whether somebody may see evidence `v`: of their own, or of an assessment of a team that is in their sight, which is agreed
 * or which they take part in. $3 to $5 are all teams, the teams, and the member.
 */
export const seenEvidence = (
	v: string,
) => `(${v}.member_id = $5 OR EXISTS (SELECT FROM team_assessment_evidence e
	JOIN team_assessment a ON a.account_id = e.account_id AND a.id = e.assessment_id
	WHERE e.account_id = ${v}.account_id AND e.evidence_id = ${v}.id AND e.removed_at IS NULL
		AND ($3 OR a.team_id = ANY ($4::uuid[]))
		AND (a.state = 'agreed' OR EXISTS (SELECT FROM (${assessmentGivers(people)} UNION ${assessmentFacilitators(people)}) g
			WHERE g.member_id = $5))))`

/**
 * Puts evidence to a check: a new piece, or one that is there already. Within the transaction that holds the assessment. False
 * where the piece, or its metric, is not there, or not the person's to see.
 */
export async function writeEvidence(
	transaction: Transaction,
	scope: AccountScope,
	{ assessmentId, checkKey, evidence, memberId }: Input,
): Promise<boolean> {
	const { sql } = transaction
	const { accountId } = scope
	let evidenceId: string | null = null
	if (evidence.kind === 'existing') {
		const sight = await readAssessmentSight(transaction, scope, {
			...{ roles: scope.roles, isMember: true, isManager: true },
		})
		const seen = await sql.query<{ id: string }>(
			`SELECT v.id FROM evidence v WHERE v.account_id = $1 AND v.id = $2 AND ${seenEvidence('v')}`,
			[accountId, evidence.evidenceId, sight.all, sight.teamIds, memberId],
		)
		evidenceId = seen.rows[0]?.id ?? null
	} else {
		const { kind, text, url, metricId, periodOn, datedOn, expiresOn } = evidence
		const added = await sql.query<{ id: string }>(
			`INSERT INTO evidence (account_id, kind, text, url, metric_id, period_on, dated_on, expires_on, member_id)
			 SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
			 WHERE $5::uuid IS NULL OR EXISTS (SELECT FROM metric m WHERE m.account_id = $1 AND m.id = $5)
			 RETURNING id`,
			[accountId, kind, text, url, metricId, periodOn, datedOn, expiresOn, memberId],
		)
		evidenceId = added.rows[0]?.id ?? null
	}
	const put = await sql.query(
		`INSERT INTO team_assessment_evidence (account_id, assessment_id, check_key, evidence_id)
		 SELECT v.account_id, $2, $3, v.id FROM evidence v WHERE v.account_id = $1 AND v.id = $4
		 ON CONFLICT (account_id, assessment_id, check_key, evidence_id) DO UPDATE SET removed_at = NULL`,
		[accountId, assessmentId, checkKey, evidenceId],
	)
	return put.rowCount === 1
}
