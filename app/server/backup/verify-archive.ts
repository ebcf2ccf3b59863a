import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { FORMAT, HEADER_NAME, headerSchema, MANIFEST_NAME, manifestSchema } from './archive-format.ts'
import type { Header, Manifest } from './archive-format.ts'
import { BackupError } from './backup-error.ts'
import { countRows } from './count-rows.ts'
import { readArchive } from './read-archive.ts'
import type { ArchiveEntry, ArchiveSource } from './read-archive.ts'

const unusable = 65

type Tally = { rows: number; bytes: number; hash: ReturnType<typeof createHash> }

/**
 * Reads an archive to its end and compares every table with the manifest.
 *
 * @throws BackupError that says what is wrong with it
 */
export async function verifyArchive(source: ArchiveSource): Promise<Manifest> {
	const tallies = new Map<string, Tally>()
	let header: Header | undefined
	let manifest: Manifest | undefined
	for await (const entry of readArchive(source)) {
		if (manifest) throw damaged(source, `${entry.name} stands after the manifest`)
		if (entry.name === HEADER_NAME) header = parse(headerSchema, entry, source)
		else if (!header) throw damaged(source, `it begins with ${entry.name}`)
		else if (entry.name === MANIFEST_NAME) manifest = parse(manifestSchema, entry, source)
		else tally(tallies, entry)
	}
	if (!manifest || !header) throw damaged(source, 'it has no manifest')
	for (const table of manifest.tables) {
		const key = `${table.schema}.${table.name}`
		const found = tallies.get(key) ?? emptyTally()
		tallies.delete(key)
		const sha256 = found.hash.digest('hex')
		if (found.rows !== table.rows || found.bytes !== table.bytes || sha256 !== table.sha256) {
			throw damaged(source, `${key} holds ${found.rows} rows that are not the ${table.rows} of the manifest`)
		}
	}
	const [unknown] = tallies.keys()
	if (unknown) throw damaged(source, `${unknown} is not in the manifest`)
	return manifest
}

const emptyTally = (): Tally => ({ rows: 0, bytes: 0, hash: createHash('sha256') })

function tally(tallies: Map<string, Tally>, { name, content }: ArchiveEntry): void {
	const key = tableOf(name) ?? name
	const found = tallies.get(key) ?? emptyTally()
	found.rows += countRows(content)
	found.bytes += content.length
	found.hash.update(content)
	tallies.set(key, found)
}

/** `schema.table` of a part's name; undefined where it is none. */
export const tableOf = (entry: string): string | undefined => /^tables\/(.+)\/\d{6,}\.copy$/.exec(entry)?.[1]

function parse<T>(schema: z.ZodType<T>, { name, content }: ArchiveEntry, source: ArchiveSource): T {
	let json: unknown
	try {
		json = JSON.parse(content.toString('utf8'))
	} catch {
		throw damaged(source, `${name} is no JSON`)
	}
	const format = (json as { format?: unknown } | null)?.format
	if (typeof format === 'number' && format > FORMAT) {
		throw new BackupError(
			`${source.file} has the form ${format}, and this Contour knows ${FORMAT}: a newer one made it. Restore with that one. Nothing was changed.`,
			unusable,
		)
	}
	const parsed = schema.safeParse(json)
	if (parsed.success) return parsed.data
	const [issue] = parsed.error.issues
	throw damaged(source, `${name}: ${issue?.path.join('.')} ${issue?.message}`)
}

function damaged({ file }: ArchiveSource, what: string): BackupError {
	return new BackupError(`${file} is damaged: ${what}. Nothing was changed. Take another one.`, unusable)
}
