import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

const ROOT = path.join(import.meta.dirname, '..', '..')

export type Urls = { appUrl: string; ownerUrl: string }
export type Result = { code: number | null; signal: string | null; out: Buffer; err: string }

/** A folder of this test file's own, gone at its end. */
export function makeFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'contour-backup-'))
	afterAll(() => rmSync(folder, { recursive: true, force: true }))
	return folder
}

/** The command line in a process of its own, in `folder`, which is its data folder as well. */
export function startContour(
	folder: string,
	urls: Urls | null,
	args: readonly string[],
	settings: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Result> } {
	const database = urls && { DATABASE_URL: urls.appUrl, DATABASE_OWNER_URL: urls.ownerUrl }
	const child = spawn(process.execPath, [path.join(ROOT, 'app/cli/main.ts'), ...args], {
		cwd: folder,
		env: {
			PATH: process.env.PATH,
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
			NODE_ENV: 'test',
			CONTOUR_DATA_DIR: folder,
			...database,
			...settings,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const exit = new Promise<[number | null, string | null]>((resolve) =>
		child.once('close', (...how) => resolve(how)),
	)
	const ended = Promise.all([exit, buffer(child.stdout), text(child.stderr)]).then(
		([[code, signal], out, err]) => ({ code, signal, out, err }),
	)
	return { child, ended }
}

export const contour = (
	folder: string,
	urls: Urls | null,
	args: readonly string[],
	settings?: Record<string, string>,
): Promise<Result> => startContour(folder, urls, args, settings).ended
