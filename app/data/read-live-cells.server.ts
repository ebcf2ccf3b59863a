import type { CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { cellCounts } from './cell-counts-sql.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/** The teams of a cycle that were given, and everything below them. $1 is the account, $2 the cycle, $3 the teams. */
const subtrees = `
	WITH RECURSIVE below (team_id) AS (
		SELECT unnest($3::uuid[])
		UNION
		SELECT c.team_id FROM below b
		JOIN cycle_team c ON c.account_id = $1 AND c.cycle_id = $2 AND c.parent_id = b.team_id
	)
	SELECT t.team_id, CASE WHEN t.parent_id IN (SELECT team_id FROM below) THEN t.parent_id END
	FROM cycle_team t
	WHERE t.account_id = $1 AND t.cycle_id = $2 AND t.team_id IN (SELECT team_id FROM below)`

/**
 * The cells that a publication would store, of a cycle as it stands now, for the given teams and every team below them:
 * counted from the participants through the covering index `participant_roll_up`. For managers and their own subtree; whoever
 * calls it has made sure of that. Nobody is decided yet: outcomes count as they are agreed, members who have left count as
 * left from that day, and single-rater outcomes are made only at publication. The flow is that since the newest snapshot of
 * an earlier cycle.
 */
export async function readLiveCells(
	scope: AccountScope,
	{ cycleId, rootTeamIds }: { cycleId: string; rootTeamIds: readonly string[] },
): Promise<CountRow[]> {
	if (rootTeamIds.length === 0) return []
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const people = `
			SELECT p.id, p.team_id, p.family_id, now.state,
				CASE WHEN now.state = 'active' THEN p.tier END,
				now.state = 'active' AND o.participant_id IS NOT NULL,
				b.tier
			FROM (SELECT c.cycle_id, c.phase, before.cycle_id AS before_id FROM (
					SELECT c.id AS cycle_id, c.phase, c.starts_on FROM cycle c WHERE c.account_id = $1 AND c.id = $2
				) c LEFT JOIN LATERAL (
					SELECT e.id AS cycle_id FROM cycle e
					WHERE e.account_id = $1 AND e.phase = 'published' AND e.starts_on < c.starts_on
					ORDER BY e.starts_on DESC LIMIT 1
				) before ON true
			) cycle
			JOIN participant p ON p.account_id = $1 AND p.cycle_id = cycle.cycle_id
				AND p.team_id IN (SELECT node.node_id FROM node)
			JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			CROSS JOIN LATERAL (SELECT CASE
				WHEN p.state = 'active' AND cycle.phase <> 'published' AND m.left_on <= $4::date THEN 'left'
				ELSE p.state::text END AS state) now
			LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id AND o.single_rater IS NOT NULL
			LEFT JOIN participant b ON b.account_id = p.account_id AND b.cycle_id = cycle.before_id
				AND b.member_id = p.member_id AND b.state = 'active'`
		const { rows } = await transaction.sql.query<[string, string, string, number, number]>({
			text: cellCounts({ account: '$1::uuid', node: subtrees, people }),
			values: [scope.accountId, cycleId, rootTeamIds, today],
			rowMode: 'array',
		})
		return rows.map(([nodeId, familyId, measure, value, count]) => ({
			nodeId,
			familyId,
			measure,
			value,
			count,
		}))
	})
}
