import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import type { topicColumnNames } from '#app/domain/training-topic/topic-columns.ts'
import { starterTopics } from '#seed/training/topics.ts'
import { fieldsOf, sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { SignIn } from '#tests/training-needs/company.ts'
import { openSample, rowHeadersOf } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { adminPool: admin } = database
const topics = 'training-topics'

let sample: Awaited<ReturnType<typeof openSample>>
let hrToken: string
beforeAll(async () => {
	sample = await openSample(database, server.url)
	const { rows } = await admin.query<{ id: string }>(
		`SELECT id FROM "user" WHERE email = 'hr@meridian.example'`,
	)
	hrToken = await startSessionOf(admin, rows[0]?.id ?? null)
}, 60_000)

const get = async (who: SignIn, path: string) => {
	const answer = await sample.as(who).get(path)
	return { status: answer.status, html: answer.text, text: textOf(answer.text) }
}
const post = (path: string, fields: Record<string, string>) => sample.as('hr').post(path, fields)
const idOf = (key: string) =>
	sample.one('SELECT id FROM training_topic WHERE account_id = $1 AND key = $2', [key])
type Row = Record<(typeof topicColumnNames)[number], string>
const csvOf = async (who: SignIn, query = ''): Promise<Row[]> =>
	parse((await get(who, `${topics}.csv?${query}`)).html, { columns: true, bom: true })
const titlesOf = (html: string) =>
	rowHeadersOf(html).map((title) => title.replace(/^Topic |( Contour’s proposal| Archived)/g, ''))

/** Uploads a file as the page's form does. */
async function upload(content: string) {
	const body = new FormData()
	body.set('idempotencyKey', crypto.randomUUID())
	body.set('file', new Blob([content]), 'topics.csv')
	const response = await fetch(`${server.url}/a/meridian/${topics}/imports/new`, {
		...{ method: 'POST', body, redirect: 'manual' },
		headers: {
			...{ Cookie: `${sessionCookie}=${hrToken}`, 'Sec-Fetch-Site': 'same-origin' },
			Origin: new URL(server.url).origin,
		},
	})
	const path = response.headers.get('Location')?.replace('/a/meridian/', '') ?? ''
	return { status: response.status, text: textOf(await response.text()), path }
}

async function audited(): Promise<string[]> {
	const { rows } = await admin.query<{ action: string }>(
		`SELECT action FROM audit_event WHERE account_id = $1 AND action LIKE 'training-topic.%' ORDER BY sequence`,
		[sample.accountId],
	)
	return rows.map(({ action }) => action)
}

describe('the catalogue', () => {
	test('is filtered, sorted and paged by the URL, and its CSV is exactly what is filtered', async () => {
		expect(await csvOf('hr')).toHaveLength(starterTopics.length)
		for (const query of [
			'sort=title&order=desc',
			'family=sales&sort=hours',
			'kind=workshop&sort=steps&order=desc',
			'question=engineering.start-feature&step=2',
			'step=0.5',
			'question=transition.legacy-patterns',
			'q=BRAND&sort=provider',
		]) {
			const rows = await csvOf('hr', query)
			expect(rows.length, query).toBeGreaterThan(0)
			const page = await get('hr', `${topics}?${query}`)
			expect(titlesOf(page.html), query).toEqual(rows.slice(0, 50).map(({ title }) => title))
		}
		const hours = (await csvOf('hr', 'family=sales&sort=hours')).map((row) => Number(row.hours))
		expect(hours).toEqual(hours.toSorted((a, b) => a - b))
		const [only] = await csvOf('hr', 'question=engineering.start-feature&step=2')
		expect(only?.steps).toContain('engineering.start-feature:2')
		expect((await get('hr', `${topics}?q=%00&kind=x&step=y&state=z&sort=w&page=-1`)).status).toBe(200)
		expect((await get('hr', `${topics}?q=nothing-of-the-kind`)).text).toContain('No topic matches')
	})

	test('shows members and managers what is for their families, and what is archived to HR alone', async () => {
		const ofSales = await idOf('sales-last-routine')
		const ofAll = await idOf('map-your-week')
		for (const who of ['member', 'manager'] as const) {
			const rows = await csvOf(who)
			expect(new Set(rows.map(({ families }) => families))).toEqual(new Set(['', 'engineering']))
			expect((await get(who, `${topics}/${ofSales}`)).status).toBe(404)
			expect((await get(who, `${topics}/${ofAll}`)).status).toBe(200)
			expect((await get(who, `${topics}/${ofAll}`)).text).not.toContain('Key in files')
			expect((await get(who, `${topics}?state=all`)).text).not.toContain('Add a topic')
		}
		for (const id of [crypto.randomUUID(), 'x', '%00']) {
			expect((await get('hr', `${topics}/${id}`)).status).toBe(404)
			expect((await get('hr', `${topics}/${id}/edit`)).status).toBe(404)
		}
	})

	test('takes an entry of the account’s own once, and refuses what is wrong with it', async () => {
		const { html } = await get('hr', `${topics}/new`)
		const fields = {
			...{ ...fieldsOf(html), title: 'Our own: brief & review', kind: 'course', hours: '1.5' },
			...{ cost: '120', currency: 'eur', link: 'example.com/course', steps: 'sales.advantage:1.5' },
		}
		const added = await post(`${topics}/new`, fields)
		expect(added.status).toBe(303)
		// The same form again is the same topic.
		expect((await post(`${topics}/new`, fields)).location).toBe(added.location)
		const page = await get('hr', added.location?.replace('/a/meridian/', '') ?? '')
		for (const words of ['Our own: brief & review', '1.5 h', '€120', 'our-own-brief-review']) {
			expect(page.text).toContain(words)
		}
		expect(page.html).toContain('href="https://example.com/course"')
		expect(page.text).toContain('Make judgment your edge')
		for (const [wrong, words] of [
			[{ title: '' }, 'Enter a title.'],
			[{ currency: '' }, 'Say in which currency'],
			[{ hours: '0' }, 'more than 0 hours'],
			[{ link: 'javascript:alert(1)' }, 'address of a web page'],
			[{ steps: 'nonsense' }, 'Choose steps from the list.'],
		] as const) {
			const answer = await post(`${topics}/new`, { ...fields, idempotencyKey: crypto.randomUUID(), ...wrong })
			expect(answer.status, words).toBe(400)
			expect(textOf(answer.text)).toContain(words)
		}
	})

	test('is changed by one at a time, and a proposal becomes the account’s own', async () => {
		const path = `${topics}/${await idOf('mkt-brief-and-curate')}`
		expect((await get('hr', path)).text).toContain('Contour’s proposal')
		const fields = fieldsOf((await get('hr', `${path}/edit`)).html)
		// Of boxes with one name the last one stands; the others go with what is saved.
		const saved = await post(`${path}/edit`, { ...fields, hours: '7', provider: 'Brand team' })
		expect(saved).toMatchObject({ status: 303, location: `/a/meridian/${path}` })
		const after = await get('hr', path)
		expect(after.text).toContain('Brand team')
		expect(after.text).not.toContain('Contour’s proposal')
		const stale = await post(`${path}/edit`, { ...fields, title: 'Overwritten' })
		expect(stale.status).toBe(409)
		expect(textOf(stale.text)).toContain('Saved by somebody else in the meantime')
		expect(stale.text).toContain('value="Overwritten"')
		expect((await get('hr', path)).text).not.toContain('Overwritten')
	})

	test('loses an entry to the archive and gets it back, and an old page archives nothing', async () => {
		const id = await idOf('design-tool-trial')
		const edit = `${topics}/${id}/edit`
		expect((await post(edit, { intent: 'archive', version: '1' })).status).toBe(303)
		expect((await csvOf('hr')).map(({ key }) => key)).not.toContain('design-tool-trial')
		expect((await csvOf('hr', 'state=archived')).map(({ key }) => key)).toEqual(['design-tool-trial'])
		expect((await post(edit, { intent: 'restore', version: '1' })).status).toBe(409)
		expect((await post(edit, { intent: 'restore', version: '2' })).status).toBe(303)
		expect((await post(edit, { intent: 'restore' })).status).toBe(400)
		expect((await csvOf('hr')).map(({ key }) => key)).toContain('design-tool-trial')
	})

	test('of an account that has none of it takes the starter catalogue, once', async () => {
		expect((await get('hr', topics)).text).not.toContain('Add the starter catalogue')
		expect((await post(topics, { intent: 'starter' })).status).toBe(303)
		expect(await csvOf('hr', 'state=all')).toHaveLength(starterTopics.length + 1)
		await admin.query(`DELETE FROM training_assignment WHERE account_id = $1`, [sample.accountId])
		await admin.query(`DELETE FROM training_topic WHERE account_id = $1`, [sample.accountId])
		expect((await get('hr', topics)).text).toContain('Add the starter catalogue')
		expect((await post(topics, { intent: 'starter' })).status).toBe(303)
		expect((await csvOf('hr')).map(({ key }) => key).sort()).toEqual(
			starterTopics.map(({ key }) => key).sort(),
		)
		expect((await audited()).at(-1)).toBe('training-topic.starter-added')
	})
})

describe('a file of topics', () => {
	test('that was exported changes nothing', async () => {
		const answer = await upload((await get('hr', `${topics}.csv?state=all`)).html)
		expect(answer.status).toBe(303)
		const page = await get('hr', answer.path)
		expect(page.text).toContain('The file changes nothing')
		expect(page.text).toContain(`${starterTopics.length} stay as they are`)
	})

	test('shows what it would do, writes its good rows, and gives the refused ones back', async () => {
		const file = [
			'key;title;kind;hours;families;steps',
			'own-one;Own one;Course;1,5;Sales;sales.advantage:1 sales.advantage:1.5',
			'map-your-week;Our week;workshop;3;;transition.legacy-patterns:1',
			'wrong;=1+1;talk;x;Nobody;sales.advantage:7',
		].join('\n')
		const { path } = await upload(file)
		const page = await get('hr', path)
		expect(page.text).toContain('New 1')
		expect(page.text).toContain('There is no role family “Nobody”.')
		expect(page.text).toContain('Our week title')
		const refused = await get('hr', `${path}/refused.csv`)
		const [row] = parse(refused.html, { columns: true, bom: true }) as Record<string, string>[]
		expect(row).toMatchObject({ key: 'wrong', title: `'=1+1`, 'Contour: row': '4' })
		expect(row?.['Contour: reason']).toContain('kind: Choose one of')
		const mark = fieldsOf(page.html).mark ?? ''
		// All of it is not to be had, and nothing was written by asking.
		expect((await post(path, { intent: 'apply', mark })).status).toBe(409)
		expect((await csvOf('hr', 'q=own-one')).length).toBe(0)
		// Of two clicks at once one writes.
		const clicks = [1, 2].map(() => post(path, { intent: 'apply-good-rows', mark }))
		expect((await Promise.all(clicks)).map(({ status }) => status).sort()).toEqual([303, 404])
		const [own] = await csvOf('hr', 'q=own-one')
		expect(own).toMatchObject({
			hours: '1.5',
			families: 'sales',
			steps: 'sales.advantage:1; sales.advantage:1.5',
		})
		expect((await csvOf('hr', 'q=map-your-week'))[0]?.title).toBe('Our week')
		expect((await audited()).at(-1)).toBe('training-topic.imported')
		// It is done, and of it only what it left out is there to be mended.
		const left = await get('hr', path)
		expect(left.text).toContain('What the file left out')
		expect(left.html).not.toContain('value="apply')
		expect((await get('hr', `${path}/refused.csv`)).html).toBe(refused.html)
		expect((await post(path, { intent: 'discard' })).status).toBe(404)
		expect((await post(path, { intent: 'apply-good-rows', mark })).status).toBe(404)
	})

	test('writes nothing where the catalogue has changed since it was looked at', async () => {
		const { path } = await upload('key,title,kind\nread-before-and-after,Read,reading\n')
		const mark = fieldsOf((await get('hr', path)).html).mark ?? ''
		await post(`${topics}/${await idOf('read-before-and-after')}/edit`, { intent: 'archive', version: '1' })
		const answer = await post(path, { intent: 'apply', mark })
		expect(answer.status).toBe(409)
		expect(textOf(answer.text)).toContain('The catalogue has changed meanwhile')
		const renewed = fieldsOf(answer.text).mark ?? ''
		expect(renewed).not.toBe(mark)
		expect((await post(path, { intent: 'discard' })).status).toBe(303)
		expect((await post(path, { intent: 'apply', mark: renewed })).status).toBe(404)
	})

	test('of five thousand rows is written at once, and no row more is read', async () => {
		const { rows } = await admin.query<{ count: number }>(
			`SELECT count(*)::int AS count FROM training_topic WHERE account_id = $1`,
			[sample.accountId],
		)
		const room = 5000 - (rows[0]?.count ?? 0)
		const lines = Array.from({ length: 5000 }, (_, i) => `many-${i},Topic ${i},course,sales.advantage:1`)
		const header = 'key,title,kind,steps\n'
		const { path } = await upload(header + lines.join('\n'))
		const page = await get('hr', path)
		expect(page.text).toContain('A catalogue has room for 5,000 entries.')
		const mark = fieldsOf(page.html).mark ?? ''
		expect((await post(path, { intent: 'apply-good-rows', mark })).status).toBe(303)
		expect(await csvOf('hr', 'q=many-')).toHaveLength(room)
		const tooMany = await upload(`${header}${lines.join('\n')}\nlast,Last,course,\n`)
		expect(tooMany.status).toBe(400)
		expect(tooMany.text).toContain('more than 5,000 rows')
		expect(
			(await post(`${topics}/new`, { title: 'X', kind: 'course', idempotencyKey: crypto.randomUUID() }))
				.status,
		).toBe(409)
	})
})
