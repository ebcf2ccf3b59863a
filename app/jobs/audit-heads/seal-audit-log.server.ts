import { withoutAccount } from '#app/data/database.server.ts'
import { identifyDatabase } from '#app/data/identify-database.server.ts'
import { listAuditTails } from '#app/data/list-audit-tails.server.ts'
import { lockAuditHeads } from '#app/data/lock-audit-heads.server.ts'
import { moveHeads, newestHeads } from '#app/domain/audit/move-heads.ts'
import { explainHeadState, readHeadFile, writeHeadFile } from './head-file.server.ts'

export type Sealing =
	/** Another process seals at this moment. */
	| { state: 'busy' }
	| {
			state: 'sealed'
			/** Accounts whose head was moved on. */
			moved: number
			/** Accounts whose log contradicts its head, which therefore stays. */
			contradicted: number
			/** There were no heads before, but rows: they are taken as they stand. */
			begun: boolean
			/** Of every account, the last row's sequence. */
			tails: ReadonlyMap<string, number>
	  }

/**
 * Writes the present end of every account's log to the heads outside of the database.
 *
 * @throws when the heads cannot be read or written, or were changed by something else; then nothing is written over them
 */
export async function sealAuditLog(): Promise<Sealing> {
	return withoutAccount(async (transaction) => {
		if (!(await lockAuditHeads(transaction, { wait: false }))) return { state: 'busy' }
		const database = await identifyDatabase(transaction)
		const present = await readHeadFile(database)
		if (present.state === 'forged' || present.state === 'other key')
			throw new Error(explainHeadState(present))
		const file = present.state === 'read' ? present.file : null
		const known = [...newestHeads(file?.heads ?? []).values()]
		const tails = await listAuditTails({ known, transaction })
		const { heads, moved, contradicted } = moveHeads(file?.heads ?? [], tails, new Date())
		if (moved > 0 || !file) await writeHeadFile(database, heads, file)
		return {
			state: 'sealed',
			moved,
			contradicted: contradicted.length,
			begun: file === null && moved > 0,
			tails: new Map(tails.map(({ accountId, sequence }) => [accountId, sequence])),
		}
	})
}
