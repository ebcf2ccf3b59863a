import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartError } from '#app/lib/start-error.ts'

const ROOT = path.join(import.meta.dirname, '..', '..')
export const SERVER_BUNDLE = path.join(ROOT, 'build', 'server', 'index.js')

/** What the bundle is made of. */
const SOURCES = [
	...['app', 'seed', 'public', 'prisma/schema.prisma', 'package.json', 'package-lock.json'],
	...['tsconfig.json', 'vite.config.ts', 'react-router.config.ts'],
]
/** Generated from the sources; its own changes mean nothing. */
const GENERATED = path.join(ROOT, 'app', 'data', 'prisma')

/** Whether there is a build and nothing that it is made of changed since. */
export function isBuildFresh(): boolean {
	if (!existsSync(SERVER_BUNDLE)) return false
	const built = statSync(SERVER_BUNDLE).mtimeMs
	return SOURCES.every((source) => newest(path.join(ROOT, source), built) <= built)
}

/** The latest change at or below `target`; stops looking once it is after `enough`. A folder changes when a file goes. */
function newest(target: string, enough: number): number {
	if (target === GENERATED) return 0
	const found = statSync(target, { throwIfNoEntry: false })
	if (!found) return 0
	let latest = found.mtimeMs
	if (!found.isDirectory()) return latest
	for (const name of readdirSync(target)) {
		if (latest > enough) break
		latest = Math.max(latest, newest(path.join(target, name), enough))
	}
	return latest
}

/** @throws StartError when there is nothing to serve */
export function requireBuild(): void {
	if (existsSync(SERVER_BUNDLE)) return
	throw new StartError(
		`There is no build at ${path.relative(ROOT, SERVER_BUNDLE)}, and npm run serve makes none: run npm run build, or bring the folder build/ along.`,
	)
}

/** Builds unless the build is fresh; returns whether it built. */
export async function ensureBuild({ signal }: { signal?: AbortSignal } = {}): Promise<boolean> {
	if (isBuildFresh()) return false
	const cli = path.join(path.dirname(findBuilder()), 'bin.cjs')
	await runStep([path.join(ROOT, 'prisma', 'generate.ts')], signal)
	const start = new Date()
	await runStep([cli, 'build'], signal)
	// What changes while it builds makes this build an old one.
	utimesSync(SERVER_BUNDLE, start, start)
	return true
}

function findBuilder(): string {
	try {
		return createRequire(import.meta.url).resolve('@react-router/dev/package.json')
	} catch {
		throw new StartError(
			'There is no fresh build, and what builds is not installed: run npm ci without --omit=dev (and without NODE_ENV=production), or serve a finished build with npm run serve.',
		)
	}
}

async function runStep(args: string[], signal: AbortSignal | undefined): Promise<void> {
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'pipe', 'pipe'],
		signal,
	})
	const output: string[] = []
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
	}
	const [code] = await once(child, 'close')
	if (code !== 0) {
		throw new StartError(`The build failed (${path.basename(args[0] ?? '')}).\n${output.join('').trim()}`)
	}
}
