import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'

const ROOT = path.join(import.meta.dirname, '..', '..')
const MADE = ['.git', '.react-router', '.tmp', '.contour', 'build', 'node_modules', 'app/data/prisma']
const folder = mkdtempSync(path.join(tmpdir(), 'contour-fresh-'))
const client = path.join(folder, 'app', 'data', 'prisma')

cpSync(ROOT, folder, {
	recursive: true,
	filter: (source) => !MADE.includes(path.relative(ROOT, source)),
})
symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
beforeEach(() => rmSync(client, { recursive: true, force: true }))
afterAll(() => rmSync(folder, { recursive: true }))

/** As npm does it, right after `npm ci`. */
const run = (...args: string[]) =>
	spawnSync('npm', ['run', '-s', ...args], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, NODE_ENV: '', CONTOUR_DATA_DIR: path.join(folder, '.contour') },
	})

test('the commands work on a checkout that nothing has been generated in, with only data on standard output', () => {
	const help = run('contour', '--', 'export', 'training-needs', '--help')
	expect(help).toMatchObject({ status: 0 })
	expect(help.stdout).toMatch(/^Writes who lacks which step/)
})

test('so does a benchmark', () => {
	expect(run('bench', '--', 'nothing')).toMatchObject({ status: 64, stdout: '' })
	expect(existsSync(client)).toBe(true)
})

test('and the sample', () => {
	// Stopped by a setting before it makes a database.
	const wrong = spawnSync('npm', ['run', '-s', 'seed'], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, NODE_ENV: '', PORT: 'none' },
	})
	expect(wrong.stderr).toContain('PORT is "none"')
	expect(wrong.status).toBe(78)
})
