import { withoutAccount } from '#app/data/database.server.ts'
import { identifyDatabase } from '#app/data/identify-database.server.ts'
import { lockAuditHeads } from '#app/data/lock-audit-heads.server.ts'
import { checkHeadFile, readHeadFile, writeHeadFile } from './head-file.server.ts'
import { readHeadKey } from './head-place.server.ts'

export type RestoredHeads =
	/** `added`: accounts whose heads came from the archive; `kept`: those that have heads here already, which stay. */
	| { state: 'restored'; added: number; kept: number }
	/** The archive's heads were made with another key, or changed: they prove nothing, and none is taken. */
	| { state: 'other key' }
	| { state: 'forged'; why: string }
	/** The heads here cannot be used; `contour audit accept-restore` sets them aside. */
	| { state: 'unusable here' }

/**
 * Takes the heads of an archive for the open database, after its rows were restored. Heads that are here already are never
 * replaced: where they are ahead of what was restored, verification says so until a person accepts the restore.
 *
 * @param archived what `readAuditHeads` gave to the backup
 */
export async function restoreAuditHeads(archived: unknown): Promise<RestoredHeads> {
	const checked = checkHeadFile(archived, await readHeadKey())
	if (checked.state === 'forged') return checked
	if (checked.state !== 'read') return { state: 'other key' }
	const { heads } = checked.file
	return withoutAccount(async (transaction) => {
		await lockAuditHeads(transaction, { wait: true })
		const database = await identifyDatabase(transaction)
		const present = await readHeadFile(database)
		if (present.state === 'forged' || present.state === 'other key') return { state: 'unusable here' }
		const here = present.state === 'read' ? present.file : null
		const known = new Set(here?.heads.map(({ accountId }) => accountId))
		const added = heads.filter(({ accountId }) => !known.has(accountId))
		if (added.length > 0) {
			const before = here ?? { ...checked.file, written: 0 }
			await writeHeadFile(database, [...(here?.heads ?? []), ...added], before)
		}
		return {
			state: 'restored',
			added: new Set(added.map(({ accountId }) => accountId)).size,
			kept: known.size,
		}
	})
}
