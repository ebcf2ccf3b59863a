import type { CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { cellCounts } from './cell-counts-sql.server.ts'
import { withAccount } from './database.server.ts'
import type { LiveGroup } from './live-people-sql.server.ts'
import { groupParticipants, livePeople } from './live-people-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/**
 * The cells of a group of people in a cycle as it stands now, as one node: everybody in it counts once, however they came
 * into it. For managers and whom they see; whoever calls it has made sure of that.
 */
export async function readLiveGroupCells(
	scope: AccountScope,
	{ cycleId, nodeId, group }: { cycleId: string; nodeId: string; group: LiveGroup },
): Promise<CountRow[]> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const chosen = groupParticipants({ account: '$1', cycle: '$2', teams: '$3', member: '$4' })
		const { rows } = await transaction.sql.query<[string, string, string, number, number]>({
			text: cellCounts({
				account: '$1::uuid',
				node: 'SELECT $1::uuid, NULL::uuid',
				people: livePeople({
					...{ account: '$1', cycle: '$2', today: '$5', home: '$1::uuid' },
					where: `p.id IN (${chosen})`,
				}),
			}),
			values: [scope.accountId, cycleId, group.teamIds, group.withReports ? scope.memberId : null, today],
			rowMode: 'array',
		})
		return rows.map(([, familyId, measure, value, count]) => ({ nodeId, familyId, measure, value, count }))
	})
}
