import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TrainingReportKey } from '#app/data/training-report/training-report-columns.ts'
import { reportGroupings } from '#app/domain/training-report/grouping.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { openSample, rowHeadersOf } from './company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
beforeAll(async () => {
	sample = await openSample(database, server.url)
})

const list = 'reports/training-needs'
const page = `${list}/report`
type Row = Record<TrainingReportKey, string>

async function csvOf(query: string): Promise<Row[]> {
	const { status, text } = await sample.as('hr').get(`${page}.csv?${query}`)
	expect(status).toBe(200)
	return parse(text, { columns: true, bom: true })
}

describe('HR', () => {
	test.each(reportGroupings)('the report by %s is on the page what it is in the CSV', async (by) => {
		for (const query of [`by=${by}&steps=all`, `by=${by}&sort=name&order=desc`]) {
			const rows = await csvOf(query)
			expect(rows.length).toBeGreaterThan(by === 'attribute' ? 0 : 2)
			const names: string[] = []
			for (let number = 1; names.length < rows.length; number += 1) {
				const { status, text } = await sample.as('hr').get(`${page}?${query}&page=${number}`)
				expect(status).toBe(200)
				const headers = rowHeadersOf(text)
				if (headers.length === 0) break
				names.push(...headers)
			}
			expect(names).toHaveLength(rows.length)
			for (const [i, { name }] of rows.entries()) expect(names[i]).toContain(name)
		}
	})

	test.each(['step', 'question', 'family', 'manager', 'attribute', 'team'] as const)(
		'leads from each row by %s to exactly its people',
		async (by) => {
			const { text } = await sample.as('hr').get(`${page}?by=${by}`)
			const links = [
				...text.matchAll(/href="[^"]*training-needs\?([^"]*)"[^>]*>(\d+)<span class="sr-only"> people/g),
			]
			expect(links.length).toBeGreaterThan(0)
			for (const [, query = '', people] of links.slice(0, 3)) {
				const listed = await sample.as('hr').get(`${list}?${query.replaceAll('&amp;', '&')}`)
				expect(textOf(listed.text)).toContain(`People with a step to take ${people} `)
			}
		},
	)

	test('leads to nobody from rows of another attribute than the one it is narrowed by', async () => {
		const report = async (query: string) => (await sample.as('hr').get(`${page}?by=attribute&${query}`)).text
		const drilled = / people: show them/
		expect(await report('')).toMatch(drilled)
		// Everybody is without it, so that the rows are the same.
		const narrowed = await report('attribute=Nowhere&value=')
		expect(rowHeadersOf(narrowed)).toEqual(rowHeadersOf(await report('')))
		expect(narrowed).not.toMatch(drilled)
	})

	test('drills down the tree, and the parts are the whole', async () => {
		const team = await sample.one(`SELECT id FROM team WHERE account_id = $1 AND name = 'Engineering'`)
		const [above] = (await csvOf('by=team')).filter(({ name }) => name === 'Engineering')
		const below = await csvOf(`by=team&team=${team}`)
		expect(below.length).toBeGreaterThan(1)
		const sum = (column: 'people' | 'measured' | 'steps') =>
			below.reduce((total, row) => total + Number(row[column]), 0)
		for (const column of ['people', 'measured', 'steps'] as const) {
			expect(sum(column)).toBe(Number(above?.[column]))
		}
		const { text } = await sample.as('hr').get(`${page}?by=team&team=${team}`)
		expect(textOf(text)).toContain('Engineering')
	})

	test('chooses by which topic a step is counted, and the figures follow at once', async () => {
		const [first] = (await csvOf('by=step&steps=all')).filter(({ hours }) => Number(hours) > 0)
		const family = await sample.one('SELECT id FROM role_family WHERE account_id = $1 AND name = $2', [
			first?.family,
		])
		const step = `family=${family}&question=${first?.question_key}&step=${first?.from_tier}`
		const hoursOf = async () => {
			const rows = await csvOf('by=step&steps=all')
			const row = rows.find(
				(one) =>
					one.family === first?.family &&
					one.question_key === first?.question_key &&
					one.from_tier === first?.from_tier,
			)
			return Number(row?.hours)
		}
		// A topic for everybody that serves the step and takes longer than any.
		const topicId = await sample.one(
			`WITH topic AS (INSERT INTO training_topic (account_id, key, title, kind, hours, cost, currency, capacity)
				VALUES ($1, 'long-way', 'The long way', 'course', 999, 10, 'EUR', 2) RETURNING account_id, id)
			 INSERT INTO training_topic_step SELECT account_id, id, $2, $3 FROM topic RETURNING topic_id AS id`,
			[first?.question_key, Number(first?.from_tier) * 2],
		)
		const before = await hoursOf()
		expect(before).toBe(Number(first?.hours))
		const address = `${list}/step-topic?${step}`
		expect(textOf((await sample.as('hr').get(address)).text)).toContain('The long way')
		expect(await sample.as('hr').post(address, { topic: topicId, version: '0' })).toMatchObject({
			status: 303,
		})
		expect(await hoursOf()).toBe(999 * Number(first?.people))
		// From a page that does not know of it yet; and the same again.
		expect(await sample.as('hr').post(address, { topic: 'rule', version: '0' })).toMatchObject({
			status: 409,
		})
		expect(await sample.as('hr').post(address, { topic: topicId, version: '0' })).toMatchObject({
			status: 303,
		})
		const { text } = await sample.as('hr').get(`${page}?by=step&steps=all`)
		expect(textOf(text)).toContain('The long way Chosen Change')
		expect(await sample.as('hr').post(address, { topic: 'rule', version: '1' })).toMatchObject({
			status: 303,
		})
		expect(await hoursOf()).toBe(before)
		// A topic that does not serve the step, and one of nobody.
		const other = await sample.one(
			`SELECT id FROM training_topic x WHERE account_id = $1 AND NOT EXISTS (
				SELECT FROM training_topic_step s WHERE s.account_id = x.account_id AND s.topic_id = x.id AND s.question_key = $2) LIMIT 1`,
			[first?.question_key],
		)
		for (const topic of [other, family]) {
			expect(await sample.as('hr').post(address, { topic, version: '0' })).toMatchObject({ status: 404 })
		}
		const { rows } = await database.adminPool.query<{ action: string }>(
			`SELECT action FROM audit_event WHERE account_id = $1 AND action LIKE 'training-topic.cho%' ORDER BY sequence`,
			[sample.accountId],
		)
		expect(rows.map(({ action }) => action)).toEqual([
			'training-topic.chosen',
			'training-topic.choice-removed',
		])
	})

	test('sorts by priority, says what it is made of, and weighs it as HR says', async () => {
		const address = `${list}/priority`
		const scores = async () => (await csvOf('by=team&sort=priority')).map(({ priority }) => Number(priority))
		const proposed = await scores()
		expect(proposed).toEqual(proposed.toSorted((a, b) => b - a))
		const shown = textOf((await sample.as('hr').get(page)).text)
		expect(shown).toContain('Weights: distance 30, people 30, date 20, roadmap 20, a proposal by Contour')
		expect(shown).toMatch(/distance \d+ \+ people \d+/)
		expect(textOf((await sample.as('hr').get(address)).text)).toContain('A proposal by Contour')

		const weights = { intent: 'set', gap: '0', people: '100', due: '0', roadmap: '0', version: '0' }
		for (const wrong of [{ gap: '101' }, { due: 'x' }, { people: '0' }]) {
			const { status } = await sample.as('hr').post(address, { ...weights, ...wrong })
			expect(status, JSON.stringify(wrong)).toBe(400)
		}
		expect((await sample.as('hr').post(address, weights)).status).toBe(303)
		const rows = await csvOf('by=team')
		const whole = rows.reduce((sum, { people }) => sum + Number(people), 0)
		for (const { people, priority, priority_people, priority_gap } of rows) {
			expect(Number(priority)).toBeCloseTo((100 * Number(people)) / whole, 1)
			expect([priority_people, priority_gap]).toEqual([priority, '0'])
		}
		// Somebody who saw the proposal; the same again; and back.
		expect((await sample.as('hr').post(address, { ...weights, gap: '50' })).status).toBe(409)
		expect((await sample.as('hr').post(address, weights)).status).toBe(303)
		expect(textOf((await sample.as('hr').get(page)).text)).toContain(
			'people 100, date 0, roadmap 0, your own',
		)
		expect((await sample.as('hr').post(address, { intent: 'reset', version: '1' })).status).toBe(303)
		expect(await scores()).toEqual(proposed)
		const { rows: events } = await database.adminPool.query<{ action: string }>(
			`SELECT action FROM audit_event WHERE account_id = $1 AND action LIKE 'training-priority.%' ORDER BY sequence`,
			[sample.accountId],
		)
		expect(events.map(({ action }) => action)).toEqual(['training-priority.set', 'training-priority.reset'])
		for (const name of ['owner', 'executive', 'manager', 'member'] as const) {
			expect((await sample.as(name).get(address)).status, name).toBe(404)
		}
	})

	test('a scenario is marked, says how it is and how it would be, and saves nothing', async () => {
		const targets = async () =>
			(
				await database.adminPool.query(
					'SELECT id, tier, due_on::text, version FROM target WHERE account_id = $1 ORDER BY id',
					[sample.accountId],
				)
			).rows
		const before = await targets()
		const family = await sample.one(
			`SELECT id FROM role_family WHERE account_id = $1 AND key = 'engineering'`,
		)
		const topic = await sample.one(
			`SELECT topic_id AS id FROM training_topic_step WHERE account_id = $1 AND question_key = 'transition.legacy-patterns' LIMIT 1`,
		)
		const scenario = `${list}/scenario`
		const read = async (query: string) => textOf((await sample.as('hr').get(`${scenario}?${query}`)).text)
		expect(await read('')).not.toContain('This is a scenario')
		const tried = await read(`steps=all&tryFamily=${family}&tryTier=3&tryDue=2031-01-01`)
		expect(tried).toContain('This is a scenario')
		const [, now = '', then = ''] =
			/People with a step to take As it is (\d+) In the scenario (\d+)/.exec(tried) ?? []
		expect(Number(then)).toBeGreaterThan(Number(now))
		const [row] = (await csvOf(`by=family&steps=all&family=${family}`)).filter(
			({ name }) => name === 'Engineering',
		)
		expect(now).toBe(row?.people)

		const given = await read(`steps=all&tryTopic=${topic}&tryPlaces=3`)
		expect(given).toMatch(/Scenario: .* for 3 people/)
		const whole = (await csvOf('by=family&steps=all')).reduce((sum, { steps }) => sum + Number(steps), 0)
		const [, left = '', of = '', taken = ''] = /Steps left (\d+) of (\d+): (\d+) taken/.exec(given) ?? []
		expect(Number(of)).toBe(whole)
		expect(Number(left) + Number(taken)).toBe(whole)
		expect(Number(taken)).toBeGreaterThan(0)
		expect(await targets()).toEqual(before)
		// What the address gets wrong is not tried; what is not there is the 404.
		expect(await read(`tryFamily=${family}&tryTier=9&tryDue=soon`)).not.toContain('This is a scenario')
		const refused = await read(`tryTopic=${topic}&tryPlaces=-1&tryDue=2020-01-01`)
		expect(refused).not.toContain('This is a scenario')
		expect(refused).toContain('How many people?')
		expect(refused).toContain('This day has passed.')
		expect(refused).toContain('Choose the family')
		for (const name of ['tryFamily', 'tryTopic']) {
			const { status } = await sample
				.as('hr')
				.get(`${scenario}?${name}=ffffffff-ffff-4fff-8fff-ffffffffffff&tryPlaces=1`)
			expect(status, name).toBe(404)
		}
		expect((await sample.as('member').get(scenario)).status).toBe(404)
		expect((await sample.as('manager').get(scenario)).status).toBe(200)
	})

	test('report and scenario say everything that is filtered, with the way out', async () => {
		const family = await sample.one(
			`SELECT id FROM role_family WHERE account_id = $1 AND key = 'engineering'`,
		)
		for (const address of [page, `${list}/scenario`]) {
			const pageOf = async (query: string) => (await sample.as('hr').get(`${address}?${query}`)).text
			expect(textOf(await pageOf('')), address).not.toContain('Filtered: ')
			// The forms of neither page have the name and the step.
			const hidden = await pageOf(`search=%3Cb%3Ea&step=1.5&family=${family}&steps=all`)
			expect(textOf(hidden), address).toContain(
				'Filtered: name contains “<b>a” · Engineering · steps from tier 1.5 · all steps to the target Clear all filters',
			)
			expect(hidden, address).toMatch(/<a [^>]*href="[^"?]*\??"[^>]*>Clear all filters/)
			const own = await pageOf('manager=none&attribute=Location&by=team&tryPlaces=3')
			expect(textOf(own), address).toContain(
				'Filtered: without a manager · Location: not known Clear all filters',
			)
			expect(own, address).toMatch(/href="[^"?]*\?by=team&amp;tryPlaces=3"[^>]*>Clear all filters/)
		}
	})

	test.each([
		['family', 'ffffffff-ffff-4fff-8fff-ffffffffffff'],
		['team', "' OR true"],
		['cycle', 'Q1 1999'],
		['question', 'sales.nothing'],
	])('an unknown %s (%s) is the 404, for the page and for the CSV', async (name, value) => {
		for (const path of [page, `${page}.csv`]) {
			expect((await sample.as('hr').get(`${path}?${name}=${encodeURIComponent(value)}`)).status).toBe(404)
		}
	})
})

describe('others', () => {
	test('managers see their own reports alone, without an export', async () => {
		const { status, text } = await sample.as('manager').get(`${page}?by=team&steps=all`)
		expect(status).toBe(200)
		expect(text).not.toContain('Export as CSV')
		const listed = textOf((await sample.as('manager').get(`${list}?steps=all`)).text)
		const people = /People with a step to take (\d+) of (\d+)/.exec(textOf(text))
		expect(Number(people?.[1])).toBeGreaterThan(1)
		expect(listed).toContain(people?.[0])
		expect(text).not.toContain('?by=manager')
		expect((await sample.as('manager').get(`${page}.csv`)).status).toBe(404)
	})

	test('managers neither group nor filter by own attributes: as if they were not in the address', async () => {
		const [some] = await csvOf('by=attribute&attr=Location')
		expect(some).toMatchObject({ attribute: 'Location', name: expect.stringMatching(/./) })
		const where = `attribute=Location&value=${encodeURIComponent(some?.name ?? '')}`
		const figure = (text: string) => /People with a step to take (\d+) of (\d+)/.exec(textOf(text))?.[0]
		for (const address of [page, list]) {
			const pageOf = async (name: 'hr' | 'manager', query: string) =>
				(await sample.as(name).get(`${address}?${query}`)).text
			const all = figure(await pageOf('manager', ''))
			expect(all, address).toBeDefined()
			expect(figure(await pageOf('hr', where)), address).not.toBe(figure(await pageOf('hr', '')))
			for (const query of [where, 'attribute=Location', 'attribute=Location&value=Nowhere']) {
				const text = await pageOf('manager', query)
				expect(figure(text), `${address} ${query}`).toBe(all)
				expect(textOf(text), `${address} ${query}`).not.toContain('Location')
			}
		}
		const { text } = await sample.as('manager').get(`${page}?by=attribute&attr=Location`)
		const bySteps = await sample.as('manager').get(`${page}?by=step`)
		expect(rowHeadersOf(text)).toEqual(rowHeadersOf(bySteps.text))
		expect(rowHeadersOf(text).length).toBeGreaterThan(0)
		for (const shown of [text, bySteps.text]) expect(textOf(shown)).not.toContain('Location')
		expect(bySteps.text).not.toContain('by=attribute')
		expect((await sample.as('hr').get(page)).text).toContain('by=attribute')
		const scenario = await sample.as('manager').get(`${list}/scenario?${where}`)
		expect(textOf(scenario.text)).not.toContain('Filtered: ')
	})

	test('who leads nobody has no report, and nobody but HR an export or a choice', async () => {
		const leads = new Map<string, boolean>()
		for (const name of ['owner', 'admin', 'executive', 'member'] as const) {
			const listed = (await sample.as(name).get(list)).text
			leads.set(name, listed.includes('Your reports'))
			expect(listed.includes('/training-needs/report'), name).toBe(leads.get(name))
			expect((await sample.as(name).get(page)).status, name).toBe(leads.get(name) ? 200 : 404)
			for (const path of [`${page}.csv`, `${list}/step-topic`]) {
				expect((await sample.as(name).get(path)).status, `${name} ${path}`).toBe(404)
			}
		}
		expect(leads.get('member')).toBe(false)
	})
})

test('without topics the report counts people and says what is missing; without targets there is nobody', async () => {
	await database.adminPool.query(
		'UPDATE training_topic SET archived_at = now(), version = version + 1 WHERE account_id = $1',
		[sample.accountId],
	)
	const rows = await csvOf('by=family')
	expect(rows.length).toBeGreaterThan(2)
	for (const { hours, cost, steps, steps_without_topic } of rows) {
		expect({ hours, cost, steps }).toEqual({ hours: '0', cost: '', steps: steps_without_topic })
	}
	expect(textOf((await sample.as('hr').get(page)).text)).toMatch(
		/Not in hours or cost: \d+ steps that no topic serves/,
	)
	await database.adminPool.query('ALTER TABLE snapshot_target DISABLE TRIGGER USER')
	await database.adminPool.query('DELETE FROM snapshot_target WHERE account_id = $1', [sample.accountId])
	await database.adminPool.query('ALTER TABLE snapshot_target ENABLE TRIGGER USER')
	await database.adminPool.query('DELETE FROM target WHERE account_id = $1', [sample.accountId])
	const { status, text } = await sample.as('hr').get(`${page}?by=family`)
	expect(status).toBe(200)
	expect(textOf(text)).toContain('Nobody to count')
	expect(await csvOf('by=family')).toEqual([])
})
