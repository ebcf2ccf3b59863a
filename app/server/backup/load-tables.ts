import { createHash } from 'node:crypto'
import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { ArchivedTable, Manifest } from './archive-format.ts'
import { findBrokenAuditLogs } from './audit-heads.ts'
import { BackupError } from './backup-error.ts'
import { readArchive } from './read-archive.ts'
import type { ArchiveSource } from './read-archive.ts'
import { copyOut, readCatalog, sqlName } from './read-catalog.ts'
import type { CatalogTable } from './read-catalog.ts'
import { showStep } from './session-settings.ts'
import { setAsideGuards } from './set-aside-guards.ts'
import { tableOf } from './verify-archive.ts'

/**
 * Loads the archive's rows into the tables that its migrations have just made, and proves that they are the same rows.
 *
 * Foreign keys, triggers and row-level security stand aside for it and are back at the end; each foreign key is checked
 * then. Within the caller's transaction.
 *
 * @throws BackupError where what was loaded is not what was saved
 */
export async function loadTables(client: Client, manifest: Manifest, source: ArchiveSource): Promise<void> {
	const tables = await matchTables(client, manifest)
	const bringBack = await setAsideGuards(
		client,
		tables.map(({ found }) => found),
	)
	// Migrations write rows of their own, and all that was saved is in the archive.
	const names = tables.map(({ found }) => sqlName(client, found)).join(', ')
	await client.query(`TRUNCATE ${names}`)
	await copyIn(client, tables, source)
	for (const { found, saved } of tables) await compare(client, found, saved)
	for (const { schema, name, value, isCalled } of manifest.sequences) {
		await client.query('SELECT setval($1::regclass, $2, $3)', [
			sqlName(client, { schema, name }),
			value,
			isCalled,
		])
	}
	const broken = await findBrokenAuditLogs(client, { heads: manifest.auditHeads })
	if (broken.length > 0) {
		throw new BackupError(
			`The audit log of ${broken.join(', ')} is no unbroken chain up to the end that the backup names. Nothing was changed.`,
		)
	}
	await endUnfinishedJobs(client, tables, manifest)
	await bringBack()
	await client.query(`ANALYZE ${names}`)
}

/**
 * What somebody had asked for when the backup was made shall not happen by itself days later: they ask again. The words of a
 * search go with the end of a job; the trigger that sees to it stands aside here.
 */
async function endUnfinishedJobs(
	client: Client,
	tables: readonly Matched[],
	{ createdAt }: Manifest,
): Promise<void> {
	const job = tables.find(({ found: { schema, name } }) => schema === 'public' && name === 'job')
	if (!job) return
	await client.query(
		`UPDATE ${sqlName(client, job.found)} SET state = 'cancelled', finished_at = $1,
			parameters = CASE WHEN parameters ? 'search' THEN jsonb_set(parameters, '{search}', 'true') ELSE parameters END
		WHERE state IN ('queued', 'running')`,
		[createdAt],
	)
}

type Matched = { found: CatalogTable; saved: ArchivedTable }

async function matchTables(client: Client, manifest: Manifest): Promise<Matched[]> {
	const { tables } = await readCatalog(client)
	const byName = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]))
	return manifest.tables.map((saved) => {
		const found = byName.get(`${saved.schema}.${saved.name}`)
		const same = found?.columns.toSorted().join() === saved.columns.toSorted().join()
		if (found && same) return { found: { ...found, columns: saved.columns }, saved }
		throw new BackupError(
			`The backup has the table ${saved.schema}.${saved.name} with columns that its migrations do not make. Nothing was changed.`,
		)
	})
}

async function copyIn(client: Client, tables: readonly Matched[], source: ArchiveSource): Promise<void> {
	const byName = new Map(tables.map(({ found }) => [`${found.schema}.${found.name}`, found]))
	let open: { key: string; stream: ReturnType<typeof openCopy> } | undefined
	let step = 0
	const close = async () => {
		if (!open) return
		open.stream.end()
		await finished(open.stream)
		open = undefined
	}
	for await (const { name, content } of readArchive(source)) {
		const key = tableOf(name)
		if (key === undefined) continue
		if (open?.key !== key) {
			await close()
			const table = byName.get(key)
			if (!table) throw new BackupError(`${name} is of no table in the manifest. Nothing was changed.`)
			await showStep(client, 'restore', ++step, tables.length)
			open = { key, stream: openCopy(client, table) }
		}
		const { stream } = open
		await new Promise<void>((resolve, reject) => {
			stream.once('error', reject)
			stream.write(content, (error) => {
				stream.off('error', reject)
				if (error) reject(error)
				else resolve()
			})
		})
	}
	await close()
}

function openCopy(client: Client, table: CatalogTable) {
	const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
	return client.query(copyFrom(`COPY ${sqlName(client, table)} (${columns}) FROM STDIN`))
}

async function compare(client: Client, found: CatalogTable, saved: ArchivedTable): Promise<void> {
	const hash = createHash('sha256')
	for await (const chunk of client.query(copyTo(copyOut(client, found)))) hash.update(chunk as Buffer)
	if (hash.digest('hex') === saved.sha256) return
	throw new BackupError(
		`${saved.schema}.${saved.name} does not hold the rows that were saved. Nothing was changed.`,
	)
}
