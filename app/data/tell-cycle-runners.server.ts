import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { claimCycleNotice } from './claim-cycle-notice.server.ts'
import { withAccount } from './database.server.ts'
import { listCycleRunners } from './list-cycle-runners.server.ts'

/** Tells whoever runs cycles something of one, once for each occasion; false where it was told. */
export async function tellCycleRunners(
	scope: AccountScope,
	of: { cycleId: string; occasion: string; announce: (runners: { email: string }[]) => OutboxMail[] },
): Promise<boolean> {
	return withAccount(scope, async (transaction) => {
		if (!(await claimCycleNotice(transaction, scope, of))) return false
		const runners = await listCycleRunners(transaction, scope)
		await addOutboxMessages(transaction, scope.accountId, of.announce(runners))
		return true
	})
}
