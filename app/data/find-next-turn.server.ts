import { isTurnOf } from '#app/domain/check-in/rater.ts'
import type { AccountScope } from './account-scope.server.ts'
import { listCheckInsToDo } from './list-check-ins-to-do.server.ts'

/** The next report whose turn it is for the person of the scope, after one participant; null where nobody waits. */
export async function findNextTurn(
	scope: AccountScope,
	participantId: string,
): Promise<{ memberName: string; path: string } | null> {
	const { items } = await listCheckInsToDo(scope, { rater: 'manager', sort: 'stage', pageSize: 10 })
	const next = items.find((item) => item.participantId !== participantId && isTurnOf('manager', item.stage))
	if (!next) return null
	const path = next.stage === 'to-agree' ? `${next.participantId}/agreement` : next.participantId
	return { memberName: next.memberName, path }
}
