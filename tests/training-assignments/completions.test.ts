import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { fieldsOf, sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { openSample } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { adminPool: admin, accountId } = database
const list = 'training-assignments'

let sample: Awaited<ReturnType<typeof openSample>>
let hrToken: string
beforeAll(async () => {
	sample = await openSample(database, server.url)
	const { rows } = await admin.query<{ id: string }>(
		`SELECT id FROM "user" WHERE email = 'hr@meridian.example'`,
	)
	hrToken = await startSessionOf(admin, rows[0]?.id ?? null)
	await admin.query(
		`INSERT INTO training_assignment (account_id, topic_id, member_id, assigned_on, batch_id)
		 SELECT m.account_id, x.id, m.id, '2026-01-01', m.id FROM member m
		 JOIN training_topic x ON x.account_id = m.account_id AND x.key IN ('map-your-week', 'first-month-with-ai')
		 WHERE m.account_id = $1 AND m.email = 'member@meridian.example'`,
		[accountId],
	)
}, 60_000)

const get = async (path: string) => {
	const answer = await sample.as('hr').get(path)
	return { status: answer.status, html: answer.text, text: textOf(answer.text) }
}
const post = (path: string, fields: Record<string, string>) => sample.as('hr').post(path, fields)

async function upload(lines: string[]) {
	const body = new FormData()
	body.set('idempotencyKey', crypto.randomUUID())
	body.set('file', new Blob([lines.join('\n')]), 'completions.csv')
	const response = await fetch(`${server.url}/a/meridian/${list}/imports/new`, {
		...{ method: 'POST', body, redirect: 'manual' },
		headers: {
			...{ Cookie: `${sessionCookie}=${hrToken}`, 'Sec-Fetch-Site': 'same-origin' },
			Origin: new URL(server.url).origin,
		},
	})
	const path = response.headers.get('Location')?.replace('/a/meridian/', '') ?? ''
	return { status: response.status, text: textOf(await response.text()), path }
}

async function held(): Promise<string[]> {
	const { rows } = await admin.query<{ text: string }>(
		`SELECT concat_ws(' ', m.email, x.key, a.state, a.done_on) AS text FROM training_assignment a
		 JOIN member m ON m.account_id = a.account_id AND m.id = a.member_id
		 JOIN training_topic x ON x.account_id = a.account_id AND x.id = a.topic_id
		 WHERE a.account_id = $1 ORDER BY 1`,
		[accountId],
	)
	return rows.map(({ text }) => text)
}

test('a file shows what it would do, writes its good rows once, and gives the refused ones back', async () => {
	const { path } = await upload([
		'E-Mail;Topic;Done on;Score',
		'MEMBER@meridian.example;map-your-week;31.01.2026;7',
		'manager@meridian.example;"First month with AI";2026-01-05;',
		'member@meridian.example;map-your-week;2026-01-06;',
		'=1+1@x;nothing;2199-01-01;',
		';;;',
		'manager@meridian.example;;soon;',
	])
	const title = await sample.one(
		`SELECT title AS id FROM training_topic WHERE account_id = $1 AND key = $2`,
		['first-month-with-ai'],
	)
	const page = await get(path)
	expect(page.text).toContain('Finished 1')
	expect(page.text).toContain('Columns that mean nothing here are left out: Score.')
	for (const words of [
		'Row 2 says it of the same person already.',
		'Nobody has the e-mail “=1+1@x”.',
		'The catalogue has no topic “nothing”.',
		'2199-01-01 is a day to come.',
		'Name a topic by its key or its title.',
		'“soon” is no day. Write it as YYYY-MM-DD.',
	]) {
		expect(page.text).toContain(words)
	}
	const byTitle = title === 'First month with AI'
	expect(page.text.includes('The catalogue has no topic “First month with AI”.')).toBe(!byTitle)
	const refused = parse((await get(`${path}/refused.csv`)).html, { columns: true, bom: true }) as Record<
		string,
		string
	>[]
	expect(refused.at(-2)).toMatchObject({ 'E-Mail': `'=1+1@x`, 'Contour: row': '5' })
	const mark = fieldsOf(page.html).mark ?? ''
	const before = await held()
	expect((await post(path, { intent: 'apply', mark })).status).toBe(409)
	expect(await held()).toEqual(before)
	expect((await post(path, { intent: 'apply-good-rows', mark })).status).toBe(303)
	expect(await held()).toContain('member@meridian.example map-your-week done 2026-01-31')
	expect(await held()).toContain('member@meridian.example first-month-with-ai planned')
	expect((await post(path, { intent: 'apply-good-rows', mark })).status).toBe(404)
	const left = parse((await get(`${path}/refused.csv`)).html, { columns: true, bom: true })
	expect(left).toEqual(refused)
	const { rows } = await admin.query(
		`SELECT FROM audit_event WHERE account_id = $1 AND action = 'training-assignment.imported'`,
		[accountId],
	)
	expect(rows).toHaveLength(1)
})

test('what is given while a file is applied is not overwritten: the file waits, and is compared anew', async () => {
	const key = 'design-tool-trial'
	const { path } = await upload(['email,topic,done on', `member@meridian.example,${key},2026-02-02`])
	const mark = fieldsOf((await get(path)).html).mark ?? ''
	const giver = await admin.connect()
	try {
		await giver.query('BEGIN')
		await giver.query(`SELECT FROM training_topic WHERE account_id = $1 AND key = $2 FOR SHARE`, [
			...[accountId, key],
		])
		await giver.query(
			`INSERT INTO training_assignment (account_id, topic_id, member_id, assigned_on, batch_id)
			 SELECT m.account_id, x.id, m.id, '2026-01-01', m.id FROM member m
			 JOIN training_topic x ON x.account_id = m.account_id AND x.key = $2
			 WHERE m.account_id = $1 AND m.email = 'member@meridian.example'`,
			[accountId, key],
		)
		const applied = post(path, { intent: 'apply', mark })
		await expect
			.poll(
				async () => {
					const { rowCount } = await admin.query(
						`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
					)
					return rowCount
				},
				{ timeout: 10_000, interval: 20 },
			)
			.toBe(1)
		await giver.query('COMMIT')
		expect((await applied).status).toBe(409)
	} finally {
		giver.release()
	}
	expect(await held()).toContain(`member@meridian.example ${key} planned`)
	const now = fieldsOf((await get(path)).html).mark ?? ''
	expect((await post(path, { intent: 'apply', mark: now })).status).toBe(303)
	expect(await held()).toContain(`member@meridian.example ${key} done 2026-02-02`)
	const { rows } = await admin.query<{ detail: unknown }>(
		`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'training-assignment.imported' ORDER BY sequence DESC LIMIT 1`,
		[accountId],
	)
	expect(rows[0]?.detail).toMatchObject({ added: 0, changed: 1 })
})

test('a file is compared anew when it is applied, and one that fits nothing is refused with what to do', async () => {
	const lines = ['employee id,email,topic,done on', ',member@meridian.example,first-month-with-ai,2026-02-02']
	const { path } = await upload(lines)
	const mark = fieldsOf((await get(path)).html).mark ?? ''
	await admin.query(
		`UPDATE training_assignment SET state = 'in_progress', version = version + 1 WHERE account_id = $1 AND state = 'planned'`,
		[accountId],
	)
	const stale = await post(path, { intent: 'apply', mark })
	expect(stale.status).toBe(409)
	expect(textOf(stale.text)).toContain('The assignments have changed meanwhile')
	expect((await post(path, { intent: 'apply', mark: fieldsOf(stale.text).mark ?? '' })).status).toBe(303)
	expect(await held()).toContain('member@meridian.example first-month-with-ai done 2026-02-02')
	const again = await upload(lines)
	expect((await get(again.path)).text).toContain('The file changes nothing')
	for (const [file, words] of [
		[['email,topic', 'a@b.c,x'], 'No column is called done on.'],
		[['topic,done on', 'x,y'], 'No column is called employee id or email.'],
		[['email,topic,done on'], 'no rows below it'],
		[['email,email,topic,done on', 'a'], 'Two columns are called email.'],
	] as const) {
		const answer = await upload([...file])
		expect(answer.status).toBe(400)
		expect(answer.text).toContain(words)
	}
})
