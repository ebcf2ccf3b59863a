import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listOutbox } from '#app/data/list-outbox.server.ts'
import { queueMail } from '#app/data/queue-mail.server.ts'
import { deliverOutbox, retryAfter } from '#app/jobs/deliver-outbox.server.ts'
import { startWorkers } from '#app/jobs/start-workers.server.ts'
import { readEnv } from '#app/lib/env.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)
beforeEach(() => database.adminPool.query('DELETE FROM outbox_message'))

const queue = (to: string) =>
	queueMail({ to, subject: `To ${to}`, text: 'A secret link', html: '<p>A secret link</p>' })

type Row = {
	recipient: string
	attempts: number
	sent: boolean
	text: string
	error: string | null
	wait: number
}
const rows = async () =>
	(
		await database.adminPool.query<Row>(
			`SELECT recipient, attempts, sent_at IS NOT NULL AS sent, text || html AS text, last_error AS error,
				extract(epoch FROM next_attempt_at - now())::float AS wait
			 FROM outbox_message ORDER BY created_at, id`,
		)
	).rows

/** Clearly past: the process reads its own clock, in whole milliseconds. */
const makeDue = () =>
	database.adminPool.query(`UPDATE outbox_message SET next_attempt_at = now() - interval '1 second'`)

it('sends what waits, once, and forgets the text', async () => {
	await queue('a@example.com')
	await queue('b@example.com')
	const sent: string[] = []
	const send = async ({ to, text }: { to: string; text: string }) => void sent.push(`${to}: ${text}`)
	expect(await deliverOutbox({ send })).toEqual({ sent: 2, failed: 0 })
	expect(sent.toSorted()).toEqual(['a@example.com: A secret link', 'b@example.com: A secret link'])
	expect(await rows()).toMatchObject([
		{ sent: true, text: '', error: null },
		{ sent: true, text: '', error: null },
	])
	await makeDue()
	expect(await deliverOutbox({ send })).toEqual({ sent: 0, failed: 0 })
	expect((await listOutbox({ limit: 10, whose: 'everybody' })).map(({ to }) => to).toSorted()).toEqual([
		'a@example.com',
		'b@example.com',
	])
})

it('tries again later, each time later, and keeps the others going', async () => {
	await queue('broken@example.com')
	await queue('fine@example.com')
	const send = async ({ to }: { to: string }) => {
		if (to.startsWith('broken')) throw new Error('550 no such mailbox')
	}
	expect(await deliverOutbox({ send })).toEqual({ sent: 1, failed: 1 })
	const [first] = await rows()
	expect(first).toMatchObject({
		sent: false,
		attempts: 1,
		error: '550 no such mailbox',
		text: expect.stringContaining('secret'),
	})
	expect(first?.wait).toBeCloseTo(30, -1)
	expect(await deliverOutbox({ send }), 'not before').toEqual({ sent: 0, failed: 0 })
	await makeDue()
	await deliverOutbox({ send })
	expect((await rows())[0]).toMatchObject({ attempts: 2 })
	expect((await rows())[0]?.wait).toBeCloseTo(60, -1)
	const waits = Array.from({ length: 24 }, (_, n) => retryAfter(n + 1))
	expect(waits.slice(0, 5)).toEqual([30, 60, 120, 240, 480])
	expect(Math.max(...waits.slice(0, 23))).toBe(6 * 3600)
	expect(waits[23], 'given up').toBeGreaterThan(300 * 24 * 3600)
})

it('gives each mail to one of several processes', async () => {
	for (let n = 0; n < 60; n++) await queue(`person-${n}@example.com`)
	const sent: string[] = []
	const send = async ({ to }: { to: string }) => {
		await new Promise((resolve) => setTimeout(resolve, 1))
		sent.push(to)
	}
	await Promise.all(Array.from({ length: 6 }, () => deliverOutbox({ send })))
	expect(sent).toHaveLength(60)
	expect(new Set(sent).size).toBe(60)
})

it('hands back what it has not tried when it is told to stop', async () => {
	for (let n = 0; n < 5; n++) await queue(`person-${n}@example.com`)
	const stop = new AbortController()
	let sent = 0
	const send = async () => {
		sent++
		stop.abort()
	}
	await deliverOutbox({ send }, stop.signal)
	expect(sent).toBe(1)
	const waiting = (await rows()).filter((row) => !row.sent)
	expect(waiting).toHaveLength(4)
	expect(waiting.every(({ attempts }) => attempts === 0)).toBe(true)
	for (const { wait } of waiting) expect(wait).toBeLessThanOrEqual(0)
})

it('runs until it is stopped, over real SMTP', async () => {
	const received: string[] = []
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			stream.resume()
			stream.on('end', () => {
				received.push(...session.envelope.rcptTo.map(({ address }) => address))
				done()
			})
		},
	})
	server.listen(0, '127.0.0.1')
	await once(server.server, 'listening')
	const { port } = server.server.address() as AddressInfo
	await queue('first@example.com')
	const jobs = startWorkers(
		readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', SMTP_URL: `smtp://127.0.0.1:${port}` }),
		database.appUrl,
	)
	try {
		await expect.poll(() => received, { timeout: 8000 }).toEqual(['first@example.com'])
		await queue('second@example.com')
		await expect.poll(() => received, { timeout: 8000 }).toEqual(['first@example.com', 'second@example.com'])
	} finally {
		await jobs.stop()
		await new Promise<void>((resolve) => server.close(() => resolve()))
	}
	await queue('third@example.com')
	expect((await rows()).find(({ recipient }) => recipient === 'third@example.com')?.attempts).toBe(0)
})

it('leaves everything where it is without SMTP settings', async () => {
	await queue('waiting@example.com')
	const jobs = startWorkers(readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }), database.appUrl)
	await jobs.stop()
	expect(await rows()).toMatchObject([{ attempts: 0, sent: false }])
})
