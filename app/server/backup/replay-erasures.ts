import type { Client } from 'pg'
import { UnusableList } from '#app/jobs/erasures/erasure-list.server.ts'
import { replayErasuresWithin } from '#app/jobs/erasures/replay-erasures.server.ts'
import { BackupError } from './backup-error.ts'

/**
 * Erases again, in the restore's transaction, whoever was erased since the backup was made.
 *
 * @throws BackupError where the list cannot be used: people who were erased would be back, and nobody would know
 */
export async function replayErasures(client: Client): Promise<number> {
	try {
		return await replayErasuresWithin({ sql: client })
	} catch (error) {
		if (!(error instanceof UnusableList)) throw error
		throw new BackupError(
			`${error.message} People who were erased since the backup would be back. Bring the list and the audit key back, or move the list away to restore without it. Nothing was changed.`,
		)
	}
}
