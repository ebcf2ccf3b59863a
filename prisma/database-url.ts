import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { loadEnvFile, readEnv } from '#app/lib/env.server.ts'

/** Passed by with-database.ts to the command that it runs. */
const ADMIN_URL = 'CONTOUR_ADMIN_URL'

/**
 * The owner's connection string for a command of this folder; where `rights` are
 * asked for, in the embedded server, that of its administrator.
 *
 * Without DATABASE_URL the command runs once more below `with-database.ts`, which
 * starts Contour's own PostgreSQL and passes its address; this process then ends
 * with that one's exit code and the function does not return.
 */
export function databaseUrlForScript(rights?: 'CREATEDB'): string {
	loadEnvFile()
	const env = readEnv()
	const admin = rights && process.env[ADMIN_URL]
	const url = admin || (env.DATABASE_OWNER_URL ?? env.DATABASE_URL)
	if (url) return url
	const wrapper = path.join(import.meta.dirname, '..', 'app', 'server', 'with-database.ts')
	const { status } = spawnSync(process.execPath, [wrapper, ...process.argv.slice(1)], { stdio: 'inherit' })
	process.exit(status ?? 1)
}
