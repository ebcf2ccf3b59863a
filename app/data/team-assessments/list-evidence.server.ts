import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { readAssessmentSight } from './read-assessment-sight.server.ts'
import { seenEvidence } from './write-evidence.server.ts'

export type EvidenceOption = { id: string; text: string; datedOn: Day }

/** Evidence that holds today and may serve one more check: the person's own, and what they may see of the teams in their sight. */
export async function listEvidence(
	scope: AccountScope,
	person: Person,
	{ today, limit }: { today: Day; limit: number },
): Promise<EvidenceOption[]> {
	return withAccount(scope, async (transaction) => {
		const sight = await readAssessmentSight(transaction, scope, person)
		const { rows } = await transaction.sql.query<EvidenceOption>(
			`SELECT v.id, v.text, v.dated_on::text AS "datedOn" FROM evidence v
			 WHERE v.account_id = $1 AND (v.expires_on IS NULL OR v.expires_on >= $2::date) AND ${seenEvidence('v')}
			 ORDER BY v.created_at DESC, v.id LIMIT $6`,
			[scope.accountId, today, sight.all, sight.teamIds, scope.memberId, limit],
		)
		return rows
	})
}
