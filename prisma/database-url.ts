import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { loadEnvFile, readEnv } from '#app/lib/env.server.ts'

/**
 * The owner's connection string for a command of this folder.
 *
 * Without DATABASE_URL the command runs once more below `with-database.ts`, which
 * starts Contour's own PostgreSQL and passes its address; this process then ends
 * with that one's exit code and the function does not return.
 */
export function databaseUrlForScript(): string {
	loadEnvFile()
	const env = readEnv()
	const url = env.DATABASE_OWNER_URL ?? env.DATABASE_URL
	if (url) return url
	const wrapper = path.join(import.meta.dirname, '..', 'app', 'server', 'with-database.ts')
	const { status } = spawnSync(process.execPath, [wrapper, ...process.argv.slice(1)], { stdio: 'inherit' })
	process.exit(status ?? 1)
}
