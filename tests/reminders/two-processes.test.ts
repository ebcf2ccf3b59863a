import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Client } from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import type { Application } from '#tests/support/application.ts'
import { makeDataFolder, removeDataFolder, startApplication, until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { buildOnce } from '#tests/support/server.ts'
import { openOffice } from './office.ts'

/*
 * Processes remind by one calendar, over a real mail server. One is held up by a lock of this test between the row that says who
 * is reminded and the mail, and killed there; two others do the rest.
 */

const database = await createTestDatabase()
const folder = makeDataFolder()
const running: Application[] = []
type Received = { to: string; messageId: string; unsubscribe: string; body: string }
const received: Received[] = []
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onData(stream, session, done) {
		const chunks: Buffer[] = []
		stream.on('data', (chunk: Buffer) => chunks.push(chunk))
		stream.on('end', () => {
			const body = Buffer.concat(chunks).toString()
			const header = (name: string) =>
				new RegExp(`^${name}:\\s*(.*(?:\\r?\\n[ \\t].*)*)`, 'im')
					.exec(body)?.[1]
					?.replace(/\s+/g, ' ')
					.trim() ?? ''
			for (const { address } of session.envelope.rcptTo) {
				received.push({
					to: address,
					messageId: header('Message-ID'),
					unsubscribe: header('List-Unsubscribe'),
					body,
				})
			}
			done()
		})
	},
})

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl, max: 8 })
	server.listen(0, '127.0.0.1')
	await once(server.server, 'listening')
	await buildOnce(database)
})
afterEach(async () => {
	for (const { child, ended } of running.splice(0)) {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
		await ended
	}
})
afterAll(async () => {
	await closeDatabase()
	await new Promise<void>((resolve) => server.close(() => resolve()))
	removeDataFolder(folder)
})

async function start(): Promise<Application> {
	const application = startApplication(folder, {
		DATABASE_URL: database.appUrl,
		DATABASE_OWNER_URL: database.ownerUrl,
		LOG_LEVEL: 'warn',
		SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
	})
	running.push(application)
	await application.ready
	return application
}

/** A zone in which it is about noon now: its mails go out at any hour at which this test runs. */
function zoneAtNoon(): string {
	const offset = 12 - new Date().getUTCHours()
	return offset === 0 ? 'Etc/UTC' : `Etc/GMT${offset > 0 ? `-${offset}` : `+${-offset}`}`
}

test('everybody is reminded once, with three processes of which one is killed on the way', async () => {
	const office = await openOffice(database.adminPool, { timeZone: zoneAtNoon() })
	// It runs now, in the middle of its weeks.
	await database.adminPool.query(
		`UPDATE cycle SET opens_on = NULL, review_on = current_date + 10, calibration_on = current_date + 20,
			publishes_on = current_date + 30 WHERE account_id = $1`,
		[office.accountId],
	)
	// A report that she asked to be told of is due since yesterday.
	await database.adminPool.query(
		`WITH report AS (
			INSERT INTO saved_report (account_id, membership_id, kind, name) VALUES ($1, $2, 'movement', 'Ours') RETURNING id
		 )
		 INSERT INTO report_schedule (account_id, report_id, membership_id, rhythm, day, hour, next_at)
		 SELECT $1, id, $2, 'monthly', 1, 8, now() - interval '1 day' FROM report`,
		[office.accountId, office.mia.scope.membershipId],
	)
	const client = new Client({ connectionString: database.adminUrl })
	await client.connect()
	await client.query('BEGIN')
	await client.query('LOCK TABLE outbox_message IN EXCLUSIVE MODE')
	const first = await start()
	await until(async () => {
		const { rowCount } = await database.adminPool.query(
			`SELECT FROM pg_locks WHERE NOT granted AND relation = 'outbox_message'::regclass AND mode = 'RowExclusiveLock'
				AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
		)
		return (rowCount ?? 0) > 0
	}, 60)
	first.child.kill('SIGKILL')
	await first.ended
	await client.query('COMMIT')
	await client.end()
	await Promise.all([start(), start()])
	await until(async () => new Set(received.map(({ to }) => to)).size === 3, 120)
	await until(async () => {
		const { rows } = await database.adminPool.query(
			`SELECT FROM outbox_message WHERE sent_at IS NULL UNION ALL SELECT FROM report_schedule WHERE next_at < now()`,
		)
		return rows.length === 0
	}, 60)

	// A mail that went twice, because the answer of the mail server was lost, is one mail for its reader.
	expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(4)
	const [reports, reminders] = [true, false].map((isReport) =>
		received.filter(({ unsubscribe }) => unsubscribe.includes('/reports/') === isReport),
	)
	expect(new Set(reports?.map(({ messageId }) => messageId)).size).toBe(1)
	for (const { messageId, unsubscribe, body } of reminders ?? []) {
		expect(messageId).toMatch(/^<[0-9a-f-]{36}@/)
		expect(unsubscribe).toMatch(/^<http.*\/a\/office-[0-9a-f]+\/reminders>$/)
		expect(body).not.toMatch(/^List-Unsubscribe-Post/im)
	}
	const { rows } = await database.adminPool.query(`SELECT FROM reminder_mail WHERE account_id = $1`, [
		office.accountId,
	])
	expect(rows).toHaveLength(3)
	expect(await office.mails()).toHaveLength(4)
}, 300_000)
