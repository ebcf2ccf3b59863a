import type { Client } from 'pg'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readAuditHeads } from '#app/jobs/audit-heads/read-audit-heads.server.ts'
import { restoreAuditHeads } from '#app/jobs/audit-heads/restore-audit-heads.server.ts'
import type { RestoredHeads } from '#app/jobs/audit-heads/restore-audit-heads.server.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { BackupError } from './backup-error.ts'

/**
 * The keyed heads of the audit logs as they are kept outside of the database, null where there are none that can be used.
 * To be read before the rows, so that every row that a head names is among them.
 */
export async function readKeyedHeads(appUrl: string): Promise<unknown> {
	openDatabase({ connectionString: appUrl, max: 2 })
	try {
		const found = await readAuditHeads()
		return found.state === 'read' ? found.file : null
	} finally {
		await closeDatabase()
	}
}

/**
 * Takes a backup's keyed heads for the database that is restored in the open transaction, before that is committed; a sentence
 * says what became of them.
 *
 * @throws BackupError where they cannot be written
 */
export async function restoreKeyedHeads(client: Client, heads: unknown): Promise<string> {
	if (heads === null || heads === undefined) return 'The backup holds no keyed heads of the audit logs.'
	try {
		return describe(await restoreAuditHeads({ sql: client }, heads))
	} catch (error) {
		// Only what a file system says is about the folder.
		if (typeof (error as NodeJS.ErrnoException).syscall !== 'string' || isUnavailable(error)) throw error
		throw new BackupError(
			`The heads of the audit logs cannot be kept: ${(error as Error).message}. Let this user write there, or set CONTOUR_AUDIT_DIR. Nothing was changed.`,
		)
	}
}

function describe(restored: RestoredHeads): string {
	const next = 'See docs/audit-log.md, and contour audit accept-restore.'
	switch (restored.state) {
		case 'restored':
			return restored.kept === 0
				? `The keyed heads of ${restored.added} audit logs came with it.`
				: `${restored.added} keyed heads of audit logs came with it; ${restored.kept} that were here stay. ${next}`
		case 'other key':
			return `The audit logs' heads of the backup were made with another key than is here, so none was taken. ${next}`
		case 'forged':
			return `The audit logs' heads of the backup cannot be used (${restored.why}), so none was taken. ${next}`
		case 'unusable here':
			return `The audit logs' heads that are here cannot be used, so none of the backup was taken. ${next}`
	}
}
