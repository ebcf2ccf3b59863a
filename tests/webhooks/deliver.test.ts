import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { applyRoster } from '#app/data/apply-roster.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { addTestDelivery } from '#app/data/webhooks/add-test-delivery.server.ts'
import { addWebhookEvent } from '#app/data/webhooks/add-webhook-event.server.ts'
import { addWebhook, mostWebhooks } from '#app/data/webhooks/add-webhook.server.ts'
import { changeWebhook } from '#app/data/webhooks/change-webhook.server.ts'
import { getWebhook } from '#app/data/webhooks/get-webhook.server.ts'
import { listDueDeliveries } from '#app/data/webhooks/list-due-deliveries.server.ts'
import { redeliver } from '#app/data/webhooks/redeliver.server.ts'
import { removeWebhook } from '#app/data/webhooks/remove-webhook.server.ts'
import { rotateWebhookSecret } from '#app/data/webhooks/rotate-webhook-secret.server.ts'
import { switchWebhook } from '#app/data/webhooks/switch-webhook.server.ts'
import { mostAttempts } from '#app/domain/webhook/delivery.ts'
import { webhookEventData } from '#app/domain/webhook/webhook-event-data.ts'
import { deliverWebhooks } from '#app/jobs/webhooks/deliver-webhooks.server.ts'
import { makeSecretBox } from '#app/jobs/webhooks/secret-box.server.ts'
import { createSigningSecret, signMessage } from '#app/jobs/webhooks/sign-message.server.ts'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'
import { mailsTo } from '#tests/auth/mails-to.ts'
import { join, newCompany } from '#tests/auth/new-company.ts'
import type { Company } from '#tests/auth/new-company.ts'
import { foundImportingCompany } from '#tests/imports/importing-company.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { receiveWebhooks } from './receiver.ts'
import { addSealedWebhook, auditKey, deliveriesOf, secretBox } from './sealed-webhook.ts'
import { readDocumentedMessage, verifyAsDocumented } from './verify-as-documented.ts'

const database = await createTestDatabase()
const admin = database.adminPool
const receiver = await receiveWebhooks()
const isFromContour = await verifyAsDocumented()

beforeAll(() => {
	openDatabase({ connectionString: database.appUrl, max: 8 })
	configureEnv(
		readEnv({
			...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', CONTOUR_AUDIT_KEY: auditKey },
			CONTOUR_UNSAFE_WEBHOOKS: 'on',
		}),
	)
})
afterAll(closeDatabase)
beforeEach(async () => {
	receiver.received.length = 0
	receiver.answerWith(() => ({}))
	await admin.query(`DELETE FROM webhook`)
})

const deliver = () => deliverWebhooks({ baseUrl: 'https://contour.example.com' })
const makeDue = () => admin.query(`UPDATE webhook_delivery SET next_attempt_at = now() - interval '1 second'`)
const cycleId = crypto.randomUUID()
/** What the account's webhooks are told that ask for it. */
const tell = ({ owner }: Company, version = 1) =>
	withAccount(owner.scope, (transaction) =>
		addWebhookEvent(transaction, owner.scope, { event: 'cycle.published', data: { cycleId, version } }),
	)
const only = async ({ accountId }: { accountId: string }) => {
	const [first, ...others] = await deliveriesOf(admin, accountId)
	if (!first || others.length > 0) throw new Error('There is not one delivery.')
	return first
}

describe('what happens', () => {
	test('is written down with it for whoever asks for it, and holds ids alone', async () => {
		const company = await RandomCompany.found(admin, 1501, { members: 12, teams: 3 })
		const { hr, accountId } = company
		const all = await addSealedWebhook(hr, { url: receiver.url })
		const some = await addSealedWebhook(hr, { url: receiver.url, events: ['cycle.opened'] })
		const off = await addSealedWebhook(hr, { url: receiver.url })
		expect(await switchWebhook(hr, { webhookId: off.id, on: false })).toBe(true)

		const created = await createCycle(hr, { day: '2026-11-20' })
		if (!created.ok) throw new Error(created.reason)
		expect(await openCycle(hr, created)).toMatchObject({ ok: true })
		expect(await openCycle(hr, created)).toMatchObject({ ok: false })
		await company.answer(created.cycleId)
		expect(await publishCycle(hr, created)).toMatchObject({ ok: true })
		const bytes = new TextEncoder().encode('Name,Email\nNew Person,new@example.com\n')
		const added = await addRosterImport(hr, { fileName: 'people.csv', bytes })
		if (!added.ok) throw new Error(added.problem.kind)
		const { importId } = added
		for (let n = 0; n < 2; n += 1) await applyRoster(hr, { importId, missing: 'keep', announce: () => [] })

		const told = (await deliveriesOf(admin, accountId)).map(({ webhookId, event, data, state }) => ({
			...{ webhookId, event, data, state },
		}))
		const opened = { event: 'cycle.opened', data: { cycleId: created.cycleId }, state: 'waiting' }
		expect(told).toHaveLength(4)
		expect(told).toEqual(
			expect.arrayContaining([
				{ webhookId: all.id, ...opened },
				{ webhookId: some.id, ...opened },
				{
					...{ webhookId: all.id, event: 'cycle.published', state: 'waiting' },
					data: { cycleId: created.cycleId, version: 1 },
				},
				{
					...{ webhookId: all.id, event: 'import.finished', state: 'waiting' },
					data: { importId, kind: 'roster' },
				},
			]),
		)
	})

	test('of metrics is told once they are in, and not where they are refused', async () => {
		const company = await foundImportingCompany(admin, 'told')
		await addSealedWebhook(company.scope, { url: receiver.url })
		const rows = 'Team,Metric,Month,Value\nProduct,prs-merged,2026-01,12\n'
		await company.apply(await company.upload(`${rows}Nobody,prs-merged,2026-01,12\n`))
		expect(await deliveriesOf(admin, company.accountId)).toEqual([])
		const importId = await company.upload(rows)
		await company.apply(importId)
		const data = { importId, kind: 'metrics-long' }
		expect(await only(company)).toMatchObject({ event: 'import.finished', data })
	})

	test('is told of once, and of nothing that is taken back', async () => {
		const company = await newCompany()
		await addSealedWebhook(company.owner.scope, { url: receiver.url })
		await tell(company)
		await tell(company)
		const broken = withAccount(company.owner.scope, async (transaction) => {
			await addWebhookEvent(transaction, company.owner.scope, {
				event: 'cycle.opened',
				data: { cycleId },
			})
			throw new Error('taken back')
		})
		await expect(broken).rejects.toThrow('taken back')
		expect(await only(company)).toMatchObject({ event: 'cycle.published' })
	})
})

describe('a message', () => {
	test('arrives signed, as the documentation checks it, and is sent no more', async () => {
		const company = await newCompany()
		const { secret, id: webhookId } = await addSealedWebhook(company.owner.scope, { url: receiver.url })
		await tell(company)
		expect(await deliver()).toEqual({ sent: 1, failed: 0 })
		const [message] = receiver.received
		if (!message) throw new Error('Nothing has come.')
		const { headers, body } = message
		expect(isFromContour(secret, headers, body)).toBe(true)
		expect(isFromContour(secret, headers, body.replace('cycle', 'Cycle'))).toBe(false)
		expect(isFromContour(createSigningSecret(), headers, body)).toBe(false)
		const later = Number(headers['webhook-timestamp']) * 1000 + 301_000
		expect(isFromContour(secret, headers, body, later), 'played again later').toBe(false)
		const again = { ...headers, 'webhook-timestamp': String(later / 1000) }
		expect(isFromContour(secret, again, body, later)).toBe(false)

		const delivery = await only(company)
		expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, status: 204, problem: null })
		expect(headers).toMatchObject({ 'webhook-id': delivery.id, 'content-type': 'application/json' })
		expect(JSON.parse(body)).toEqual({
			...{ id: delivery.id, event: 'cycle.published', createdAt: expect.stringMatching(/^20.*Z$/) },
			...{ account: company.slug, data: { cycleId, version: 1 } },
		})
		await makeDue()
		expect(await deliver()).toEqual({ sent: 0, failed: 0 })

		// Somebody asks for it: the same message, under the same id.
		const { scope } = company.owner
		const stranger = (await newCompany()).owner.scope
		expect(await redeliver(stranger, { webhookId, deliveryId: delivery.id })).toMatchObject({ ok: false })
		expect(await redeliver(scope, { webhookId, deliveryId: delivery.id })).toEqual({ ok: true })
		expect(await deliver()).toEqual({ sent: 1, failed: 0 })
		expect(receiver.received[1]?.body).toBe(body)
		expect(receiver.received[1]?.headers['webhook-id']).toBe(delivery.id)
	})

	test('that the documentation shows is one of its kind, genuine by its own check', async () => {
		const { secret, headers, body } = readDocumentedMessage()
		const at = Number(headers['webhook-timestamp']) * 1000
		expect(isFromContour(secret, headers, body, at)).toBe(true)
		const { id, data } = JSON.parse(body) as { id: string; data: { cycleId: string; version: number } }
		expect(signMessage({ id, at: new Date(at), body, secrets: [secret] })).toEqual({
			'webhook-id': headers['webhook-id'],
			'webhook-timestamp': headers['webhook-timestamp'],
			'webhook-signature': headers['webhook-signature'],
		})
		expect(webhookEventData['cycle.published'].parse(data)).toEqual(data)
	})

	test('carries both signatures for a day after the secret was changed', async () => {
		const company = await newCompany()
		const { accountId } = company
		const { scope } = company.owner
		const { id: webhookId, secret: old } = await addSealedWebhook(scope, { url: receiver.url })
		const fresh = createSigningSecret()
		const rotate = (idempotencyKey: string) =>
			rotateWebhookSecret(scope, {
				...{ webhookId, idempotencyKey, keyName: secretBox.keyName },
				sealedSecret: secretBox.seal(fresh, { accountId, webhookId }),
			})
		expect(await rotate('once')).toMatchObject({ ok: true, isNew: true, previousUntil: expect.any(String) })
		expect(await rotate('once')).toMatchObject({ ok: true, isNew: false })
		const sent = async () => {
			expect(await addTestDelivery(scope, { webhookId })).toEqual({ ok: true })
			await deliver()
			const message = receiver.received.pop()
			if (!message) throw new Error('Nothing has come.')
			return [old, fresh].map((secret) => isFromContour(secret, message.headers, message.body))
		}
		expect(await sent()).toEqual([true, true])
		await admin.query(`UPDATE webhook SET previous_until = now() WHERE id = $1`, [webhookId])
		expect(await sent()).toEqual([false, true])
	})

	test('is sealed with a key that the database has not, for its webhook alone', async () => {
		const company = await newCompany()
		const { accountId, owner } = company
		const { id: webhookId, secret } = await addSealedWebhook(owner.scope, { url: receiver.url })
		const { rows } = await admin.query<{ row: string; sealed: string }>(
			`SELECT w::text AS row, secret AS sealed FROM webhook w WHERE account_id = $1`,
			[accountId],
		)
		const sealed = rows[0]?.sealed ?? ''
		expect(rows[0]?.row).not.toContain(secret.slice(6))
		expect(secretBox.open(sealed, { accountId, webhookId })).toBe(secret)
		expect(secretBox.open(sealed, { accountId, webhookId: crypto.randomUUID() })).toBeNull()
		expect(secretBox.open(sealed, { accountId: webhookId, webhookId })).toBeNull()
		expect(secretBox.open(`${sealed.slice(0, -6)}AAAA==`, { accountId, webhookId })).toBeNull()
		expect(secretBox.open('sealed:', { accountId, webhookId })).toBeNull()
		const other = makeSecretBox(Buffer.alloc(32, 7))
		expect(other.open(sealed, { accountId, webhookId })).toBeNull()

		// A process with another key leaves it to whoever has this one, and a new secret makes it its own.
		await tell(company)
		expect(await listDueDeliveries(other)).toEqual([])
		expect(await listDueDeliveries(secretBox)).toHaveLength(1)
		const rotated = await rotateWebhookSecret(owner.scope, {
			...{ webhookId, keyName: other.keyName, idempotencyKey: 'other' },
			sealedSecret: other.seal('whsec_AAAA', { accountId, webhookId }),
		})
		expect(rotated).toMatchObject({ ok: true, previousUntil: null })
		expect(await listDueDeliveries(other)).toHaveLength(1)

		// One that somebody has put there by another way is not sent unsigned.
		await admin.query(`UPDATE webhook SET secret = 'sealed:AAAA', key_name = $1`, [secretBox.keyName])
		expect(await deliver()).toEqual({ sent: 0, failed: 1 })
		expect(await only(company)).toMatchObject({ state: 'waiting', problem: 'secret' })
		expect(receiver.received).toEqual([])
	})
})

describe('what does not arrive', () => {
	test('is tried again later and later, given up, and can be sent once more', async () => {
		const company = await newCompany()
		const { scope } = company.owner
		const { id: webhookId } = await addSealedWebhook(scope, { url: `${receiver.url}/broken` })
		receiver.answerWith(() => ({ status: 503 }))
		await tell(company)
		const waits: number[] = []
		for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
			expect(await deliver()).toEqual({ sent: 0, failed: 1 })
			expect(await deliver(), 'not before').toEqual({ sent: 0, failed: 0 })
			const { wait, ...delivery } = await only(company)
			expect(delivery).toMatchObject({ state: 'waiting', attempts: attempt, status: 503, problem: 'status' })
			waits.push(wait)
			await makeDue()
		}
		expect(waits).toEqual([60, 300, 1800, 7200, 21_600, 86_400])
		await deliver()
		const { id: deliveryId, ...given } = await only(company)
		expect(given).toMatchObject({ state: 'given_up', attempts: mostAttempts })
		await makeDue()
		expect(await deliver()).toEqual({ sent: 0, failed: 0 })
		expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
		expect((await getWebhook(scope, { webhookId }))?.failingSince).toBeInstanceOf(Date)
		expect((await getWebhook(scope, { webhookId }))?.offAt, 'of a day').toBeNull()
		const kept = await admin.query(`SELECT d::text FROM webhook_delivery d WHERE d::text LIKE '%other side%'`)
		expect(kept.rows, 'nothing of the answer is kept').toEqual([])

		receiver.answerWith(() => ({}))
		expect(await redeliver(scope, { webhookId, deliveryId })).toEqual({ ok: true })
		expect(await deliver()).toEqual({ sent: 1, failed: 0 })
		expect((await getWebhook(scope, { webhookId }))?.failingSince).toBeNull()
	})

	test('for a reason of Contour’s own is not sent again and again', async () => {
		const company = await newCompany()
		await addSealedWebhook(company.owner.scope, { url: receiver.url })
		await admin.query(
			`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
			 CREATE TRIGGER refuse BEFORE UPDATE ON webhook_delivery FOR EACH ROW WHEN (NEW.state = 'delivered') EXECUTE FUNCTION refuse()`,
		)
		await tell(company)
		expect(await deliver()).toEqual({ sent: 0, failed: 1 })
		expect(await deliver()).toEqual({ sent: 0, failed: 0 })
		await admin.query(`DROP FUNCTION refuse CASCADE`)
		expect(receiver.received).toHaveLength(1)
		expect(await only(company)).toMatchObject({
			state: 'waiting',
			attempts: 1,
			problem: 'broken',
			wait: 3600,
		})
	})

	test('for days switches the webhook off, of which owners and admins hear', async () => {
		const company = await newCompany()
		const { owner, accountId } = company
		const adminOf = await join(company, { roles: ['admin'] })
		const hr = await join(company, { roles: ['hr'] })
		const { id: webhookId } = await addSealedWebhook(owner.scope, { url: `${receiver.url}/a-secret-path` })
		receiver.answerWith(() => ({ status: 404 }))
		const giveUp = async (failingDays: number, version: number) => {
			await tell(company, version)
			await admin.query(
				`UPDATE webhook_delivery SET attempts = $1 WHERE account_id = $2 AND state = 'waiting'`,
				[mostAttempts - 1, accountId],
			)
			await admin.query(`UPDATE webhook SET failing_since = now() - make_interval(days => $1)`, [failingDays])
			await deliver()
			return (await getWebhook(owner.scope, { webhookId }))?.offBecause
		}
		expect(await giveUp(6, 1)).toBeNull()
		expect(await mailsTo(admin, owner.email)).toEqual([])
		expect(await giveUp(8, 2)).toBe('failing')
		for (const { email } of [owner, adminOf]) {
			const [mail, ...others] = await mailsTo(admin, email)
			expect(others).toEqual([])
			expect(mail?.subject).toMatch(/^Mend the webhook at 127\.0\.0\.1:\d+, switched off /)
			expect(mail?.text).toContain(`/settings/webhooks/${webhookId}`)
			expect(mail?.text).not.toContain('a-secret-path')
		}
		expect(await mailsTo(admin, hr.email)).toEqual([])
		const log = await admin.query(
			`SELECT action, detail FROM audit_event WHERE action LIKE 'webhook.%' AND account_id = $1`,
			[accountId],
		)
		expect(log.rows).toMatchObject([{ action: 'webhook.added' }, { action: 'webhook.switched-off' }])
		expect(JSON.stringify(log.rows)).not.toContain('127.0.0.1')

		// Off, it is told of nothing; on again, of what comes then.
		await tell(company, 3)
		expect(await deliveriesOf(admin, accountId)).toHaveLength(2)
		expect(await addTestDelivery(owner.scope, { webhookId })).toEqual({ ok: false, reason: 'off' })
		await switchWebhook(owner.scope, { webhookId, on: true })
		await tell(company, 4)
		receiver.answerWith(() => ({}))
		expect(await deliver()).toEqual({ sent: 1, failed: 0 })
	})

	test('holds up no other webhook, and each message goes to one of several that look', async () => {
		const companies = await Promise.all([newCompany(), newCompany(), newCompany()])
		let letGo = () => {}
		const slow = new Promise<void>((resolve) => (letGo = resolve))
		const [first, ...others] = companies
		for (const company of companies) {
			await addSealedWebhook(company.owner.scope, {
				url: `${receiver.url}/${company === first ? 'slow' : 'quick'}`,
			})
			for (const version of [1, 2, 3]) await tell(company, version)
		}
		receiver.answerWith(({ path }) => (path === '/slow' ? { after: slow } : {}))
		// The slow one is at the head of both lists: one looks after it, the other after the rest.
		const both = [deliver(), deliver()]
		await expect
			.poll(() => receiver.received.filter(({ path }) => path === '/quick').length)
			.toBe(others.length * 3)
		expect(receiver.received.filter(({ path }) => path === '/slow')).toHaveLength(1)
		letGo()
		await Promise.all(both)
		await deliver()
		expect(receiver.received).toHaveLength(9)
		expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(9)
	})
})

test('a webhook is changed by whoever saw how it is, and removed once it is off', async () => {
	const { owner, accountId } = await newCompany()
	const { scope } = owner
	const { id: webhookId } = await addSealedWebhook(scope, { url: receiver.url })
	const change = (version: number, url: string) =>
		changeWebhook(scope, { webhookId, version, url, events: ['import.finished'] })
	await admin.query(`UPDATE webhook SET failing_since = now() WHERE id = $1`, [webhookId])
	expect(await change(1, receiver.url)).toEqual({ ok: true, changed: true })
	expect(await getWebhook(scope, { webhookId })).toMatchObject({ failingSince: expect.any(Date) })
	expect(await change(1, 'https://other.example.com/')).toMatchObject({
		...{ ok: false, reason: 'stale' },
		current: { events: ['import.finished'], version: 2 },
	})
	expect(await change(2, 'https://other.example.com/')).toEqual({ ok: true, changed: true })
	expect(await getWebhook(scope, { webhookId }), 'a new address has failed at nothing').toMatchObject({
		...{ failingSince: null, version: 3 },
	})
	expect(await change(3, 'https://other.example.com/')).toEqual({ ok: true, changed: false })

	const stranger = (await newCompany()).owner.scope
	expect(await getWebhook(stranger, { webhookId })).toBeNull()
	expect(await switchWebhook(stranger, { webhookId, on: false })).toBe(false)
	expect(await removeWebhook(scope, { webhookId })).toEqual({ ok: false, reason: 'on' })
	await switchWebhook(scope, { webhookId, on: false })
	expect(await removeWebhook(stranger, { webhookId })).toEqual({ ok: false, reason: 'gone' })
	expect(await removeWebhook(scope, { webhookId })).toEqual({ ok: true })
	expect(await getWebhook(scope, { webhookId })).toBeNull()

	const add = (idempotencyKey: string) =>
		addWebhook(scope, {
			...{ id: crypto.randomUUID(), url: receiver.url, events: ['cycle.opened'], idempotencyKey },
			...{ sealedSecret: 'sealed:x', keyName: 'key' },
		})
	const first = await add('a form')
	expect(first).toMatchObject({ ok: true, isNew: true })
	expect(await add('a form')).toEqual({ ...first, isNew: false })
	const more = await Promise.all(Array.from({ length: mostWebhooks }, (_, n) => add(`form ${n}`)))
	expect(more.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: 'too-many' }])
	const { rowCount } = await admin.query(`SELECT FROM webhook WHERE account_id = $1`, [accountId])
	expect(rowCount).toBe(mostWebhooks)
})
