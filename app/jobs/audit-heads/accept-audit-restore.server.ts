import { rename } from 'node:fs/promises'
import { systemScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount, withoutAccount } from '#app/data/database.server.ts'
import { identifyDatabase } from '#app/data/identify-database.server.ts'
import { listAuditTails } from '#app/data/list-audit-tails.server.ts'
import type { AuditTail } from '#app/data/list-audit-tails.server.ts'
import { lockAuditHeads } from '#app/data/lock-audit-heads.server.ts'
import { buryHead, moveHeads, newestHeads } from '#app/domain/audit/move-heads.ts'
import type { HeadRecord } from '#app/domain/audit/move-heads.ts'
import { explainHeadState, readHeadFile, writeHeadFile } from './head-file.server.ts'
import { headFilePath } from './head-place.server.ts'

export type ToAccept = {
	/** The heads as a whole cannot be used and are set aside; null where they can. */
	heads: string | null
	/** Accounts whose log is not the one that was sealed last. */
	accounts: Array<{ accountId: string; account: string; sealed: number; last: number; isGone: boolean }>
}

/** What `acceptAuditRestore` would accept: everything in which the heads contradict the ends of the logs. */
export async function listToAccept(): Promise<ToAccept> {
	const present = await readHeadFile(await identifyDatabase())
	const known = present.state === 'read' ? [...newestHeads(present.file.heads).values()] : []
	const tails = await listAuditTails({ known })
	if (present.state === 'forged' || present.state === 'other key') {
		const accounts = tails.map(({ accountId, slug, sequence }) => {
			return { accountId, account: slug, sealed: 0, last: sequence, isGone: false }
		})
		return { heads: explainHeadState(present), accounts }
	}
	return { heads: null, accounts: known.flatMap((head) => contradiction(head, tails)) }
}

function contradiction(head: HeadRecord, tails: readonly AuditTail[]): ToAccept['accounts'] {
	const tail = tails.find(({ accountId }) => accountId === head.accountId)
	if (tail ? tail.knownHash === head.hash : head.kind === 'removed') return []
	const { accountId, slug, sequence: sealed } = head
	return [{ accountId, account: tail?.slug ?? slug, sealed, last: tail?.sequence ?? 0, isGone: !tail }]
}

/**
 * Takes the logs as they are for the true ones, after a restore to an earlier time. Each account's own log says so, with the
 * sequence that had been sealed; the heads begin anew from there. Heads that cannot be used are set aside, not deleted.
 */
export async function acceptAuditRestore({ heads, accounts }: ToAccept): Promise<void> {
	for (const { accountId, sealed, isGone } of accounts) {
		if (isGone) continue
		const scope = systemScope(accountId)
		await withAccount(scope, (transaction) =>
			appendAuditEvent(transaction, scope, {
				action: 'audit-log.restore-accepted',
				subject: { kind: 'account', id: accountId },
				detail: { sealed, headsSetAside: heads !== null },
			}),
		)
	}
	await withoutAccount(async (transaction) => {
		await lockAuditHeads(transaction, { wait: true })
		const database = await identifyDatabase(transaction)
		const file = headFilePath(database)
		if (heads !== null) await rename(file, `${file}.set-aside-${Date.now()}`)
		const present = await readHeadFile(database)
		const before = present.state === 'read' ? present.file : null
		const now = new Date()
		let kept: readonly HeadRecord[] = before?.heads ?? []
		for (const of of accounts) {
			const { accountId, account: slug, sealed: sequence, isGone } = of
			if (isGone) {
				kept = buryHead(kept, {
					kind: 'removed',
					accountId,
					slug,
					sequence,
					hash: '',
					sealedAt: now.toISOString(),
				})
			} else kept = kept.filter((head) => head.accountId !== accountId)
		}
		const tails = await listAuditTails({ known: [...newestHeads(kept).values()], transaction })
		await writeHeadFile(database, moveHeads(kept, tails, now).heads, before)
	})
}
