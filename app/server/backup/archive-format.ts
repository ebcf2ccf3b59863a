import { z } from 'zod'

/** The version of the archive's form. A reader knows its own and every older one. */
export const FORMAT = 1

export const HEADER_NAME = 'contour-backup.json'
export const MANIFEST_NAME = 'manifest.json'

/** Rows travel in parts of this size: a tar file says the size of an entry before its content. */
export const PART_BYTES = 4 * 1024 * 1024
/** No entry of a sound archive is longer; so a damaged one cannot fill the memory. */
export const LONGEST_ENTRY_BYTES = 256 * 1024 * 1024

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)
const name = z.string().min(1).max(63)

const migration = z.object({ name: z.string().min(1), checksum: hash })

/** The first entry: all that is known before the rows are read. */
export const headerSchema = z.object({
	format: z.number().int().min(1),
	contour: z.string(),
	postgresql: z.string(),
	createdAt: z.iso.datetime(),
	/** Applied to the database that was saved, oldest first; the rows have the form that these give them. */
	migrations: z.array(migration).min(1),
})

export const tableSchema = z.object({
	schema: name,
	name,
	columns: z.array(name).min(1),
	rows: count,
	bytes: count,
	/** Of the rows in the text form of COPY, in the order of the primary key. */
	sha256: hash,
})

/** The end of an account's audit log when it was saved. */
const auditHead = z.object({ accountId: z.uuid(), sequence: z.string().regex(/^\d+$/), hash: z.string() })

/** The last entry: what the archive has to hold to be whole. */
export const manifestSchema = headerSchema.extend({
	tables: z.array(tableSchema),
	sequences: z.array(
		z.object({ schema: name, name, value: z.string().regex(/^-?\d+$/), isCalled: z.boolean() }),
	),
	leftOut: z.array(z.object({ schema: name, name, why: z.string() })),
	auditHeads: z.array(auditHead),
	/** The heads that are kept outside of the database; they prove themselves by their key. */
	keyedHeads: z.unknown().optional(),
})

export type Header = z.infer<typeof headerSchema>
export type Manifest = z.infer<typeof manifestSchema>
export type ArchivedTable = z.infer<typeof tableSchema>
export type AuditHead = z.infer<typeof auditHead>

export const partName = (table: { schema: string; name: string }, part: number): string =>
	`tables/${table.schema}.${table.name}/${String(part).padStart(6, '0')}.copy`

/**
 * The archive ends with a frame that zstd passes over: its mark, the length of what follows, and the SHA-256 of all bytes
 * before it. So it stays a file that `tar --zstd` reads.
 */
const TRAILER_MARK = Buffer.from([0x5c, 0x2a, 0x4d, 0x18, 0x20, 0x00, 0x00, 0x00])
export const TRAILER_BYTES = TRAILER_MARK.length + 32

export const makeTrailer = (digest: Buffer): Buffer => Buffer.concat([TRAILER_MARK, digest])

/** The SHA-256 in a trailer; null where these bytes are none. */
export function readTrailer(bytes: Buffer): Buffer | null {
	if (bytes.length !== TRAILER_BYTES || !bytes.subarray(0, TRAILER_MARK.length).equals(TRAILER_MARK))
		return null
	return bytes.subarray(TRAILER_MARK.length)
}

/** How a file encrypted by a passphrase begins. */
export const AGE_MARK = Buffer.from('age-encryption.org/v1\n')
