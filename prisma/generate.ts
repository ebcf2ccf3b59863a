import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartError } from '#app/lib/start-error.ts'
import { PRISMA_DIRECTORY } from './migration-files.ts'
import { runScript } from './script.ts'

const ROOT = path.join(PRISMA_DIRECTORY, '..')
const CLIENT = path.join(ROOT, 'app', 'data', 'prisma', 'client.ts')
const require = createRequire(import.meta.url)

/** Writes the Prisma client where it is missing or older than the schema; returns whether it did. */
export function generateClient(): boolean {
	const manifest = findPrisma()
	// What was generated is brought along where nothing that generates is installed.
	if (manifest === null && existsSync(CLIENT)) return false
	if (manifest === null) {
		throw new StartError(
			'There is no Prisma client, and what generates it is not installed: run npm ci without --omit=dev.',
		)
	}
	const madeFrom = [
		path.join(PRISMA_DIRECTORY, 'schema.prisma'),
		path.join(ROOT, 'prisma.config.ts'),
		manifest,
	]
	if (existsSync(CLIENT)) {
		const made = statSync(CLIENT).mtimeMs
		if (madeFrom.every((file) => statSync(file).mtimeMs <= made)) return false
	}
	const cli = path.join(path.dirname(manifest), 'build', 'index.js')
	const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
		cwd: ROOT,
		encoding: 'utf8',
		// Neither a check for a newer Prisma nor its usage statistics.
		env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
	})
	if (status !== 0) throw new StartError(`prisma generate failed.\n${stdout}${stderr}`.trim())
	return true
}

function findPrisma(): string | null {
	try {
		return require.resolve('prisma/package.json')
	} catch {
		return null
	}
}

if (import.meta.main) {
	await runScript(async () => {
		if (generateClient()) console.error('Wrote the Prisma client.')
	})
}
