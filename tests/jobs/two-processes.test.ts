import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { planRosterImport } from '#app/data/plan-roster-import.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { queueMail } from '#app/data/queue-mail.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { addTestDelivery } from '#app/data/webhooks/add-test-delivery.server.ts'
import { writeTrainingNeedsCsv } from '#app/data/write-training-needs-csv.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { makeDataFolder, removeDataFolder, startApplication, until } from '#tests/support/application.ts'
import type { Application } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { buildOnce } from '#tests/support/server.ts'
import { receiveWebhooks } from '#tests/webhooks/receiver.ts'
import { addSealedWebhook, auditKey, deliveriesOf } from '#tests/webhooks/sealed-webhook.ts'

/*
 * Two processes of the application on one database. One of them is held up by a lock of this test in the middle of its work,
 * with everything but the end of it written, and killed there: the other must do all of it, and once.
 */

const database = await createTestDatabase()
const folder = makeDataFolder()
const running: Application[] = []
const admin = database.adminPool
const webhooks = await receiveWebhooks()

/** What the mail server has got: also what it has not acknowledged. */
const got: { id: string; acknowledged: boolean }[] = []
let hold: Promise<void> | null = null
const receiver = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onData: (stream, _session, done) => {
		void text(stream).then(async (raw) => {
			const mail = { id: /^message-id: (\S+)/im.exec(raw)?.[1] ?? '', acknowledged: false }
			got.push(mail)
			await hold
			mail.acknowledged = true
			done()
		})
	},
})
receiver.on('error', () => undefined)
receiver.listen(0, '127.0.0.1')
await once(receiver.server, 'listening')
const { port } = receiver.server.address() as AddressInfo

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl, max: 8 })
	await buildOnce(database)
})
afterEach(async () => {
	for (const { child, ended } of running.splice(0)) {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
		await ended
	}
	got.length = 0
})
afterAll(async () => {
	await closeDatabase()
	removeDataFolder(folder)
	await new Promise<void>((resolve) => receiver.close(() => resolve()))
})

async function start(): Promise<Application> {
	const application = startApplication(folder, {
		DATABASE_URL: database.appUrl,
		DATABASE_OWNER_URL: database.ownerUrl,
		SMTP_URL: `smtp://127.0.0.1:${port}`,
		LOG_LEVEL: 'warn',
		CONTOUR_AUDIT_KEY: auditKey,
		CONTOUR_UNSAFE_WEBHOOKS: 'on',
	})
	running.push(application)
	await application.ready
	return application
}

/** Holds a lock that work of the application runs into; `isMet` tells when. */
async function holdUp(statement: string) {
	const client = new Client({ connectionString: database.adminUrl })
	await client.connect()
	await client.query('BEGIN')
	await client.query(statement)
	return {
		isMet: async () => {
			const { rowCount } = await admin.query(
				`SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
			)
			return (rowCount ?? 0) > 0
		},
		letGo: async () => {
			await client.query('COMMIT')
			await client.end()
		},
	}
}

async function killInTheMiddle(lock: Awaited<ReturnType<typeof holdUp>>, first: Application): Promise<void> {
	await until(lock.isMet, 30)
	await start()
	first.child.kill('SIGKILL')
	await first.ended
	await lock.letGo()
}

async function ended(scope: AccountScope, jobId: string): Promise<Job> {
	let job: Job | null = null
	await until(async () => {
		job = await findJob(scope, jobId)
		return job !== null && job.finishedAt !== null
	}, 60)
	return job as unknown as Job
}

async function count(statement: string, values: unknown[]): Promise<number> {
	const { rows } = await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${statement}`, values)
	return rows[0]?.n ?? -1
}

const companies = new Map<number, Promise<RandomCompany>>()
const company = (seed: number) => {
	const found = companies.get(seed) ?? RandomCompany.found(admin, seed, { members: 40 })
	companies.set(seed, found)
	return found
}

async function openedCycle(of: RandomCompany, day: string): Promise<string> {
	const created = await createCycle(of.hr, { day })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(of.hr, created)
	await of.answer(created.cycleId)
	return created.cycleId
}

test('an import whose process is killed just before its end is in the database once', async () => {
	const { hr, accountId } = await company(1)
	const before = await count('member WHERE account_id = $1', [accountId])
	const rows = Array.from({ length: 3000 }, (_, i) => `9${i},Recruit ${i},recruit-${i}@example.com,Engineer`)
	const bytes = new TextEncoder().encode(['Employee ID,Name,Email,Title', ...rows].join('\n'))
	const added = await addRosterImport(hr, { fileName: 'people.csv', bytes })
	if (!added.ok) throw new Error(added.problem.kind)
	const first = await start()
	const lock = await holdUp('LOCK TABLE audit_event IN EXCLUSIVE MODE')
	const { jobId } = await startJob(hr, {
		kind: 'roster-apply',
		subjectId: added.importId,
		parameters: { missing: 'keep', fingerprint: await fingerprintOf(hr, added.importId) },
	})
	await killInTheMiddle(lock, first)
	expect(await ended(hr, jobId)).toMatchObject({
		state: 'done',
		attempts: 2,
		result: { counts: { added: 3000 } },
	})
	expect(await count('member WHERE account_id = $1', [accountId])).toBe(before + 3000)
	expect(await count(`audit_event WHERE account_id = $1 AND action = 'members.imported'`, [accountId])).toBe(
		1,
	)
	expect(await count(`import WHERE account_id = $1 AND state = 'applied'`, [accountId])).toBe(1)
})

async function fingerprintOf(scope: AccountScope, importId: string): Promise<string> {
	return (await planRosterImport(scope, { importId }))?.fingerprint ?? ''
}

test('a publication whose process is killed just before its end publishes once', async () => {
	const found = await company(2)
	const { hr, accountId } = found
	const cycleId = await openedCycle(found, '2026-11-20')
	await admin.query(
		`INSERT INTO roadmap (account_id, name, lens, start_level, target_level, starts_on)
		 VALUES ($1, 'Plan', 'tier', 2, 4, '2026-01-01'), ($1, 'Another', 'rung', 2, 4, '2026-01-01')`,
		[accountId],
	)
	const first = await start()
	const lock = await holdUp('LOCK TABLE audit_event IN EXCLUSIVE MODE')
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	const again = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	expect(again.jobId).toBe(jobId)
	await killInTheMiddle(lock, first)
	expect(await ended(hr, jobId)).toMatchObject({ state: 'done', attempts: 2 })
	expect(await count('snapshot WHERE account_id = $1', [accountId])).toBe(1)
	expect(await count(`audit_event WHERE account_id = $1 AND action = 'cycle.published'`, [accountId])).toBe(1)
	// Each plan has its one draft of a checkpoint.
	expect(await count('roadmap_checkpoint WHERE account_id = $1', [accountId])).toBe(2)
	expect(
		await count(`roadmap_checkpoint WHERE account_id = $1 AND cycle_id = $2`, [accountId, cycleId]),
	).toBe(2)
	expect(await verifySnapshots(hr)).toMatchObject({ snapshots: 1, differences: [], treeDifferences: [] })
})

test('an export whose process is killed in the middle is whole, and there once', async () => {
	const found = await company(3)
	const { hr, accountId } = found
	await admin.query(
		`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 6, '2027-06-30' FROM role_family WHERE account_id = $1`,
		[accountId],
	)
	const published = await publishCycle(hr, { cycleId: await openedCycle(found, '2026-11-20') })
	if (!published.ok) throw new Error(published.reason)
	const first = await start()
	const lock = await holdUp('LOCK TABLE job_part IN EXCLUSIVE MODE')
	const { jobId } = await startJob(hr, { kind: 'training-needs-export', parameters: { steps: 'all' } })
	await killInTheMiddle(lock, first)
	expect(await ended(hr, jobId)).toMatchObject({ state: 'done', attempts: 2 })
	const { rows } = await admin.query<{ text: string }>(
		`SELECT convert_from(string_agg(content, '' ORDER BY number), 'UTF8') AS text FROM job_part WHERE job_id = $1`,
		[jobId],
	)
	let direct = ''
	await writeTrainingNeedsCsv(
		hr,
		{ roles: ['hr'], isMember: false, isManager: false },
		{ snapshotId: published.snapshotId, steps: 'all' },
		async (piece) => void (direct += piece),
		{ byteOrderMark: true },
	)
	expect(direct.split('\r\n').length).toBeGreaterThan(20)
	expect(rows[0]?.text).toBe(direct)
	// So that it comes in no other test.
	await until(async () => (await count('outbox_message WHERE sent_at IS NULL', [])) === 0, 30)
	expect(got).toHaveLength(1)
})

const queue = (to: string) => queueMail({ to, subject: 'A mail', text: 'text', html: '<p>text</p>' })
const sent = () => count('outbox_message WHERE sent_at IS NOT NULL', [])

test('a mail and a message of a webhook whose process is killed before they are taken are taken once', async () => {
	const { hr, accountId } = await company(1)
	const { id: webhookId } = await addSealedWebhook(hr, { url: `${webhooks.url}/a-secret-path` })
	const first = await start()
	let letGo = () => {}
	const held = new Promise<void>((resolve) => (letGo = resolve))
	hold = held
	webhooks.answerWith(() => ({ status: 503, after: held }))
	const before = await sent()
	await queue('before@example.com')
	await addTestDelivery(hr, { webhookId })
	await until(() => got.length === 1 && webhooks.received.length === 1)
	const second = await start()
	first.child.kill('SIGKILL')
	await first.ended
	hold = null
	await until(async () => (await sent()) === before + 1, 30)
	expect(got.filter(({ acknowledged }) => acknowledged)).toHaveLength(1)
	letGo()

	// The other process has the message, hears that it is not wanted now, and brings the same later.
	await until(async () => (await deliveriesOf(admin, accountId))[0]?.attempts === 1, 30)
	webhooks.answerWith(() => ({}))
	await admin.query(`UPDATE webhook_delivery SET next_attempt_at = now() WHERE account_id = $1`, [accountId])
	await until(async () => (await deliveriesOf(admin, accountId))[0]?.state === 'delivered', 30)
	expect(await deliveriesOf(admin, accountId)).toMatchObject([{ webhookId, attempts: 2, status: 204 }])
	expect(webhooks.received).toHaveLength(3)
	expect(new Set(webhooks.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
	expect(second.output()).toContain('"failed":1')
	for (const told of [accountId, webhookId, 'a-secret-path', webhooks.url]) {
		expect(first.output() + second.output()).not.toContain(told)
	}
})

test('a mail whose process is killed between the answer of the server and the commit comes again as the same mail', async () => {
	const first = await start()
	const before = await sent()
	let letGo = () => {}
	hold = new Promise((resolve) => (letGo = resolve))
	await queue('between@example.com')
	await until(() => got.length === 1)
	// From here on nothing can be written down: the answer of the server is all that there is.
	const second = await holdUp('LOCK TABLE outbox_message IN SHARE MODE')
	hold = null
	letGo()
	await killInTheMiddle(second, first)
	await until(async () => (await sent()) === before + 1, 30)
	expect(got).toHaveLength(2)
	expect(new Set(got.map(({ id }) => id)).size).toBe(1)
	expect(got[0]?.id).toMatch(/^<[0-9a-f-]{36}@/)
})

test('two processes share the work, and each job is done once', async () => {
	await Promise.all([start(), start()])
	const { hr, accountId } = await company(3)
	const before = await sent()
	const jobs = await Promise.all(
		Array.from({ length: 12 }, () =>
			startJob(hr, { kind: 'training-needs-export', parameters: { steps: 'all' } }),
		),
	)
	for (const { jobId } of jobs) {
		expect(await ended(hr, jobId)).toMatchObject({ state: 'done', attempts: 1 })
	}
	await Promise.all(Array.from({ length: 20 }, (_, n) => queue(`person-${n}@example.com`)))
	// Of each job one as well: that its file is ready.
	await until(async () => (await sent()) === before + 32, 30)
	expect(got).toHaveLength(32)
	expect(new Set(got.map(({ id }) => id)).size).toBe(32)
	expect(await count(`job WHERE account_id = $1 AND state <> 'done'`, [accountId])).toBe(0)
})
