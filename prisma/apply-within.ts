import { randomUUID } from 'node:crypto'
import type { Client, DatabaseError } from 'pg'
import { StartError } from '#app/lib/start-error.ts'
import type { Migration } from './migration-files.ts'

/**
 * Applies one migration and writes it into the history, within the transaction that is open on the connection.
 *
 * @throws StartError when it fails; the transaction can only be rolled back then
 */
export async function applyWithin(client: Client, { name, sql, checksum }: Migration): Promise<void> {
	try {
		// Nobody else sees the tables yet, and in a transaction no index can be built beside others' work.
		await client.query(sql.replaceAll(/\bINDEX\s+CONCURRENTLY\b/gi, 'INDEX'))
		// What was put off to the commit is part of the migration.
		await client.query('SET CONSTRAINTS ALL IMMEDIATE')
		await client.query(
			`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
			VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
			[randomUUID(), checksum, name],
		)
	} catch (error) {
		throw new StartError(
			`The migration ${name} failed, so nothing was changed: ${(error as DatabaseError).message}.`,
		)
	}
}
