import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { fieldsOf, sessionCookie, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { until } from '#tests/support/application.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const admin = database.adminPool
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

/** A company with a cycle that everybody has answered, its HR, and another person of HR. */
async function found(seed: number) {
	const company = await RandomCompany.found(admin, seed, { members: 30 })
	const { accountId, hr } = company
	const created = await createCycle(hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(hr, created)
	await company.answer(created.cycleId)
	await admin.query(
		`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 6, '2027-06-30' FROM role_family WHERE account_id = $1`,
		[accountId],
	)
	const other = await admin.query<{ id: string }>(
		`INSERT INTO "user" (email, name, password_hash) VALUES ($1, 'Other HR', 'x') RETURNING id`,
		[`other-${seed}@example.com`],
	)
	await admin.query(`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, '{hr}')`, [
		accountId,
		other.rows[0]?.id,
	])
	const token = await startSessionOf(admin, hr.userId)
	const otherToken = await startSessionOf(admin, other.rows[0]?.id ?? null)
	const root = `/a/c-${accountId.slice(0, 12)}`
	return { accountId, hr, cycleId: created.cycleId, token, otherToken, root }
}

const latestJob = async (accountId: string) => {
	const { rows } = await admin.query<{ id: string }>(
		`SELECT id FROM job WHERE account_id = $1 ORDER BY created_at DESC LIMIT 1`,
		[accountId],
	)
	return rows[0]?.id ?? ''
}

/** The events of a job, one after the other. */
async function* eventsOf(path: string, token: string) {
	const response = await fetch(server.url + path, { headers: { Cookie: `${sessionCookie}=${token}` } })
	expect(response.headers.get('Content-Type')).toContain('text/event-stream')
	expect(response.headers.get('Content-Encoding')).toBeNull()
	let text = ''
	for await (const piece of response.body ?? []) {
		text += new TextDecoder().decode(piece)
		const blocks = text.split('\n\n')
		text = blocks.pop() ?? ''
		for (const block of blocks) {
			if (block.startsWith('data: ')) yield JSON.parse(block.slice(6)) as Record<string, unknown>
		}
	}
}

test('a publication is followed live, survives a reload, and is stopped with nothing changed', async () => {
	const { accountId, hr, cycleId, token, root } = await found(61)
	const visitor = visit(server.url, token)
	const page = `${root}/cycles/${cycleId}`
	const form = fieldsOf((await visitor.get(`${page}?view=publish`)).text)
	const lock = await admin.connect()
	await lock.query('BEGIN; LOCK TABLE audit_event IN EXCLUSIVE MODE')
	try {
		const [one, again] = await Promise.all([visitor.post(page, form), visitor.post(page, form)])
		expect([one.status, again.status]).toEqual([303, 303])
		const jobId = await latestJob(accountId)
		const shown = await visitor.get(page)
		expect(shown.text).toContain('Publishing ')
		expect(shown.text).toContain('<progress')
		expect(shown.text).not.toContain('value="publish"')
		const jobs = `${root}/jobs/${jobId}`
		await until(async () => (await findJob(hr, jobId))?.stage === 'counting')
		const events = eventsOf(`${jobs}/events`, token)
		expect((await events.next()).value).toMatchObject({ isFinished: false, stage: 'Counting' })
		const stopped = await visitor.post(jobs, { intent: 'cancel', here: page })
		expect(stopped.location).toBe(page)
		let last: Record<string, unknown> = {}
		for await (const event of events) last = event
		expect(last).toMatchObject({ isFinished: true, stage: 'Stopped' })
	} finally {
		await lock.query('ROLLBACK')
		lock.release()
	}
	expect((await admin.query('SELECT FROM snapshot WHERE account_id = $1', [accountId])).rowCount).toBe(0)
	const jobId = await latestJob(accountId)
	const late = await visitor.post(`${root}/jobs/${jobId}`, {
		intent: 'cancel',
		here: 'https://elsewhere.example',
	})
	expect(late.location).toBe(`${root}/jobs/${jobId}`)

	const anew = fieldsOf((await visitor.get(`${page}?view=publish`)).text)
	await visitor.post(page, anew)
	await until(
		async () =>
			(await admin.query(`SELECT FROM cycle WHERE account_id = $1 AND phase = 'published'`, [accountId]))
				.rowCount === 1,
	)
	expect((await visitor.get(`${root}/jobs`)).text).toContain('Publication')
})

test('a prepared export is for who asked for it, as long as they may and it is kept', async () => {
	const { accountId, hr, cycleId, token, otherToken, root } = await found(62)
	const visitor = visit(server.url, token)
	const cycle = `${root}/cycles/${cycleId}`
	await visitor.post(cycle, fieldsOf((await visitor.get(`${cycle}?view=publish`)).text))
	const needs = `${root}/reports/training-needs?steps=all&sort=team&order=desc`
	await until(
		async () =>
			(await visitor.get(needs)).status === 200 && (await visitor.get(needs)).text.includes('Prepare it'),
	)
	const page = await visitor.get(needs)
	const key = /name="idempotencyKey" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
	for (const _ of [1, 2]) {
		const asked = await visitor.post(needs, { idempotencyKey: key })
		expect([asked.status, asked.location]).toEqual([303, needs])
	}
	const exports = await admin.query(
		`SELECT FROM job WHERE account_id = $1 AND kind = 'training-needs-export'`,
		[accountId],
	)
	expect(exports.rowCount).toBe(1)
	const jobId = await latestJob(accountId)
	await until(async () => (await findJob(hr, jobId))?.state === 'done')
	expect((await visitor.get(needs)).text).toContain('The export is ready')

	const file = `${root}/jobs/${jobId}/file`
	const get = (path: string, as: string) =>
		fetch(server.url + path, { headers: { Cookie: `${sessionCookie}=${as}` } })
	const own = await get(file, token)
	expect(own.headers.get('Cache-Control')).toBe('private, no-store')
	const direct = await get(needs.replace('training-needs?', 'training-needs.csv?'), token)
	const text = await own.text()
	expect(text).toBe(await direct.text())
	expect(text.split('\r\n').length).toBeGreaterThan(10)

	const missing = await get(`${root}/jobs/${crypto.randomUUID()}/file`, token)
	const nothing = await missing.text()
	for (const path of [file, `${root}/jobs/${jobId}`, `${root}/jobs/${jobId}/events`]) {
		expect((await get(path, otherToken)).status, path).toBe(404)
	}
	expect(await (await get(file, otherToken)).text()).toBe(nothing)
	await admin.query(`UPDATE membership SET roles = '{member}' WHERE account_id = $1 AND user_id = $2`, [
		accountId,
		hr.userId,
	])
	expect((await get(file, token)).status).toBe(404)
	await admin.query(`UPDATE membership SET roles = '{hr}' WHERE account_id = $1 AND user_id = $2`, [
		accountId,
		hr.userId,
	])
	expect((await get(file, token)).status).toBe(200)
	await admin.query(`UPDATE job SET finished_at = now() - interval '25 hours' WHERE id = $1`, [jobId])
	expect((await get(file, token)).status).toBe(404)
	expect((await visitor.get(needs)).text).not.toContain('The export is ready')
	expect((await visitor.get(`${root}/jobs/${jobId}`)).text).toContain('was kept for a day and is gone')

	expect((await visitor.post(needs, { idempotencyKey: key, format: 'doc' })).status).toBe(400)
	for (const [format, begins] of [
		['xlsx', 'PK'],
		['pdf', '%PDF'],
	] as const) {
		// The forms of one page have one key between them.
		await visitor.post(needs, { idempotencyKey: key, format })
		const prepared = await latestJob(accountId)
		await until(async () => (await findJob(hr, prepared))?.state === 'done')
		const made = await get(`${root}/jobs/${prepared}/file`, token)
		expect(made.headers.get('Cache-Control')).toBe('private, no-store')
		expect(made.headers.get('Content-Disposition')).toMatch(new RegExp(`\\.${format}"$`))
		expect(
			Buffer.from(await made.arrayBuffer())
				.toString('latin1')
				.startsWith(begins),
		).toBe(true)
		const mails = await admin.query<{ subject: string; text: string; isToThem: boolean }>(
			`SELECT o.subject, o.text, o.recipient = u.email AS "isToThem" FROM outbox_message o, "user" u
			 WHERE o.account_id = $1 AND u.id = $2 AND o.text LIKE '%' || $3 || '%'`,
			[accountId, hr.userId, prepared],
		)
		expect(mails.rows).toMatchObject([{ isToThem: true }])
		expect(mails.rows[0]?.text).toContain(`${root}/jobs/${prepared}\n`)
		expect(mails.rows[0]?.subject).toMatch(
			format === 'pdf' ? /^Get your PDF file .* by / : /^Get your Excel file .* by /,
		)
	}
})

test('the newest file stays beside a new export that is stopped, and what is filtered is prepared once', async () => {
	const { accountId, hr, cycleId, token, root } = await found(64)
	const published = await publishCycle(hr, { cycleId })
	if (!published.ok) throw new Error(published.reason)
	const family = await admin.query<{ id: string; name: string }>(
		`SELECT id, name FROM role_family WHERE account_id = $1 AND key = 'engineering'`,
		[accountId],
	)
	const cycle = await admin.query<{ name: string }>(`SELECT name FROM cycle WHERE account_id = $1`, [
		accountId,
	])
	const [{ id: familyId = '', name: familyName = '' } = {}] = family.rows
	const [{ name: cycleName = '' } = {}] = cycle.rows
	const visitor = visit(server.url, token)
	const needs = `${root}/reports/training-needs`
	const read = async (search: string) => {
		const { text } = await visitor.get(needs + search)
		return { words: textOf(text), key: /name="idempotencyKey" value="([^"]+)"/.exec(text)?.[1] }
	}
	const ask = async (search: string) =>
		visitor.post(needs + search, { idempotencyKey: (await read(search)).key ?? '' })
	const offer = 'Prepare it for later'

	expect((await read('?steps=all')).words).toContain(offer)
	await ask('?steps=all')
	const first = await latestJob(accountId)
	await until(async () => (await findJob(hr, first))?.state === 'done')
	const ready = await read('?steps=all')
	expect(ready.words).toContain(`The export is ready ${cycleName} · everybody · all steps`)
	expect(ready.words).not.toContain(offer)
	expect((await read(`?steps=all&cycle=${cycleId}`)).words, 'the same by another name').not.toContain(offer)
	expect((await read('')).words).toContain(offer)

	const other = `?family=${familyId}&search=secret-name&question=engineering.start-feature&step=1.5`
	const what = `${cycleName} · ${familyName} · How do you begin a new feature? · from tier 1.5 · searched by name · next steps`
	const lock = await admin.connect()
	await lock.query('BEGIN; LOCK TABLE job_part IN EXCLUSIVE MODE')
	try {
		await ask(other)
		const under = await read(other)
		expect(under.words).toContain(`Preparing the export ${what}`)
		expect(under.words).toContain(`An earlier export is ready ${cycleName} · everybody · all steps`)
		expect(under.words).not.toContain(offer)
		expect((await read('')).words).toContain(offer)
		await visitor.post(`${root}/jobs/${await latestJob(accountId)}`, { intent: 'cancel', here: needs })
		await until(async () => (await findJob(hr, await latestJob(accountId)))?.state === 'cancelled')
	} finally {
		await lock.query('ROLLBACK')
		lock.release()
	}
	const after = await read(other)
	expect(after.words).toContain(`The export was stopped ${what}`)
	expect(after.words).toContain(`An earlier export is ready ${cycleName} · everybody · all steps`)
	expect(after.words).toContain(offer)
	const file = await visitor.get(`${root}/jobs/${first}/file`)
	expect(file.status).toBe(200)

	const list = textOf((await visitor.get(`${root}/jobs`)).text)
	expect(list).toContain(what)
	expect(list).toContain(`${cycleName} · everybody · all steps`)
	expect(list).not.toContain('secret-name')
	expect(textOf((await visitor.get(`${root}/jobs/${first}`)).text)).toContain('everybody · all steps')
})

test('work that broke counts as failed in the queue, which the metrics ask', async () => {
	const { accountId } = await found(63)
	const { rows } = await admin.query<{ id: string }>(
		`INSERT INTO job (account_id, kind, subject_id, parameters) VALUES ($1, 'roster-check', gen_random_uuid(), '{"missing": 1}') RETURNING id`,
		[accountId],
	)
	const jobId = rows[0]?.id
	await until(async () => {
		const queued = await admin.query(
			`SELECT output::text FROM pgboss.job WHERE singleton_key = $1 AND state = 'failed'`,
			[jobId],
		)
		return queued.rowCount === 1
	})
	const broken = await admin.query(`SELECT state, problem FROM job WHERE id = $1`, [jobId])
	expect(broken.rows).toEqual([{ state: 'failed', problem: 'broken' }])
})
