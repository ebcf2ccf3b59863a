import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { HeadRecord } from '#app/domain/audit/move-heads.ts'
import { auditFolder, ensureAuditKey, nameAuditKey, readAuditKey } from '#app/lib/audit-key.server.ts'
import { writeFileAtomically } from '#app/lib/write-file-atomically.server.ts'
import { headFilePath } from './head-place.server.ts'

const recordSchema = z.strictObject({
	kind: z.enum(['sealed', 'removed']),
	accountId: z.string(),
	slug: z.string(),
	sequence: z.int().min(0),
	hash: z.string(),
	sealedAt: z.iso.datetime(),
	mac: z.string(),
})

const fileSchema = z.strictObject({
	version: z.literal(1),
	/** Which database the heads are of. */
	database: z.string(),
	/** Which key they are made with; no secret. */
	key: z.string(),
	/** Since when there are heads without a gap; what was before was taken as it stood. */
	since: z.iso.datetime(),
	/** How often the file was written. */
	written: z.int().min(1),
	heads: z.array(recordSchema),
	mac: z.string(),
})

/** Heads as they are kept in a file: JSON, each record keyed, and all of them together. */
export type HeadFile = z.infer<typeof fileSchema>

export type HeadState =
	/** There are none of this database. */
	| { state: 'none' }
	/** Something else than Contour changed the file; `why` says what. */
	| { state: 'forged'; why: string }
	/** Made with another key, or the key is gone. */
	| { state: 'other key' }
	| { state: 'read'; file: HeadFile }

function macOf(key: Buffer, parts: readonly unknown[]): string {
	return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')
}

function recordMac(
	key: Buffer,
	database: string,
	{ kind, accountId, slug, sequence, hash, sealedAt }: HeadRecord,
) {
	return macOf(key, ['contour audit head 1', database, kind, accountId, slug, sequence, hash, sealedAt])
}

function fileMac(key: Buffer, { database, since, written, heads }: Omit<HeadFile, 'mac'>) {
	return macOf(key, ['contour audit heads 1', database, since, written, heads.map(({ mac }) => mac)])
}

const isSame = (given: string, made: string): boolean =>
	given.length === made.length && timingSafeEqual(Buffer.from(given), Buffer.from(made))

/** Checks heads against a key, whatever database they are of. */
export function checkHeadFile(json: unknown, key: Buffer | null): HeadState {
	const parsed = fileSchema.safeParse(json)
	if (!parsed.success) return { state: 'forged', why: 'it is damaged' }
	const file = parsed.data
	if (!key || file.key !== nameAuditKey(key)) return { state: 'other key' }
	for (const head of file.heads) {
		if (isSame(head.mac, recordMac(key, file.database, head))) continue
		return { state: 'forged', why: `the head of ${head.slug} at row ${head.sequence} is not ours` }
	}
	if (!isSame(file.mac, fileMac(key, file))) {
		return { state: 'forged', why: 'heads were taken out, put in or put in another order' }
	}
	return { state: 'read', file }
}

/** The heads of a database. Makes nothing. */
export async function readHeadFile(database: string): Promise<HeadState> {
	let text: string
	try {
		text = await readFile(headFilePath(database), 'utf8')
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'none' }
		throw error
	}
	let json: unknown
	try {
		json = JSON.parse(text)
	} catch {
		return { state: 'forged', why: 'it is damaged' }
	}
	const found = checkHeadFile(json, await readAuditKey())
	if (found.state === 'read' && found.file.database !== database) {
		return { state: 'forged', why: 'it is the file of another database' }
	}
	return found
}

/**
 * Writes the heads of a database in place of those before. The caller holds the lock of the heads.
 *
 * @param before the file that is replaced, where there was one
 */
export async function writeHeadFile(
	database: string,
	heads: readonly HeadRecord[],
	before: HeadFile | null,
): Promise<void> {
	await mkdir(auditFolder(), { recursive: true, mode: 0o700 })
	const key = await ensureAuditKey()
	const file: Omit<HeadFile, 'mac'> = {
		version: 1,
		database,
		key: nameAuditKey(key),
		since: before?.since ?? new Date().toISOString(),
		written: (before?.written ?? 0) + 1,
		heads: heads.map(({ kind, accountId, slug, sequence, hash, sealedAt }) => {
			const head = { kind, accountId, slug, sequence, hash, sealedAt }
			return { ...head, mac: recordMac(key, database, head) }
		}),
	}
	const text = JSON.stringify({ ...file, mac: fileMac(key, file) }, null, '\t')
	await writeFileAtomically(headFilePath(database), `${text}\n`)
}

/** What to do about heads that cannot be used, for a log line or a person. */
export function explainHeadState(found: Exclude<HeadState, { state: 'read' }>): string {
	switch (found.state) {
		case 'none':
			return `There are no heads of this database in ${auditFolder()}.`
		case 'forged':
			return `The heads in ${auditFolder()} were changed by something else than Contour: ${found.why}.`
		case 'other key':
			return `The heads in ${auditFolder()} were made with another key than there is now, or their key is gone.`
	}
}
