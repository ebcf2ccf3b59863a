import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contour, makeFolder } from '#tests/backup/run-contour.ts'
import { writeOneOfEverything } from '#tests/backup/two-companies.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const folder = makeFolder()
const database = await createTestDatabase()
const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] })
let smtpUrl = ''
let accountId = ''

beforeAll(async () => {
	;({ accountId } = await writeOneOfEverything(database.adminUrl))
	await database.adminPool.query('UPDATE outbox_message SET sent_at = now()')
	// Neither its job nor its snapshot is a real one.
	await database.adminPool.query(`UPDATE job SET state = 'done', finished_at = now()`)
	await database.adminPool.query('DELETE FROM earlier_outcome')
	await database.adminPool.query('DELETE FROM roadmap_checkpoint')
	await database.adminPool.query('DELETE FROM snapshot')
	await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
	smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
})
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())))

type Finding = { check: string; state: string; found: string; todo?: string }
type Answer = { code: number | null; findings: Finding[]; of: (check: string) => Finding | undefined }

async function ask(settings: Record<string, string> = {}, ...args: string[]): Promise<Answer> {
	const { code, out, err } = await contour(folder, database, ['doctor', '--json', ...args], {
		SMTP_URL: smtpUrl,
		...settings,
	})
	expect(err).toBe('')
	const findings: Finding[] = JSON.parse(out.toString())
	for (const { state, todo } of findings) expect(todo === undefined).toBe(state === 'ok')
	return { code, findings, of: (check) => findings.find((finding) => finding.check === check) }
}

/** What the doctor says of one check after a change, which is taken back. */
async function after(
	check: string,
	change: string,
	back: string,
	...args: string[]
): Promise<Finding | undefined> {
	await database.adminPool.query(change)
	try {
		return (await ask({}, ...args)).of(check)
	} finally {
		await database.adminPool.query(back)
	}
}

test('a sound installation: a line for each check, and nothing about people', async () => {
	const { code, findings } = await ask({}, '--deep')
	// The PostgreSQL of the tests may give up safety for speed, which the doctor does not pass over.
	const others = findings.filter(({ check }) => check !== 'durability')
	// Of the rows that the test wrote, one says that somebody was erased, which is on no list in the folder.
	expect(others.filter(({ state }) => state !== 'ok').map(({ check }) => check)).toEqual([
		...['erasures', 'last backup'],
	])
	expect(code).toBe(findings.some(({ state }) => state === 'problem') ? 1 : 0)
	const text = await contour(folder, database, ['doctor', '--deep'], { SMTP_URL: smtpUrl })
	expect(text.out.toString().trim().split('\n')).toHaveLength(findings.length)
	expect(text.out.toString()).toMatch(/^ok {7}schema +has every migration of this Contour$/m)
	for (const personal of ['Ünal', '@example.com', 'm@example.com', accountId]) {
		expect(text.out.toString()).not.toContain(personal)
	}
}, 60_000)

test('settings that cannot be used, and a database that is not there', async () => {
	const wrong = await contour(folder, database, ['doctor', '--json'], { PORT: 'none' })
	expect(wrong.code).toBe(1)
	expect(JSON.parse(wrong.out.toString())).toMatchObject([
		{ check: 'Node.js', state: 'ok' },
		{ check: 'settings', state: 'problem', found: expect.stringContaining('PORT is "none"') },
	])
	const gone = { appUrl: 'postgresql://a:b@127.0.0.1:1/c', ownerUrl: 'postgresql://a:b@127.0.0.1:1/c' }
	const away = await contour(folder, gone, ['doctor', '--json'])
	expect(away.code).toBe(1)
	const findings: Finding[] = JSON.parse(away.out.toString())
	expect(findings.find(({ check }) => check === 'database')?.state).toBe('problem')
	expect(away.out.toString()).not.toContain('a:b@')
}, 60_000)

test('without any database yet it makes none', async () => {
	const { code, out } = await contour(folder, null, ['doctor', '--json'])
	expect(code).toBe(0)
	const findings: Finding[] = JSON.parse(out.toString())
	expect(findings.find(({ check }) => check === 'database')).toMatchObject({ state: 'warning' })
	expect(existsSync(path.join(folder, 'postgres'))).toBe(false)
}, 60_000)

test('a table without row-level security, a newer schema, an older one', async () => {
	const open = await after(
		'row-level security',
		'ALTER TABLE team NO FORCE ROW LEVEL SECURITY',
		'ALTER TABLE team FORCE ROW LEVEL SECURITY',
	)
	expect(open).toMatchObject({ state: 'problem', found: expect.stringContaining('team') })
	const newer = await after(
		'schema',
		`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '2099_newer', now())`,
		`DELETE FROM _prisma_migrations WHERE id = 'x'`,
	)
	expect(newer).toMatchObject({ state: 'problem', found: expect.stringContaining('2099_newer') })
	const older = await after(
		'schema',
		`CREATE TABLE kept AS SELECT * FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1;
			DELETE FROM _prisma_migrations WHERE id IN (SELECT id FROM kept)`,
		'INSERT INTO _prisma_migrations SELECT * FROM kept; DROP TABLE kept',
	)
	expect(older).toMatchObject({
		state: 'warning',
		found: expect.stringContaining('1 migrations are to come'),
	})
}, 60_000)

test('mails that wait, wait long, or are given up', async () => {
	const add = (more: string) =>
		`INSERT INTO outbox_message (recipient, subject, text, html, created_at, next_attempt_at)
		VALUES ('waits@example.com', 's', 't', 'h', ${more})`
	const back = `DELETE FROM outbox_message WHERE recipient = 'waits@example.com'`
	expect((await after('outbox', add('now(), now()'), back))?.state).toBe('ok')
	const late = await after('outbox', add(`now() - interval '2 hours', now()`), back)
	expect(late).toMatchObject({ state: 'warning', found: expect.stringContaining('1 of 1 mails') })
	const given = await after('outbox', add(`now() - interval '9 days', now() + interval '1 year'`), back)
	expect(given?.state).toBe('problem')
	await database.adminPool.query(add('now(), now()'))
	const unset = await ask({ SMTP_URL: '' })
	await database.adminPool.query(back)
	expect(unset.of('outbox')?.found).toContain('no SMTP server is set')
	expect(unset.of('mail')?.state).toBe('warning')
}, 60_000)

test('an SMTP server that is not there, and one that does not speak', async () => {
	const silent = createServer((socket) => socket.end('421 busy\r\n'))
	await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
	const { port } = silent.address() as AddressInfo
	const refused = await ask({ SMTP_URL: 'smtp://someone:secret@127.0.0.1:1' })
	const busy = await ask({ SMTP_URL: `smtp://127.0.0.1:${port}` })
	silent.close()
	for (const { code, of } of [refused, busy]) {
		expect({ code, state: of('mail')?.state }).toEqual({ code: 1, state: 'problem' })
		expect(of('mail')?.found).not.toContain('secret')
	}
}, 60_000)

test('jobs that do not end', async () => {
	const stuck = await after(
		'jobs',
		`UPDATE job SET state = 'running', finished_at = NULL, created_at = now() - interval '3 hours'`,
		`UPDATE job SET state = 'done', finished_at = now()`,
	)
	expect(stuck).toMatchObject({ state: 'warning', found: expect.stringContaining('1 of 1') })
}, 60_000)

test('a row of the audit log that was changed', async () => {
	const changed = await after(
		'audit log',
		`UPDATE audit_event SET action = 'a.c'`,
		`UPDATE audit_event SET action = 'a.b'`,
	)
	expect(changed).toMatchObject({ state: 'problem', found: expect.stringContaining(accountId) })
}, 60_000)
