import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { attack } from './attack.ts'

const database = await createTestDatabase()
const root = path.join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(path.join(tmpdir(), 'contour-audit-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function contour(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
	const child = spawn(process.execPath, [path.join(root, 'app/cli/main.ts'), ...args], {
		cwd: folder,
		env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: database.appUrl, CONTOUR_DATA_DIR: folder },
	})
	child.stdin.end()
	const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
	const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit])
	return { code, out, err }
}

test('from the first account on: intact, cut, accepted; what is not there, and what is not checked', async () => {
	expect(await contour('audit', 'verify')).toMatchObject({
		code: 2,
		out: expect.stringContaining('no heads'),
	})
	expect((await contour('account', 'create', '--name', 'Example', '--owner', 'olga@example.com')).code).toBe(
		0,
	)
	expect((await contour('sample', 'load')).code).toBe(0)

	const intact = await contour('audit', 'verify')
	expect(intact.code).toBe(0)
	expect(intact.out).toMatch(/^example: 1 row, intact, sealed at row 1 on \d{4}/m)
	expect(intact.out).toMatch(/^meridian: \d+ rows, intact/m)
	expect(intact.out).not.toContain('olga')
	expect((await contour('audit', 'verify', '--account', 'nobody')).code).toBe(66)
	expect((await contour('audit', 'verify', 'example')).code).toBe(64)

	expect((await contour('sample', 'remove')).code).toBe(0)
	const removed = await contour('audit', 'verify', '--json')
	expect({ code: removed.code, ...JSON.parse(removed.out) }).toMatchObject({
		code: 0,
		verdict: 'intact',
		removed: [{ account: 'meridian' }],
	})

	expect((await contour('account', 'create', '--name', 'Second', '--owner', 'b@example.com')).code).toBe(0)
	await attack(database, (client) =>
		client.query(`DELETE FROM audit_event WHERE account_id = (SELECT id FROM account WHERE slug = 'second')`),
	)
	const cut = await contour('audit', 'verify', '--account', 'second')
	expect(cut.code).toBe(1)
	expect(cut.out).toContain('second: 0 rows, BROKEN in 1 place')
	expect(cut.out).toMatch(/row 1 is missing at the end: the log was sealed at row 1 on/)
	expect((await contour('audit', 'verify', '--account', 'example')).code).toBe(0)

	expect(await contour('audit', 'accept-restore')).toMatchObject({
		code: 1,
		out: expect.stringContaining('second: was sealed at row 1, ends at row 0'),
	})
	expect((await contour('audit', 'accept-restore', '--yes')).code).toBe(0)
	expect(await contour('audit', 'accept-restore')).toMatchObject({
		code: 0,
		out: 'There is nothing to accept.\n',
	})
	expect((await contour('audit', 'verify')).code).toBe(0)
	rmSync(path.join(folder, 'audit'), { recursive: true })
	expect(await contour('audit', 'verify')).toMatchObject({
		code: 2,
		out: expect.stringContaining('example: 1 row, every row holds, not checked against a head'),
	})
}, 120_000)
