import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { claimCycleNotice } from './claim-cycle-notice.server.ts'
import type { Transaction } from './database.server.ts'
import type { StandIn, Stuck } from './delegate-gone-managers.server.ts'
import { delegateGoneManagers } from './delegate-gone-managers.server.ts'
import { listCycleRunners } from './list-cycle-runners.server.ts'

export type HandedOver = {
	cycle: { id: string; name: string }
	standIns: StandIn[]
	/** Of whom nobody was told yet. */
	stuck: Stuck[]
	runners: { email: string }[]
}
export type AnnounceHandOver = (handed: HandedOver) => OutboxMail[]

/**
 * Hands open pairs of managers who are gone to whoever stands in, and tells them; tells whoever runs cycles once of each
 * manager whom nobody can stand in for.
 */
export async function handOverPairs(
	transaction: Transaction,
	scope: AccountScope,
	of: {
		cycle: { id: string; name: string }
		today: Day
		lostAccount?: string
		announce: AnnounceHandOver
	},
): Promise<{ handedOver: number }> {
	const { cycle, today, lostAccount, announce } = of
	const { standIns, stuck } = await delegateGoneManagers(transaction, scope, {
		cycleId: cycle.id,
		today,
		...(lostAccount !== undefined && { lostAccount }),
	})
	const untold: Stuck[] = []
	for (const one of stuck) {
		const occasion = `nobody-stands-in ${one.managerId}`
		if (await claimCycleNotice(transaction, scope, { cycleId: cycle.id, occasion })) untold.push(one)
	}
	if (standIns.length + untold.length > 0) {
		const runners = await listCycleRunners(transaction, scope)
		const mails = announce({ cycle, standIns, stuck: untold, runners })
		await addOutboxMessages(transaction, scope.accountId, mails)
	}
	return { handedOver: standIns.reduce((sum, { people }) => sum + people, 0) }
}
