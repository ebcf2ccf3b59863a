import type { Client } from 'pg'
import { readMigrations } from '#prisma/migration-files.ts'
import type { Migration } from '#prisma/migration-files.ts'
import { allowBackup } from '#prisma/allow-backup.ts'
import { applyWithin } from '#prisma/apply-within.ts'
import { HISTORY_TABLE, MIGRATE_LOCK } from '#prisma/migrate.ts'
import type { Manifest } from './archive-format.ts'
import { BackupError } from './backup-error.ts'
import { checkRestored } from './check-restored.ts'
import { checkTarget } from './check-target.ts'
import { connectOwner } from './connect-owner.ts'
import { restoreKeyedHeads } from './keyed-heads.ts'
import { loadTables } from './load-tables.ts'
import type { ArchiveSource } from './read-archive.ts'
import { replayErasures } from './replay-erasures.ts'
import { settleSession } from './session-settings.ts'
import { splitMigrations } from './split-migrations.ts'
import { verifyArchive } from './verify-archive.ts'

export type RestoreOptions = {
	/** Signs in as who owns the database. */
	ownerUrl: string
	source: ArchiveSource
	/** The database's name, where what it holds may go; without it only an empty database is taken. */
	replace?: string | undefined
	/** Instead of this Contour's own. */
	migrations?: Migration[]
}

export type RestoreResult = {
	manifest: Manifest
	migrated: string[]
	/** People who were erased since the backup was made, and are again. */
	erased: number
	/** What became of the keyed heads of the audit logs, as a sentence. */
	heads: string
}

/**
 * Brings the database to what the archive holds, in one transaction: whenever the process is killed, the database has
 * either all of it or what it had before. The keyed heads of the audit logs, which are outside of it, are written just before.
 *
 * @throws BackupError before anything is changed, where the archive or the database cannot be used
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
	const manifest = await verifyArchive(options.source)
	const { applied, later } = splitMigrations(manifest, options.migrations ?? readMigrations())
	const client = await connectOwner(options.ownerUrl, 'restore')
	try {
		await client.query('BEGIN')
		await settleSession(client)
		await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATE_LOCK])
		await checkTarget(client, options.replace)
		await emptySchema(client)
		await client.query(HISTORY_TABLE)
		for (const migration of applied) await applyWithin(client, migration)
		// A migration may have changed settings for the rest of the transaction.
		await settleSession(client)
		await loadTables(client, manifest, options.source)
		for (const migration of later) await applyWithin(client, migration)
		await allowBackup(client)
		await checkRestored(client)
		const erased = await replayErasures(client)
		const heads = await restoreKeyedHeads(client, manifest.keyedHeads)
		await client.query('COMMIT')
		return { manifest, migrated: later.map(({ name }) => name), erased, heads }
	} catch (error) {
		await client.query('ROLLBACK').catch(() => undefined)
		throw error
	} finally {
		await client.end().catch(() => undefined)
	}
}

/** What the queue of jobs keeps belongs to the rows that go. */
async function emptySchema(client: Client): Promise<void> {
	try {
		await client.query(
			'DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public',
		)
	} catch (error) {
		throw new BackupError(
			`${client.user} may not make the schema public anew (${(error as Error).message}). ` +
				'A restore signs in as who owns the database, DATABASE_OWNER_URL. Nothing was changed.',
		)
	}
}
