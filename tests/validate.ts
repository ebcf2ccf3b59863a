import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'
import { generateClient } from '#prisma/generate.ts'

/** `npm run validate` runs every check that is no test, tells of each, and fails if one does. */
const ROOT = path.join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

/** The file behind a package's command. */
function bin(name: string, command = name): string {
	const manifest = require(path.join(ROOT, 'node_modules', name, 'package.json')) as {
		bin: string | Record<string, string>
	}
	const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command]
	return path.join(ROOT, 'node_modules', name, file ?? '')
}

type Check = { name: string; run: string[] }

/** What the others read. */
const routeTypes: Check = {
	name: 'types of routes',
	run: [bin('@react-router/dev', 'react-router'), 'typegen'],
}
const types: Check = { name: 'types', run: [bin('typescript', 'tsc'), '--noEmit'] }
const others: readonly Check[] = [
	{ name: 'lint', run: [bin('oxlint'), '--deny-warnings'] },
	{ name: 'format', run: [bin('prettier'), '--check', '--log-level=warn', '.'] },
	{ name: 'unused code', run: [bin('knip'), '--no-progress'] },
	{ name: 'schema and migrations', run: ['prisma/diff.ts'] },
]

async function runCommand(args: string[]): Promise<{ ok: boolean; output: string }> {
	// Without settings of the person's, so that the drift check takes the database of the tests.
	const env: NodeJS.ProcessEnv = { ...process.env, CONTOUR_DATA_DIR: path.join(ROOT, '.tmp', 'database') }
	delete env.DATABASE_URL
	delete env.DATABASE_OWNER_URL
	const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
	let output = ''
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text))
	}
	const [code] = await once(child, 'close')
	return { ok: code === 0, output }
}

async function runCheck({ name, run }: Check): Promise<boolean> {
	const start = performance.now()
	const { ok, output } = await runCommand(run)
	if (!ok) {
		console.log(`✗ ${name}\n${output.trim()}\n`)
		return false
	}
	console.log(`✓ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
	return true
}

async function runInTurn(checks: readonly Check[]): Promise<boolean[]> {
	const results: boolean[] = []
	for (const check of checks) results.push(await runCheck(check))
	return results
}

generateClient()
const first = await runCheck(routeTypes)
// The types take as long as all that goes on beside them.
const results = [first, ...(await Promise.all([runInTurn([types]), runInTurn(others)])).flat()]
const failed = results.filter((ok) => !ok).length
console.log(failed === 0 ? 'Everything holds.' : `${failed} of ${results.length} checks failed.`)
process.exitCode = failed === 0 ? 0 : 1
