import { randomUUID } from 'node:crypto'
import type { Client, DatabaseError } from 'pg'
import { StartError } from '#app/lib/start-error.ts'
import type { Migration } from './migration-files.ts'
import { contractLog } from './migration-history.ts'

/**
 * Applies one migration and writes it into the history, within the transaction that is open on the connection.
 *
 * @throws StartError when it fails; the transaction can only be rolled back then
 */
export async function applyWithin(client: Client, migration: Migration): Promise<void> {
	const { name, sql, checksum, contractAfter, outsideTransaction } = migration
	try {
		await client.query(outsideTransaction ? withoutConcurrently(sql) : sql)
		// What was put off to the commit is part of the migration.
		await client.query('SET CONSTRAINTS ALL IMMEDIATE')
		await client.query(
			`INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, started_at, finished_at, applied_steps_count)
			VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp(), 1)`,
			[randomUUID(), checksum, name, contractLog(contractAfter)],
		)
	} catch (error) {
		throw new StartError(
			`The migration ${name} failed, so nothing was changed: ${(error as DatabaseError).message}.`,
		)
	}
}

/**
 * What stands outside of a transaction does so to work beside others, with the word CONCURRENTLY (a rule of migrations). Nobody
 * sees the tables here yet, so the same is done without it.
 */
function withoutConcurrently(sql: string): string {
	return sql
		.replaceAll(/^--.*$/gm, '')
		.replaceAll(/\(\s*CONCURRENTLY\s*\)|,\s*CONCURRENTLY\b|\bCONCURRENTLY\s*,/gi, '')
		.replaceAll(/\bCONCURRENTLY\b/gi, '')
}
