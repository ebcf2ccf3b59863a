import type { CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { cellCounts } from './cell-counts-sql.server.ts'
import { withAccount } from './database.server.ts'
import { livePeople } from './live-people-sql.server.ts'
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
 * calls it has made sure of that. Nobody is decided yet, and single-rater outcomes are made only at publication.
 */
export async function readLiveCells(
	scope: AccountScope,
	{ cycleId, rootTeamIds }: { cycleId: string; rootTeamIds: readonly string[] },
): Promise<CountRow[]> {
	if (rootTeamIds.length === 0) return []
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const people = livePeople({
			...{ account: '$1', cycle: '$2', today: '$4', home: 'p.team_id' },
			where: 'p.team_id IN (SELECT node.node_id FROM node)',
		})
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
