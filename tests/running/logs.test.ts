import { afterAll, expect, test } from 'vitest'
import { listAddresses } from '#tests/access/addresses.ts'
import { startSessions } from '#tests/access/people.ts'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import { makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import { createSampleDatabase, samplePassword } from '#tests/support/sample-database.ts'
import { buildOnce } from '#tests/support/server.ts'

const database = await createSampleDatabase()
await buildOnce(database)
const { accountId } = database

const folder = makeDataFolder()
const application = startApplication(folder, {
	...{ DATABASE_URL: database.appUrl, CONTOUR_MIGRATE: 'off', LOG_LEVEL: 'debug' },
	// Nobody listens there: every mail fails, and is logged so.
	SMTP_URL: 'smtp://contour:mail-secret@127.0.0.1:9',
})
afterAll(async () => {
	application.child.kill('SIGKILL')
	await application.ended
	removeDataFolder(folder)
})

const SECRET = 'Xaver Unmistakable'

test('at debug level the work of everybody, and all that breaks in it, leaves nothing personal in the log', async () => {
	const url = await application.ready
	const { rows: users } = await database.adminPool.query<{ id: string }>('SELECT id FROM "user" LIMIT 1')
	const { hr, manager, member, owner } = await startSessions(database.adminPool, users[0]?.id ?? '')
	const sessions = [hr, manager, member, owner]
	const addresses = await listAddresses(database.adminPool, accountId)
	const post = (path: string, token: string | null, form: Record<string, string>) =>
		ask(path, token, { method: 'POST', body: new URLSearchParams(form) })
	const ask = async (path: string, token: string | null, init: RequestInit = {}) => {
		const response = await fetch(url + path, {
			...init,
			redirect: 'manual',
			headers: {
				...(token ? { Cookie: `${sessionCookie}=${token}` } : {}),
				...{ Origin: url, 'Sec-Fetch-Site': 'same-origin' },
			},
		})
		await response.arrayBuffer()
		return response.status
	}

	for (const token of sessions) for (const address of addresses) await ask(address, token)
	const about = { name: SECRET, email: 'xaver@unmistakable.example', password: samplePassword, note: SECRET }
	for (const address of addresses.filter((each) => !/sign-out|sample-removal/.test(each)))
		await post(address, hr, { ...about, idempotencyKey: crypto.randomUUID() })
	await post('/sign-in', null, { email: 'hr@meridian.example', password: samplePassword })
	await post('/forgot-password', null, { email: 'hr@meridian.example' })
	await ask(`/reset-password/${hr}`, null)
	await ask('/xaver@unmistakable.example', null)

	// What breaks in the database quotes rows and parameters.
	await database.adminPool.query(
		`ALTER TABLE team ADD CONSTRAINT refused CHECK (name <> '${SECRET} Two') NOT VALID;
		 ALTER TABLE target RENAME TO target_gone`,
	)
	const broken = await post('/a/meridian/teams/new', hr, {
		...{ name: `${SECRET} Two`, idempotencyKey: crypto.randomUUID() },
	})
	expect(broken).toBe(500)
	expect(await ask('/a/meridian/targets', hr)).toBe(500)

	const log = application.output()
	const lines = log.split('\n').filter((line) => line.startsWith('{'))
	expect(lines.length).toBeGreaterThan(200)
	for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
	expect(log).toContain('"constraint":"refused"')
	expect(log).toContain('a route failed')
	expect(log).toMatch(/"route":"\/a\/:account\/people\/:memberId"/)

	const personal = await database.adminPool.query<{ text: string }>(
		`SELECT name AS text FROM member UNION SELECT email FROM member WHERE email IS NOT NULL
		 UNION SELECT id::text FROM member UNION SELECT email FROM "user" UNION SELECT id::text FROM "user"
		 UNION SELECT id::text FROM account UNION SELECT id FROM session UNION SELECT id::text FROM participant`,
	)
	expect(personal.rows.length).toBeGreaterThan(500)
	const found = personal.rows.filter(({ text }) => log.includes(text)).map(({ text }) => text)
	expect(found).toEqual([])
	for (const secret of [SECRET, 'xaver', samplePassword, 'mail-secret', 'meridian', ...sessions]) {
		expect(log.includes(String(secret)), String(secret)).toBe(false)
	}
	// No statement with its values, and no tier of anybody.
	expect(log).not.toMatch(/INSERT INTO|UPDATE "|VALUES \(|half_?steps"?:|"tier"/i)
}, 300_000)
