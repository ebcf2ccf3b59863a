import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Visitor } from '#tests/auth/visitor.ts'
import { newVisitor, textOf } from '#tests/auth/visitor.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import type { Fields } from '#tests/people/forms.ts'
import { change, formWith } from '#tests/people/forms.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { foundImportingCompany } from './importing-company.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const admin = database.adminPool

async function visitAs(userId: string | null): Promise<Visitor> {
	const visitor = newVisitor(server.url)
	visitor.cookies.set(sessionCookie, await startSessionOf(admin, userId))
	return visitor
}

type Company = Awaited<ReturnType<typeof foundImportingCompany>>

async function found(slug: string): Promise<{ company: Company; hr: Visitor; root: string }> {
	const company = await foundImportingCompany(admin, slug)
	return { company, hr: await visitAs(company.scope.userId), root: `/a/${slug}/imports` }
}

const headers = { 'Sec-Fetch-Site': 'same-origin', Origin: server.url }

function upload(
	visitor: Visitor,
	root: string,
	content: BlobPart,
	of: { name?: string; kind?: string } = {},
) {
	const form = new FormData()
	form.set('idempotencyKey', crypto.randomUUID())
	form.set('kind', of.kind ?? '')
	form.set('file', new Blob([content]), of.name ?? 'metrics.csv')
	return visitor.send(`${root}/new`, { method: 'POST', headers, body: form })
}

/** Uploads a file that is taken. */
async function take(visitor: Visitor, root: string, content: BlobPart, of: { name?: string } = {}) {
	const sent = await upload(visitor, root, content, of)
	expect([sent.status, textOf(sent.body)], sent.location ?? '').toEqual([303, ''])
	const [url = ''] = sent.location?.split('?') ?? []
	return { url, page: await visitor.get(sent.location ?? '') }
}

/** Posts the columns as the page has them, but for some answers, and waits for the dry run. */
async function look(visitor: Visitor, url: string, answers: Record<string, string> = {}): Promise<string> {
	const page = await visitor.get(`${url}?step=columns`)
	const sent = await visitor.post(
		`${url}?step=columns`,
		change(formWith(page.body, 'value="columns"'), answers),
	)
	expect(sent.status, textOf(sent.body)).toBe(303)
	return whenDone(visitor, sent.location ?? '')
}

/** The page once the work on it has come to its end. */
async function whenDone(visitor: Visitor, url: string): Promise<string> {
	for (let time = 0; time < 100; time += 1) {
		const page = await visitor.get(url)
		expect(page.status).toBe(200)
		if (!page.body.includes('<progress')) return page.body
		await new Promise((resolve) => setTimeout(resolve, 100))
	}
	throw new Error('The work does not come to its end.')
}

async function press(visitor: Visitor, url: string, marker: string): Promise<string> {
	const page = await visitor.get(url)
	const sent = await visitor.post(url, formWith(page.body, marker))
	expect(sent.status, textOf(sent.body)).toBe(303)
	return whenDone(visitor, sent.location ?? '')
}

const lines = (...rows: string[]) => rows.join('\n')

describe('a file of metrics', () => {
	const bad = lines(
		'Team,Metric,Date,Value,Denominator',
		'Product,prs-merged,2026-01-31,12,',
		'Produkt,prs-merged,2026-01-31,5,',
		'Sales,merged,2026-01-31,7,',
		'Sales,edited,2026-01-31,30,120',
	)

	test('is mapped, mended by its refused rows, applied, seen in the list and taken back', async () => {
		const { company, hr, root } = await found('mending')
		expect(textOf((await hr.get(root)).body)).toContain('No imports yet')
		const { url, page } = await take(hr, root, bad)
		const words = textOf(page.body)
		expect(words).toContain('The first 4 rows')
		expect(words).toContain('Which period does a day stand for? Such as 2026-01-31')
		expect(Object.fromEntries(formWith(page.body, 'value="columns"'))).toEqual({
			...{
				intent: 'columns',
				'subject.column': '0',
				'subject.is': 'team',
				'metric.column': '1',
				'metric.key': '',
			},
			...{ period: '2', value: '3', weight: '4' },
		})
		// Without an answer it is asked again.
		const unanswered = await hr.post(`${url}?step=columns`, formWith(page.body, 'value="columns"'))
		expect(unanswered.location).toBe(`${url}?step=columns`)

		const dryRun = textOf(await look(hr, url, { grain: 'month' }))
		expect(dryRun).toContain('2 rows are refused')
		expect(dryRun).toMatch(/3 Team There is no team “Produkt”|3 Team No team/)
		expect(dryRun).toContain('Added (2)')
		expect(dryRun).toContain('Share of AI output edited Jan 2026 30 / 120')
		// The name of a metric is said once.
		expect(dryRun).toContain('Which metrics are these?')
		const texts = formWith((await hr.get(url)).body, 'value="metrics"')
		const matched = await hr.post(url, change(texts, { metric: 'prs-merged' }))
		expect(textOf(await whenDone(hr, matched.location ?? ''))).toContain('1 row is refused')

		const applied = textOf(await press(hr, url, 'value="apply"'))
		expect(applied).toContain('Applied')
		expect(await company.values()).toHaveLength(3)
		const csv = await hr.get(`${url}/refused.csv`)
		expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
		expect(csv.body).toContain('Produkt,prs-merged,2026-01-31,5,,3,')

		const mended = await take(hr, root, csv.body.replace('Produkt', 'Product / Core'))
		expect(textOf(await look(hr, mended.url, { grain: 'month' }))).toContain('Added (1)')
		await press(hr, mended.url, 'value="apply"')
		expect(await company.values()).toContain('Core prs-merged 2026-01-01 month 5')

		const undone = textOf(await press(hr, url, 'value="undo"'))
		expect(undone).toContain('3 values were removed, 0 put back')
		expect(await company.values()).toEqual(['Core prs-merged 2026-01-01 month 5'])
		expect((await hr.get(url)).body).not.toContain('value="undo"')

		const all = textOf((await hr.get(root)).body)
		expect(all).toContain('2 imports')
		expect(all).toContain('Added 1')
		expect(textOf((await hr.get(`${root}?state=undone`)).body)).toContain('1 import')
		expect(textOf((await hr.get(`${root}?kind=roster`)).body)).toContain(
			'No import is of this kind and state',
		)
	})

	test('that was applied before is known, with the way to it, and changes nothing', async () => {
		const { hr, root } = await found('again')
		const file = lines('Team,Metric,Month,Value', 'Sales,seats,2026-01,3')
		const first = await take(hr, root, file)
		await look(hr, first.url)
		await press(hr, first.url, 'value="apply"')
		const second = await take(hr, root, file)
		expect(textOf(second.page.body)).toContain('This file is here already The very same file was applied on')
		expect(second.page.body).toContain(`href="${first.url}"`)
		expect(textOf(await look(hr, second.url))).toContain('This file changes nothing')
		const discarded = await hr.post(second.url, [['intent', 'discard']])
		expect(discarded.location).toBe(root)
		expect((await hr.get(second.url)).status).toBe(404)

		// What stands there is said before it is written over, and what a later file wrote stays.
		const third = await take(hr, root, file.replace(',3', ',4'))
		expect(textOf(await look(hr, third.url))).toMatch(/Changed \(1\).*Jan 2026 3 4/)
		await press(hr, third.url, 'value="apply"')
		expect(textOf((await hr.get(first.url)).body)).toContain(
			'1 value that a later import has written over stays',
		)
	})

	test('is asked for what it does not say: percent, decimals, dates, and what divides a ratio', async () => {
		const { company, hr, root } = await found('asking')
		const file = lines(
			'Email;Datum;Confidence;Retouched;Output;Seats',
			'person1@example.com;03/04/2026;0,5;30;120;1.200',
		)
		const { url, page } = await take(hr, root, file)
		expect(textOf(page.body)).toMatch(/\d questions/)
		const fields = formWith(page.body, 'value="columns"')
		const answers = {
			grain: 'month',
			dateOrder: 'day-first',
			decimal: 'comma',
			// Two metrics are called so: which one it is has to be chosen.
			'metric.of.2': 'model-confidence',
			'percent.model-confidence': 'of-100',
		}
		// What was not guessed raises one more question: its denominator.
		const sent = await hr.post(
			`${url}?step=columns`,
			change(fields, { ...answers, period: '1', 'metric.of.3': 'edited' }),
		)
		expect(sent.location).toBe(`${url}?step=columns`)
		const again = await hr.get(sent.location ?? '')
		expect(again.body).toContain('name="weight.of.3.0"')
		await look(hr, url, { 'weight.of.3.0': '4' })
		await press(hr, url, 'value="apply"')
		expect(await company.values()).toEqual([
			'person1@example.com edited 2026-04-01 month 30 / 120',
			'person1@example.com model-confidence 2026-04-01 month 0.005',
			'person1@example.com seats 2026-04-01 month 1200',
		])
		const twice = await hr.get(url)
		expect(twice.body).not.toContain('value="columns"')
	})

	test('cannot be read by columns that make no sense, which is said beside them', async () => {
		const { hr, root } = await found('nonsense')
		const { url, page } = await take(hr, root, lines('Team,Metric,Month,Value', 'Sales,seats,2026-01,3'))
		const fields = formWith(page.body, 'value="columns"')
		const refused = await hr.post(`${url}?step=columns`, change(fields, { period: '', value: '' }))
		expect(refused.status).toBe(400)
		expect(textOf(refused.body)).toContain(
			'Choose the column that names the period. Choose the column that holds the value.',
		)
		const wrongs: Record<string, string>[] = [
			{ period: 'x' },
			{ 'subject.is': 'constructor' },
			{ period: '-1' },
		]
		for (const wrong of wrongs) {
			expect((await hr.post(url, change(fields, wrong))).status).toBe(400)
		}
		expect((await hr.post(url, [['intent', 'nonsense']])).status).toBe(400)
		expect((await hr.post(url, [['intent', 'apply']])).status).toBe(400)
	})
})

test('logins of a report are matched to people once, and remembered', async () => {
	const { company, hr, root } = await found('logins')
	const day = (login: string, count: number) => ({
		...{ day: '2026-03-02', user_login: login, user_initiated_interaction_count: count },
		...{ code_generation_activity_count: 4, code_acceptance_activity_count: 2 },
	})
	const report = (count: number) =>
		JSON.stringify({
			day_totals: [day('person1_acme', count), day('octo-cat', count)],
		})
	const { url } = await take(hr, root, report(5), { name: 'users.json' })
	const page = await look(hr, url)
	expect(textOf(page)).toContain('Whose logins are these?')
	const fields = formWith(page, 'value="logins"')
	expect(fields).toContainEqual(['member', 'person1@example.com'])
	const wrong = await hr.post(
		url,
		fields.map(([name, value]): Fields[number] => [name, value || 'Nobody At All']),
	)
	expect(wrong.status).toBe(400)
	expect(textOf(wrong.body)).toContain('octo-cat: nobody here is “Nobody At All”')
	const sent = await hr.post(
		url,
		fields.map(([name, value]): Fields[number] => [name, value || 'Person 2']),
	)
	expect(textOf(await whenDone(hr, sent.location ?? ''))).not.toContain('refused')
	await press(hr, url, 'value="apply"')
	expect(await company.values()).toContain('person2@example.com assistant-interactions 2026-03-02 day 5')
	const next = await take(hr, root, report(6), { name: 'users.json' })
	const known = await look(hr, next.url)
	expect(textOf(known)).not.toContain('Whose login')
	expect(textOf(known)).toContain('Changed (2)')

	// One that was matched to the wrong person is forgotten, and asked for again.
	const matched = textOf((await hr.get(`${root}/logins?sort=name&order=desc`)).body)
	expect(matched).toMatch(/octo-cat Person Person 2 .*person1_acme Person Person 1 .*2 logins/)
	expect((await hr.post(`${root}/logins`, [['login', '']])).status).toBe(400)
	expect((await hr.post(`${root}/logins`, [['login', 'Octo-Cat']])).location).toBe(`${root}/logins`)
	expect(textOf(await look(hr, next.url))).toContain('Whose login is this?')
})

test('work that goes on is seen after a reload as well, and nothing is posted twice', async () => {
	const { company, hr, root } = await found('working')
	const { url } = await take(hr, root, lines('Team,Metric,Month,Value', 'Sales,seats,2026-01,3'))
	await look(hr, url)
	const jobId = crypto.randomUUID()
	// Nobody takes work over that somebody is at.
	const lock = await admin.connect()
	await lock.query(`SELECT pg_advisory_lock(hashtextextended('job:' || $1::text, 0))`, [jobId])
	try {
		await admin.query(
			`INSERT INTO job (account_id, id, kind, state, stage, done, total, subject_id, created_by_user_id, started_at)
			 VALUES ($1, $2, 'import-apply', 'running', 'writing', 20, 50, $3, $4, now())`,
			[company.accountId, jobId, url.split('/').at(-1), company.scope.userId],
		)
		for (const address of [url, url, `${url}?step=columns`]) {
			const { body } = await hr.get(address)
			expect(textOf(body)).toContain('Applying the import')
			expect(body).toContain('<progress')
			expect(body).not.toContain('value="apply"')
		}
	} finally {
		await admin.query(
			`UPDATE job SET state = 'failed', problem = 'broken', finished_at = now() WHERE id = $1`,
			[jobId],
		)
		await lock.query('SELECT pg_advisory_unlock_all()')
		lock.release()
	}
	expect(textOf((await hr.get(url)).body)).toContain('Something broke here. Nothing was changed.')
	await hr.post(url, [['intent', 'check']])
	expect(textOf(await whenDone(hr, url))).toContain('Added (1)')
})

describe('what is no file of metrics', () => {
	let hr: Visitor
	let root = ''
	beforeAll(async () => ({ hr, root } = await found('refusing')))

	test.each<[string, BlobPart, { name?: string; kind?: string }, string]>([
		['no file', '', { name: '' }, 'Choose a file first.'],
		['an empty file', '', {}, 'The file is empty.'],
		['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), {}, 'Save the sheet as CSV'],
		['a kind that there is not', 'Team,Value\nSales,3', { kind: '__proto__' }, 'Choose what the file is'],
		['another kind than was chosen', 'Team,Value\nSales,3', { kind: 'copilot-users' }, 'not what was chosen'],
	])('%s', async (_, content, of, words) => {
		const refused = await upload(hr, root, content, of)
		expect([refused.status, textOf(refused.body)]).toEqual([400, expect.stringContaining(words)])
		expect(textOf((await hr.get(root)).body)).toContain('No imports yet')
	})

	test('a body that is no form, or breaks off', async () => {
		const post = (body: string, more: Record<string, string>): Promise<Answer> =>
			hr.send(`${root}/new`, { method: 'POST', headers: { ...headers, ...more }, body })
		expect((await post('file=x', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(400)
		const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' }
		const begun =
			'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nTeam,Value\nSales'
		expect((await post(begun, multipart)).status).toBe(400)
		expect((await admin.query(`SELECT FROM import WHERE file_name = 'a.csv'`)).rowCount).toBe(0)
		expect(textOf((await hr.get(root)).body)).toContain('No imports yet')
	})
})

test('imports of metrics are HR’s, and of one account', async () => {
	const { company, hr, root } = await found('closed')
	const { url } = await take(hr, root, lines('Team,Metric,Month,Value', 'Sales,seats,2026-01,3'))
	const others = [
		await visitAs((await company.addUser('owner@closed.test', ['owner'])).userId),
		await visitAs((await company.addUser('chief@closed.test', ['executive'])).userId),
		await visitAs((await foundImportingCompany(admin, 'other')).scope.userId),
	]
	for (const visitor of others) {
		for (const path of [`${root}/new`, url, `${url}/refused.csv`]) {
			expect((await visitor.get(path)).status, path).toBe(404)
			expect((await visitor.post(path, [['intent', 'discard']])).status, path).toBe(404)
		}
	}
	const [owner, , stranger] = others
	const listed = await owner?.get(root)
	expect(textOf(listed?.body ?? '')).toContain('No imports yet')
	expect(listed?.body).not.toContain('imports/new" class="button" data-variant="primary">Import metrics')
	expect((await stranger?.get(url.replace('/closed/', '/other/')))?.status).toBe(404)
	expect((await hr.get(url)).status).toBe(200)
})
