import type { Client } from 'pg'
import { findOpenTables } from '#app/server/find-open-tables.ts'
import { BackupError } from './backup-error.ts'

/**
 * What holds of every database of Contour: row-level security is on, and every foreign key and check was checked.
 *
 * @throws BackupError
 */
export async function checkRestored(client: Client): Promise<void> {
	const open = await findOpenTables(client)
	if (open.length > 0) {
		throw new BackupError(
			`After the restore ${open.join(', ')} would be without row-level security. Nothing was changed.`,
		)
	}
	const { rows } = await client.query<{ name: string }>(
		`SELECT conname AS name FROM pg_constraint
		WHERE connamespace = 'public'::regnamespace AND NOT convalidated ORDER BY 1`,
	)
	if (rows.length > 0) {
		throw new BackupError(
			`After the restore ${rows.map(({ name }) => name).join(', ')} would not hold. Nothing was changed.`,
		)
	}
}
