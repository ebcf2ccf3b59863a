import { createHash } from 'node:crypto'
import path from 'node:path'
import { auditFolder } from '#app/lib/audit-key.server.ts'

/** Each database has a file of its own, so that several may share a folder. */
export function headFilePath(database: string): string {
	return path.join(auditFolder(), `heads-${databaseFileName(database)}.json`)
}

/** What the files of a database are told from those of others by. */
export function databaseFileName(database: string): string {
	return createHash('sha256').update(database).digest('hex').slice(0, 16)
}
