import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { textOf } from '#tests/support/page-text.ts'
import { openSample, rowHeadersOf } from './company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
beforeAll(async () => {
	sample = await openSample(database, server.url)
})

const page = 'reports/training-needs'
const familyId = (key: string) =>
	sample.one('SELECT id FROM role_family WHERE account_id = $1 AND key = $2', [key])
const teamId = (name: string) => sample.one('SELECT id FROM team WHERE account_id = $1 AND name = $2', [name])

type Row = Record<string, string>
async function csvOf(query: string): Promise<Row[]> {
	const { status, text } = await sample.as('hr').get(`${page}.csv?${query}`)
	expect(status).toBe(200)
	return parse(text, { columns: true, bom: true })
}

describe('what HR filters', () => {
	test('is on the pages what it is in the CSV, in the same order, and the summary counts it', async () => {
		const engineering = await familyId('engineering')
		const team = await teamId('Engineering')
		const filters = [
			'',
			`family=${await familyId('design')}&steps=all&sort=from&order=desc`,
			`family=${engineering}&sort=question`,
			`team=${team}&steps=all&step=1.5`,
			`search=an&sort=team&order=desc&question=sales.research-prospect`,
			'step=0.5&steps=all',
			'question=transition.legacy-patterns&steps=all',
			'cycle=latest&sort=target&order=desc',
			'sort=nonsense&order=up&page=0&step=9',
		]
		for (const filter of filters) {
			const rows = await csvOf(filter)
			const names: string[] = []
			let text = ''
			for (let number = 1; names.length < rows.length; number += 1) {
				const answer = await sample.as('hr').get(`${page}?${filter.replace('&page=0', '')}&page=${number}`)
				expect(answer.status).toBe(200)
				text = textOf(answer.text)
				const headers = rowHeadersOf(answer.text)
				if (headers.length === 0) break
				names.push(...headers)
			}
			const marksOf = ({ single_rater: one, has_left: left }: Row) =>
				(one === 'yes' ? ' One rater' : '') + (left === 'yes' ? ' Has left since' : '')
			const shown = rows.map((row) => row.member_name + marksOf(row))
			if (filter === '') expect(new Set(rows.map((row) => row.single_rater))).toEqual(new Set(['yes', 'no']))
			expect(names, filter).toEqual(shown.map((name) => `Person ${name}`.trim()))
			const people = new Set(rows.map((row) => row.member_email || row.member_external_id)).size
			expect(text, filter).toContain(`People with a step to take ${people} `)
		}
		expect((await csvOf('')).length).toBeGreaterThan(100)
	})

	test('has the words of the rubric and leads from what is counted to who it is', async () => {
		const { text } = await sample.as('hr').get(page)
		const [first] = await csvOf('')
		expect(textOf(text)).toContain(first?.to_text)
		const links = [...text.matchAll(/href="[^"?]*\?([^"]*question=[^"]*)"[^>]*>(\d+)(?:<!-- -->| )*pe/g)]
		expect(links.length).toBeGreaterThan(5)
		for (const [, query = '', count] of links.slice(0, 4)) {
			expect(await csvOf(query.replaceAll('&amp;', '&'))).toHaveLength(Number(count))
		}
	})

	test('says of each step what it is for, and leads to the topics that serve it', async () => {
		const rows = await csvOf('steps=all')
		expect(new Set(rows.map((row) => row.step_kind))).toEqual(new Set(['question', 'entry', 'transition']))
		for (const row of rows) {
			expect(row.objective, row.question_key).toMatch(/^\p{Lu}.*\.$/u)
			// The starter catalogue serves every step.
			expect(Number(row.topics), row.question_key).toBeGreaterThan(0)
			const length = row.step_kind === 'transition' ? 1 : 0.5
			expect(Number(row.to_tier) - Number(row.from_tier)).toBe(length)
		}
		const of = 'question=transition.legacy-patterns'
		const { text } = await sample.as('hr').get(`${page}?${of}`)
		expect(textOf(text)).toContain('Recognizing legacy patterns')
		expect(textOf(text)).toContain('Tell what in your work repeats so much')
		const [, link = ''] =
			/href="\/a\/meridian\/(training-topics\?[^"]*)"[^>]*>(?:<!-- -->)?\d/.exec(text) ?? []
		const topics = await sample.as('hr').get(link.replaceAll('&amp;', '&'))
		const [first] = await csvOf(of)
		expect(rowHeadersOf(topics.text)).toHaveLength(Number(first?.topics))
	})

	test('is kept nowhere on the way and cannot be run as a formula', async () => {
		const [someone] = await csvOf('')
		await database.adminPool.query(
			`UPDATE member SET name = '=HYPERLINK("x")' WHERE account_id = $1 AND email = $2`,
			[sample.accountId, someone?.member_email],
		)
		const sent = await sample.as('hr').fetch(`${page}.csv?search=HYPERLINK`)
		expect(sent.headers.get('Cache-Control')).toContain('no-store')
		expect(sent.headers.get('Content-Disposition')).toMatch(
			/^attachment; filename="training-needs-[\w-]+\.csv"$/,
		)
		expect([...new Uint8Array(await sent.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
		const rows = await csvOf('search=HYPERLINK')
		expect(rows.length).toBeGreaterThan(0)
		expect(rows[0]?.member_name).toBe(`'=HYPERLINK("x")`)
	})

	test.each([
		['cycle', 'Q1 1999'],
		['cycle', 'live'],
		['family', 'ffffffff-ffff-4fff-8fff-ffffffffffff'],
		['family', 'x'],
		['team', 'ffffffff-ffff-4fff-8fff-ffffffffffff'],
		['team', "' OR true"],
		['question', 'sales.nothing'],
		['cycle', 'Q%00'],
	])('an unknown %s (%s) is the 404, for the page and for the CSV', async (name, value) => {
		const nowhere = await sample.as('hr').get('nowhere')
		for (const path of [page, `${page}.csv`]) {
			const query = value.includes('%') ? value : encodeURIComponent(value)
			const { status } = await sample.as('hr').get(`${path}?${name}=${query}`)
			expect(status).toBe(nowhere.status)
		}
	})
})

describe('what others get', () => {
	test('managers their reports, without an export and without anybody else', async () => {
		const { rows } = await database.adminPool.query<{ name: string; manager: string }>(
			`SELECT m.name, g.name AS manager FROM snapshot s
			 JOIN participant p ON p.account_id = s.account_id AND p.cycle_id = s.cycle_id
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 JOIN membership u ON u.account_id = p.account_id AND u.member_id = p.manager_id
			 JOIN "user" x ON x.id = u.user_id AND x.email = 'manager@meridian.example'
			 JOIN member g ON g.account_id = p.account_id AND g.id = p.manager_id
			 WHERE s.account_id = $1 AND s.id = (SELECT id FROM snapshot WHERE account_id = $1 ORDER BY published_at DESC LIMIT 1)`,
			[sample.accountId],
		)
		const reports = new Set(rows.map(({ name }) => `Person ${name}`))
		const { status, text } = await sample.as('manager').get(`${page}?steps=all`)
		expect(status).toBe(200)
		const headers = rowHeadersOf(text)
		expect(headers.length).toBeGreaterThan(5)
		expect(headers.filter((name) => !reports.has(name.replace(' One rater', '')))).toEqual([])
		expect(text).not.toContain('Export as CSV')
		// No team of the tree is offered to filter by.
		expect(text).not.toContain('name="team"')
	})

	test('members their own next steps, and no table', async () => {
		const { status, text } = await sample.as('member').get(`${page}?cycle=Q4+2025`)
		expect(status).toBe(200)
		expect(rowHeadersOf(text)).toEqual([])
		expect(textOf(text)).toContain('Your next steps To tier')
		// Each with what the person can take for it, which is there to be read.
		const links = [...text.matchAll(/href="\/a\/meridian\/(training-topics\/[0-9a-f-]{36})"/g)]
		expect(links.length).toBeGreaterThan(0)
		for (const [, path = ''] of links) expect((await sample.as('member').get(path)).status).toBe(200)
	})

	test('executives counts of what the heatmap shows them, and no name of a person', async () => {
		const { status, text } = await sample.as('executive').get(page)
		expect(status).toBe(200)
		expect(textOf(text)).toMatch(/Tier as a whole \d+ of \d+ below/)
		expect(rowHeadersOf(text)).toEqual([])
		const { rows } = await database.adminPool.query<{ name: string }>(
			`SELECT m.name FROM member m WHERE m.account_id = $1 AND NOT EXISTS (
				SELECT FROM membership u JOIN "user" x ON x.id = u.user_id
				WHERE u.account_id = m.account_id AND u.member_id = m.id AND x.email = 'executive@meridian.example')`,
			[sample.accountId],
		)
		for (const { name } of rows) expect(text).not.toContain(name)

		// What the heatmap hides gives no count here.
		const csv = await sample.as('executive').get('heatmap.csv')
		const cells: Row[] = parse(csv.text, { columns: true, bom: true })
		for (const row of cells.filter(({ is_total, family }) => is_total === 'yes' && family !== 'all')) {
			const name = await sample.one('SELECT name AS id FROM role_family WHERE account_id = $1 AND key = $2', [
				row.family,
			])
			const section = new RegExp(`<h3[^>]*>${name}</h3>.*?</section>`, 's').exec(text)?.[0] ?? ''
			const whole = /Tier as a whole (?:(\d+) of (\d+) below|Hidden)/.exec(textOf(section))
			expect(whole?.[2] ?? 'suppressed').toBe(row.mean_tier === 'suppressed' ? 'suppressed' : row.assessed)
		}
	})

	test('nobody but HR an export', async () => {
		for (const name of ['owner', 'admin', 'executive', 'manager', 'member'] as const) {
			const { status } = await sample.as(name).get(`${page}.csv`)
			expect(status, name).toBe(404)
		}
	})
})

test('a member reads beside the own steps that one rater alone has answered', async () => {
	const steps = async () => textOf((await sample.as('member').get(`${page}?cycle=Q4+2025`)).text)
	const said = 'They rest on the answers of one rater alone'
	expect(await steps()).toContain('Your next steps To tier')
	expect(await steps()).not.toContain(said)
	// Behind the application's back: what is published does not change.
	await database.adminPool.query('ALTER TABLE outcome DISABLE TRIGGER USER')
	await database.adminPool.query(
		`UPDATE outcome o SET single_rater = 'self' FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 WHERE o.account_id = $1 AND p.account_id = $1 AND p.id = o.participant_id AND m.email = 'member@meridian.example'`,
		[sample.accountId],
	)
	await database.adminPool.query('ALTER TABLE outcome ENABLE TRIGGER USER')
	expect(await steps()).toContain(said)
})

test('a family without a target is said to be left out, with the way to set one', async () => {
	const sales = await familyId('sales')
	const key = [sample.accountId, sales]
	// Behind the application's back: the frozen target of the newest cycle, as if there had been none.
	await database.adminPool.query('ALTER TABLE snapshot_target DISABLE TRIGGER USER')
	await database.adminPool.query('DELETE FROM snapshot_target WHERE account_id = $1 AND family_id = $2', key)
	await database.adminPool.query('ALTER TABLE snapshot_target ENABLE TRIGGER USER')
	expect(textOf((await sample.as('hr').get(page)).text)).toContain('Measured against a later target: Sales')
	const rows = await csvOf(`family=${sales}`)
	expect(new Set(rows.map((row) => row.target_set))).toEqual(new Set(['since']))

	await database.adminPool.query('DELETE FROM target WHERE account_id = $1 AND family_id = $2', key)
	const { text } = await sample.as('hr').get(page)
	expect(textOf(text)).toContain('No target for Sales')
	expect(text).toContain('/a/meridian/targets')
	expect(await csvOf(`family=${sales}`)).toEqual([])
})
