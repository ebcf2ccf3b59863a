import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { FORMAT, HEADER_NAME, MANIFEST_NAME, partName, PART_BYTES } from './archive-format.ts'
import type { ArchivedTable, Header, Manifest } from './archive-format.ts'
import { readAuditHeads } from './audit-heads.ts'
import { assumeBackupRole, checkNothingHidden, checkReferences } from './check-visible.ts'
import { connectOwner } from './connect-owner.ts'
import { recountByAccount } from './recount-by-account.ts'
import { copyOut, readCatalog, sqlName } from './read-catalog.ts'
import type { Catalog, CatalogTable } from './read-catalog.ts'
import { settleSession, showStep } from './session-settings.ts'
import { countRows } from './count-rows.ts'
import { openArchiveWriter } from './write-archive.ts'
import type { ArchiveWriter } from './write-archive.ts'
import { refuseExisting } from './write-file.ts'
import type { Destination } from './write-file.ts'

export type BackupOptions = {
	/** Signs in as the owner of the schema. */
	ownerUrl: string
	destination: Destination
	passphrase?: string | undefined
	/** What is kept outside of the database of the audit logs' ends. */
	keyedHeads?: unknown
	/** The version of this Contour, for the manifest. */
	contour: string
}

export type BackupResult = { manifest: Manifest; bytes: number; sha256: string }

/**
 * Writes every row of the application into an archive, as one transaction sees them; the application goes on beside it.
 *
 * @throws BackupError where rows would be missing, or the destination cannot be written
 */
export async function createBackup(options: BackupOptions): Promise<BackupResult> {
	if ('file' in options.destination) {
		refuseExisting(options.destination.file, options.destination.overwrite)
	}
	const client = await connectOwner(options.ownerUrl, 'backup')
	try {
		await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
		await settleSession(client)
		await assumeBackupRole(client)
		const catalog = await readCatalog(client)
		await checkNothingHidden(client, catalog)
		await checkReferences(client, catalog)
		const names = catalog.tables.map((table) => sqlName(client, table)).join(', ')
		await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`)
		const writer = openArchiveWriter(options.destination, options.passphrase)
		try {
			const manifest = await writeEntries(client, writer, catalog, options)
			return { manifest, ...(await writer.finish()) }
		} catch (error) {
			await writer.abort(error as Error)
			throw error
		}
	} finally {
		await client.end().catch(() => undefined)
	}
}

async function writeEntries(
	client: Client,
	writer: ArchiveWriter,
	catalog: Catalog,
	{ contour, keyedHeads = null }: BackupOptions,
): Promise<Manifest> {
	const header = await readHeader(client, contour)
	await writer.add(HEADER_NAME, toJson(header))
	const tables: ArchivedTable[] = []
	for (const [index, table] of catalog.tables.entries()) {
		await showStep(client, 'backup', index + 1, catalog.tables.length)
		tables.push(await writeTable(client, writer, table))
	}
	await recountByAccount(client, tables)
	const manifest: Manifest = {
		...header,
		tables,
		sequences: await readSequences(client, catalog),
		leftOut: catalog.leftOut,
		auditHeads: await readAuditHeads(client),
		keyedHeads,
	}
	await writer.add(MANIFEST_NAME, toJson(manifest))
	return manifest
}

const toJson = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, '\t')}\n`)

async function readHeader(client: Client, contour: string): Promise<Header> {
	const { rows } = await client.query<{ version: string; at: string }>(
		`SELECT current_setting('server_version') AS version,
			to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
	)
	const migrations = await client.query<{ name: string; checksum: string }>(
		`SELECT migration_name AS name, checksum FROM _prisma_migrations
		WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name COLLATE "C"`,
	)
	return {
		format: FORMAT,
		contour,
		postgresql: rows[0]?.version ?? '',
		createdAt: rows[0]?.at ?? '',
		migrations: migrations.rows,
	}
}

async function writeTable(
	client: Client,
	writer: ArchiveWriter,
	table: CatalogTable,
): Promise<ArchivedTable> {
	const hash = createHash('sha256')
	const { schema, name, columns } = table
	let rows = 0
	let bytes = 0
	let part = 0
	let held: Buffer[] = []
	let heldBytes = 0
	const flush = async () => {
		if (heldBytes === 0) return
		const content = Buffer.concat(held)
		held = []
		heldBytes = 0
		await writer.add(partName(table, ++part), content)
	}
	for await (const piece of client.query(copyTo(copyOut(client, table)))) {
		const chunk = piece as Buffer
		hash.update(chunk)
		rows += countRows(chunk)
		bytes += chunk.length
		held.push(chunk)
		heldBytes += chunk.length
		if (heldBytes >= PART_BYTES) await flush()
	}
	await flush()
	return { schema, name, columns, rows, bytes, sha256: hash.digest('hex') }
}

async function readSequences(client: Client, { sequences }: Catalog): Promise<Manifest['sequences']> {
	const found: Manifest['sequences'] = []
	for (const sequence of sequences) {
		const { rows } = await client.query<{ value: string; isCalled: boolean }>(
			`SELECT last_value::text AS value, is_called AS "isCalled" FROM ${sqlName(client, sequence)}`,
		)
		if (rows[0]) found.push({ ...sequence, ...rows[0] })
	}
	return found
}
