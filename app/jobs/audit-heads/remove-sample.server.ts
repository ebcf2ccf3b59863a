import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { identifyDatabase } from '#app/data/identify-database.server.ts'
import { listAuditTails } from '#app/data/list-audit-tails.server.ts'
import { lockAuditHeads } from '#app/data/lock-audit-heads.server.ts'
import { removeSampleAccount } from '#app/data/remove-sample-account.server.ts'
import { buryHead } from '#app/domain/audit/move-heads.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { readHeadFile, writeHeadFile } from './head-file.server.ts'

/**
 * Removes the sample company, and leaves in the heads of the audit log that it was removed. Without that its log would be
 * missing. An account that is no sample is left alone: false.
 */
export function removeSample(scope: AccountScope): Promise<boolean> {
	return removeSampleAccount(scope, {
		beforeRemoval: (transaction) => leaveGrave(transaction, scope.accountId),
	})
}

/** Holds the lock of the heads until the removal is committed: nobody seals the log in between. */
async function leaveGrave(transaction: Transaction, accountId: string): Promise<void> {
	await lockAuditHeads(transaction, { wait: true })
	const database = await identifyDatabase(transaction)
	const tails = await listAuditTails({ transaction })
	const tail = tails.find((of) => of.accountId === accountId)
	if (!tail) return
	try {
		const present = await readHeadFile(database)
		if (present.state !== 'read') return
		const { slug, sequence, hash } = tail
		const sealedAt = new Date().toISOString()
		const grave = { kind: 'removed', accountId, slug, sequence, hash, sealedAt } as const
		await writeHeadFile(database, buryHead(present.file.heads, grave), present.file)
	} catch (error) {
		getLogger().error({ err: error }, 'the heads of the audit log do not say that the sample was removed')
	}
}
