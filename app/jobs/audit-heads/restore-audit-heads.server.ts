import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '#app/data/database.server.ts'
import { identifyDatabase } from '#app/data/identify-database.server.ts'
import { lockAuditHeads } from '#app/data/lock-audit-heads.server.ts'
import type { HeadRecord } from '#app/domain/audit/move-heads.ts'
import { readAuditKey } from '#app/lib/audit-key.server.ts'
import { checkHeadFile, readHeadFile, writeHeadFile } from './head-file.server.ts'

export type RestoredHeads =
	/** `added`: accounts whose heads are now the archive's; `kept`: those that have other heads here already, which stay. */
	| { state: 'restored'; added: number; kept: number }
	/** The archive's heads were made with another key, or changed: they prove nothing, and none is taken. */
	| { state: 'other key' }
	| { state: 'forged'; why: string }
	/** The heads here cannot be used; `contour audit accept-restore` sets them aside. */
	| { state: 'unusable here' }

/**
 * Takes the heads of an archive for a database whose rows are restored in this transaction. They are written before it is
 * committed: whoever is killed in between leaves heads that contradict the database until the restore is run again, and never
 * a restored database without them. Heads that are here already are not replaced: where they are ahead of what was restored,
 * verification says so until a person accepts the restore.
 *
 * @param archived what `readAuditHeads` gave to the backup
 */
export async function restoreAuditHeads(
	transaction: Pick<Transaction, 'sql'>,
	archived: unknown,
): Promise<RestoredHeads> {
	const checked = checkHeadFile(archived, await readAuditKey())
	if (checked.state === 'forged') return checked
	if (checked.state !== 'read') return { state: 'other key' }
	await lockAuditHeads(transaction, { wait: true })
	const database = await identifyDatabase(transaction)
	const present = await readHeadFile(database)
	if (present.state === 'forged' || present.state === 'other key') return { state: 'unusable here' }
	const here = present.state === 'read' ? present.file : null
	const [known, coming] = [byAccount(here?.heads ?? []), byAccount(checked.file.heads)]
	const added = [...coming].filter(([accountId]) => !known.has(accountId)).flatMap(([, heads]) => heads)
	if (added.length > 0) {
		await writeHeadFile(database, [...(here?.heads ?? []), ...added], here ?? { ...checked.file, written: 0 })
	}
	const kept = [...known].filter(([accountId, heads]) => !isDeepStrictEqual(heads, coming.get(accountId)))
	const same = known.size - kept.length
	return {
		state: 'restored',
		added: new Set(added.map(({ accountId }) => accountId)).size + same,
		kept: kept.length,
	}
}

/** The heads of each account, without the key that they are proved by: that is another for every database. */
function byAccount(heads: readonly HeadRecord[]): Map<string, HeadRecord[]> {
	const found = new Map<string, HeadRecord[]>()
	for (const { kind, accountId, slug, sequence, hash, sealedAt } of heads) {
		const head = { kind, accountId, slug, sequence, hash, sealedAt }
		found.set(accountId, [...(found.get(accountId) ?? []), head])
	}
	return found
}
