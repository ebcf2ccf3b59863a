import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const PRISMA_DIRECTORY = import.meta.dirname
export const MIGRATIONS_DIRECTORY = path.join(PRISMA_DIRECTORY, 'migrations')

export type Migration = {
	name: string
	sql: string
	checksum: string
	/**
	 * `-- contract: NAME why`: takes away what a Contour that does not know the migration NAME still uses. Null for one
	 * that only adds.
	 */
	contractAfter?: string | null
	/** `-- outside a transaction: why`: one statement with CONCURRENTLY, which PostgreSQL runs in no transaction. */
	outsideTransaction?: boolean
}

const CONTRACT = /^-- contract: ([\w-]+)/m
const OUTSIDE = /^-- outside a transaction: \S/m

/** The migrations of a folder, oldest first. The checksum is Prisma's: SHA-256 of the script, in hex. */
export function readMigrations(directory = MIGRATIONS_DIRECTORY): Migration[] {
	if (!existsSync(directory)) return []
	return readdirSync(directory, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.toSorted()
		.map((name) => {
			// A checkout with Windows line ends is the same migration.
			const sql = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n')
			return {
				name,
				sql,
				checksum: createHash('sha256').update(sql).digest('hex'),
				contractAfter: CONTRACT.exec(sql)?.[1] ?? null,
				outsideTransaction: OUTSIDE.test(sql),
			}
		})
}
