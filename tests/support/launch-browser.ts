import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { TEMPORARY } from './test-cluster.ts'

/** Keep the browser from calling anybody by itself. */
const QUIET = [
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
	...['--disable-quic', '--no-first-run', '--disable-gpu', '--font-render-hinting=none'],
]

/**
 * The browser that npm brought. Whoever launches it closes it.
 *
 * @param more arguments of its command line
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
	const { executable, libraries } = await unpackBrowser()
	return chromium.launch({
		executablePath: executable,
		args: [...QUIET, ...more],
		// It shows our own pages only, and its sandbox needs rights that neither root nor a container has.
		chromiumSandbox: false,
		env: { ...process.env, ...libraries },
	})
}

type Unpacked = { executable: string; libraries: { LD_LIBRARY_PATH?: string } }

/**
 * Unpacks the browser that npm brought into a folder named after its version. The
 * package would hand out whatever lies at $TMPDIR/chromium, half unpacked or old.
 */
export async function unpackBrowser(): Promise<Unpacked> {
	const require = createRequire(import.meta.url)
	const entry = require.resolve('@sparticuz/chromium')
	const { version } = require(path.join(path.dirname(entry), '..', 'package.json')) as { version: string }
	const folder = path.join(TEMPORARY, `chromium-${version}`)
	if (!existsSync(folder)) {
		mkdirSync(TEMPORARY, { recursive: true })
		const draft = mkdtempSync(`${folder}-`)
		await withTmpdir(draft, async () => {
			const { default: packed } = await import('@sparticuz/chromium')
			await packed.executablePath()
		})
		moveInto(draft, folder)
	}
	const executable = path.join(folder, 'chromium')
	const missing = missingLibraries(executable, {})
	if (missing.length === 0) return { executable, libraries: {} }

	const libraries = path.join(folder, 'al2023')
	if (!existsSync(libraries)) {
		const draft = mkdtempSync(path.join(folder, 'libraries-'))
		await withTmpdir(draft, async () => {
			const { inflate } = await import('@sparticuz/chromium')
			await inflate(path.join(path.dirname(entry), '..', 'bin', 'al2023.tar.br'))
		})
		moveInto(path.join(draft, 'al2023'), libraries)
	}
	const brought = { LD_LIBRARY_PATH: path.join(libraries, 'lib') }
	const still = missingLibraries(executable, brought)
	if (still.length > 0) {
		throw new Error(
			`The browser of the tests lacks ${still.join(', ')} on this machine, also with the libraries of its package.`,
		)
	}
	return { executable, libraries: brought }
}

async function withTmpdir(folder: string, run: () => Promise<unknown>): Promise<void> {
	const before = process.env.TMPDIR
	process.env.TMPDIR = folder
	try {
		await run()
	} finally {
		if (before === undefined) delete process.env.TMPDIR
		else process.env.TMPDIR = before
	}
}

/** Another test process may have been faster; its folder is as good. */
function moveInto(draft: string, folder: string): void {
	try {
		renameSync(draft, folder)
	} catch (error) {
		rmSync(draft, { recursive: true, force: true })
		if (!existsSync(folder)) throw error
	}
}

function missingLibraries(executable: string, env: { LD_LIBRARY_PATH?: string }): string[] {
	const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8', env: { ...process.env, ...env } })
	return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
}
