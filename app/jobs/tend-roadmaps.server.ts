import { systemScope } from '#app/data/account-scope.server.ts'
import { checkDueOutcomes } from '#app/data/roadmaps/check-outcomes.server.ts'
import { listOutcomesToCheck } from '#app/data/roadmaps/list-outcomes-to-check.server.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { getLogger } from '#app/lib/log.server.ts'

/**
 * Looks every day at the outcomes that a metric decides, in all accounts, each in a transaction of its own. Any number of
 * processes may do this at any time: what one has looked at is not due for the next.
 */
export async function tendRoadmaps(of: { at?: Date; signal?: AbortSignal } = {}): Promise<void> {
	const { at = new Date(), signal } = of
	for (const accountId of await listOutcomesToCheck(at)) {
		if (signal?.aborted) return
		try {
			await checkDueOutcomes(systemScope(accountId), { at })
		} catch (error) {
			// One account may be busy; a database that is away is for all of them, and the next look is a minute later.
			if (isUnavailable(error)) throw error
			getLogger().error({ accountId, err: error }, 'outcomes could not be looked at')
		}
	}
}
