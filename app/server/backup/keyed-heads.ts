import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readAuditHeads } from '#app/jobs/audit-heads/read-audit-heads.server.ts'
import { restoreAuditHeads } from '#app/jobs/audit-heads/restore-audit-heads.server.ts'
import type { RestoredHeads } from '#app/jobs/audit-heads/restore-audit-heads.server.ts'

async function withApplication<T>(appUrl: string, run: () => Promise<T>): Promise<T> {
	openDatabase({ connectionString: appUrl, max: 2 })
	try {
		return await run()
	} finally {
		await closeDatabase()
	}
}

/**
 * The keyed heads of the audit logs as they are kept outside of the database, null where there are none that can be used.
 * To be read before the rows, so that every row that a head names is among them.
 */
export function readKeyedHeads(appUrl: string): Promise<unknown> {
	return withApplication(appUrl, async () => {
		const found = await readAuditHeads()
		return found.state === 'read' ? found.file : null
	})
}

/** Takes a backup's keyed heads for the database that was restored; a sentence says what became of them. */
export async function restoreKeyedHeads(appUrl: string, heads: unknown): Promise<string> {
	if (heads === null || heads === undefined) return 'The backup holds no keyed heads of the audit logs.'
	return describe(await withApplication(appUrl, () => restoreAuditHeads(heads)))
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
