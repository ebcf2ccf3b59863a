import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { CheckFinding } from '#app/domain/team-assessment/shown-level.ts'
import type { Verdict } from '#app/domain/team-assessment/verdict.ts'

export type CheckEvidence = {
	id: string
	kind: 'link' | 'metric' | 'note'
	text: string
	url: string | null
	metricId: string | null
	metricName: string | null
	periodOn: Day | null
	datedOn: Day
	expiresOn: Day | null
	/** Who gave it. */
	byId: string
	byName: string
	/** How many other teams it serves. */
	otherTeams: number
}

/** What a team agreed about a check, and what that stands on. */
export type AssessedCheck = Omit<CheckFinding, 'evidence'> & {
	verdict: Verdict | null
	note: string | null
	proposedById: string | null
	proposedBy: string | null
	reviewedBy: string | null
	evidence: CheckEvidence[]
}

/** Every check of an assessment about which something was agreed, or evidence given. */
export async function readAssessmentChecks(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	assessmentId: string,
): Promise<AssessedCheck[]> {
	const { rows } = await sql.query<AssessedCheck>(
		`SELECT k.check_key AS "checkKey", c.verdict, c.note, c.proposed_by_id AS "proposedById", proposer.name AS "proposedBy",
			reviewer.name AS "reviewedBy", c.reviewed_by_id IS NOT NULL AS "isReviewed",
			(SELECT coalesce(json_agg(json_build_object('id', v.id, 'kind', v.kind, 'text', v.text, 'url', v.url,
					'metricId', v.metric_id, 'metricName', m.name, 'periodOn', v.period_on, 'datedOn', v.dated_on,
					'expiresOn', v.expires_on, 'byId', v.member_id, 'byName', giver.name,
					'otherTeams', (SELECT count(DISTINCT o.team_id) FROM team_assessment_evidence x
						JOIN team_assessment o ON o.account_id = x.account_id AND o.id = x.assessment_id
						JOIN team_assessment self ON self.account_id = x.account_id AND self.id = $2
						WHERE x.account_id = v.account_id AND x.evidence_id = v.id AND x.removed_at IS NULL
							AND o.team_id <> self.team_id))
					ORDER BY v.created_at, v.id), '[]')
				FROM team_assessment_evidence e
				JOIN evidence v ON v.account_id = e.account_id AND v.id = e.evidence_id
				JOIN member giver ON giver.account_id = v.account_id AND giver.id = v.member_id
				LEFT JOIN metric m ON m.account_id = v.account_id AND m.id = v.metric_id
				WHERE e.account_id = $1 AND e.assessment_id = $2 AND e.check_key = k.check_key AND e.removed_at IS NULL) AS evidence
		 FROM (SELECT check_key FROM team_assessment_check WHERE account_id = $1 AND assessment_id = $2
			UNION SELECT check_key FROM team_assessment_evidence
				WHERE account_id = $1 AND assessment_id = $2 AND removed_at IS NULL) k
		 LEFT JOIN team_assessment_check c ON c.account_id = $1 AND c.assessment_id = $2 AND c.check_key = k.check_key
		 LEFT JOIN member proposer ON proposer.account_id = c.account_id AND proposer.id = c.proposed_by_id
		 LEFT JOIN member reviewer ON reviewer.account_id = c.account_id AND reviewer.id = c.reviewed_by_id`,
		[accountId, assessmentId],
	)
	return rows
}
