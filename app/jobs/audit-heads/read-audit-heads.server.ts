import { identifyDatabase } from '#app/data/identify-database.server.ts'
import { readHeadFile } from './head-file.server.ts'
import type { HeadState } from './head-file.server.ts'

/**
 * The heads of the open database. A backup calls it before its snapshot begins, so that every row that a head names is in the
 * archive, and keeps `file` as it is: it is JSON, and proves itself by its key.
 */
export async function readAuditHeads(): Promise<HeadState> {
	return readHeadFile(await identifyDatabase())
}
