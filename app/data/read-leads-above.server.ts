import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** The members who lead a team or one above it, as of now; null is no team. */
export async function readLeadsAbove(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	teamId: string | null,
): Promise<Set<string>> {
	if (teamId === null) return new Set()
	const { rows } = await sql.query<{ leadId: string }>(
		`WITH RECURSIVE up AS (
			SELECT t.id, t.parent_id, t.lead_id FROM team t WHERE t.account_id = $1 AND t.id = $2
			UNION
			SELECT t.id, t.parent_id, t.lead_id FROM up u JOIN team t ON t.account_id = $1 AND t.id = u.parent_id
		 )
		 SELECT DISTINCT lead_id AS "leadId" FROM up WHERE lead_id IS NOT NULL`,
		[accountId, teamId],
	)
	return new Set(rows.map(({ leadId }) => leadId))
}
