import type { CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { cellCounts } from './cell-counts-sql.server.ts'
import { withAccount } from './database.server.ts'
import { livePeople } from './live-people-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/** The account with every team of a cycle below it. $1 is the account, $2 the cycle. */
const everything = `
	SELECT $1::uuid, NULL::uuid
	UNION ALL
	SELECT t.team_id, coalesce(t.parent_id, t.account_id) FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = $2`

/**
 * The cells that a publication would store, of a cycle as it stands now, of some nodes of the whole account, with everybody who is
 * in no team at the account. For HR; whoever calls it has made sure of that.
 *
 * @param of.withAnswers brings the agreed answers along, which are many
 */
export async function readLiveAccountCells(
	scope: AccountScope,
	{ cycleId, nodeIds, withAnswers }: { cycleId: string; nodeIds: readonly string[]; withAnswers: boolean },
): Promise<CountRow[]> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const home = 'coalesce(p.team_id, p.account_id)'
		const people = livePeople({ account: '$1', cycle: '$2', today: '$3', home, where: 'true' })
		const answers = withAnswers ? {} : { answers: 'outcome_answer a WHERE false' }
		const counts = cellCounts({ account: '$1::uuid', node: everything, people, ...answers })
		const { rows } = await transaction.sql.query<CountRow>(
			`SELECT node_id AS "nodeId", family_id AS "familyId", measure, value::int AS value, count FROM (${counts}) c
			 WHERE node_id = ANY ($4::uuid[])`,
			[scope.accountId, cycleId, today, nodeIds],
		)
		return rows
	})
}
