import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'
import { fieldsOf } from '#tests/check-ins/visitor.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { SignIn } from '#tests/training-needs/company.ts'
import { openSample, rowHeadersOf } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { adminPool: admin } = database

let sample: Awaited<ReturnType<typeof openSample>>
const ids: Record<string, string> = {}
beforeAll(async () => {
	sample = await openSample(database, server.url)
	for (const { key } of metricCatalogue) {
		ids[key] = await sample.one(`SELECT id FROM metric WHERE account_id = $1 AND key = $2`, [key])
	}
	for (const name of ['Integrations', 'Payments', 'Engineering', 'Content']) {
		ids[name] = await sample.one(`SELECT id FROM team WHERE account_id = $1 AND name = $2`, [name])
	}
}, 60_000)

const get = async (who: SignIn, path: string) => {
	const answer = await sample.as(who).get(path)
	return { status: answer.status, html: answer.text, text: textOf(answer.text) }
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** Without the label that a card has at phone width. */
const namesOf = (html: string) => rowHeadersOf(html).map((name) => name.replace(/^Metric /, ''))
const warning = 'An analysis of 211 million lines of code'

describe('the list', () => {
	test('is filtered, sorted and paged by the URL, and its CSV is exactly what is filtered', async () => {
		const all = await get('hr', 'metrics')
		expect(all.text).toContain(`1–50 of ${metricCatalogue.length} metrics`)
		const filtered = await get('hr', 'metrics?family=sales&sort=name&order=desc')
		const names = namesOf(filtered.html)
		expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? 1 : -1)))
		expect(names).toContain('Share of time on admin')
		const rows = parse((await get('hr', 'metrics.csv?family=sales&sort=name&order=desc')).html, {
			...{ columns: true, bom: true },
		}) as { name: string }[]
		expect(rows.map(({ name }) => name)).toEqual(names)
		expect((await get('hr', 'metrics?q=%00&lens=x&state=y&sort=z&page=-1')).status).toBe(200)
		expect((await get('hr', 'metrics?q=nothing-of-the-kind')).text).toContain('No metric matches')
	})

	test('says of each reader only what is theirs', async () => {
		const measured = async (who: SignIn) => namesOf((await get(who, 'metrics?state=measured')).html)
		expect(await measured('hr')).toContain('Share of time on admin')
		// Imported for people alone.
		expect(await measured('executive')).not.toContain('Share of time on admin')
		expect(await measured('executive')).toContain('Code churn')
		expect(await measured('manager')).toContain('Pull requests merged')
		expect(await measured('member')).not.toContain('Share of interactions resolved by AI')
		expect(await measured('member')).toContain('Assistant seats')
	})
})

describe('the page of a metric', () => {
	test('shows the sum that a recount gives, how it adds up, its target and where it came from', async () => {
		const { text } = await get('hr', `metrics/${ids['share-of-time-on-admin']}`)
		const { rows } = await admin.query<{ share: string }>(
			`SELECT round(100 * sum(value) / sum(weight), 1)::float8 AS share FROM observation
			 WHERE account_id = $1 AND metric_id = $2 GROUP BY starts_on ORDER BY starts_on DESC LIMIT 1`,
			[sample.accountId, ids['share-of-time-on-admin']],
		)
		expect(text).toContain(`${rows[0]?.share}%`)
		expect(text).toContain('A ratio is never averaged')
		expect(text).toContain('Skill progression map, Sales, all levels')
		expect(text).toContain('sample-metrics.csv')
		expect(text).toContain('30% by')
	})

	test('shows quarters of months, and refuses to add counts of people', async () => {
		const path = `metrics/${ids['assistant-agent-users']}`
		expect((await get('hr', `${path}?grain=month`)).text).not.toContain('Not added up')
		expect((await get('hr', `${path}?grain=quarter`)).text).toContain('may be in several of the counts')
	})

	test('has for an executive nothing of people, for a lead those of the team', async () => {
		const path = `metrics/${ids['prs-merged']}`
		const hr = await get('hr', path)
		expect(hr.text).toContain('Made from people’s values')
		const executive = await get('executive', path)
		expect(executive.text).not.toContain('Made from people’s values')
		expect(executive.text).toContain('No values yet')
		expect((await get('manager', path)).text).toContain('Payments')
		expect((await get('manager', `${path}?node=${ids.Payments}`)).text).toContain('Made from people’s values')
		expect((await get('manager', `${path}?node=${ids.Content}`)).status).toBe(404)
		expect((await get('member', `${path}?node=${ids.Payments}`)).text).not.toContain(
			'Made from people’s values',
		)
		expect((await get('hr', `${path}?node=${crypto.randomUUID()}`)).status).toBe(404)
		for (const id of [crypto.randomUUID(), 'x', '%00']) {
			expect((await get('hr', `metrics/${id}`)).status).toBe(404)
		}
	})

	test('exports the trend that it shows', async () => {
		const csv = await get('hr', `metrics/${ids['code-churn']}/values.csv?node=${ids.Integrations}`)
		const rows = parse(csv.html, { columns: true, bom: true }) as Record<string, string>[]
		expect(rows.length).toBeGreaterThan(10)
		expect(rows.at(-1)).toMatchObject({
			metric: 'code-churn',
			subject: 'Integrations',
			period_length: 'month',
		})
	})
})

describe('the alarm of level 1', () => {
	test('stands where throughput rises while quality falls, in place of the arrow, and nowhere else', async () => {
		const team = await get('executive', `teams/${ids.Integrations}/metrics`)
		expect(team.text).toContain(warning)
		expect(team.text).toContain('GitClear, 2025')
		expect(team.text).toContain('while quality falls')
		const page = await get('hr', `metrics/${ids['prs-merged']}?node=${ids.Integrations}`)
		expect(page.text).toContain(warning)
		expect(page.text).toContain('while quality falls')
		// In the table of the teams of Engineering as well.
		const above = await get('hr', `metrics/${ids['stories-shipped']}?node=${ids.Engineering}`)
		expect(above.text.split('while quality falls')).toHaveLength(2)
		expect((await get('hr', `teams/${ids.Payments}/metrics`)).text).not.toContain(warning)
		expect((await get('hr', 'metrics')).text).not.toContain(warning)
	})

	test('stands on the page of the company once it is true of the company', async () => {
		const last = `(SELECT max(starts_on) FROM observation WHERE account_id = $1)`
		const worsen = (factor: number) =>
			admin.query(
				`UPDATE observation SET value = value * $3 WHERE account_id = $1 AND metric_id = $2 AND starts_on = ${last}`,
				[sample.accountId, ids['code-churn'], factor],
			)
		await worsen(4)
		expect((await get('executive', 'metrics')).text).toContain(warning)
		await worsen(0.25)
	})
})

describe('the page of a person', () => {
	test('opens for the person, the manager and HR', async () => {
		const memberId = await sample.one(
			`SELECT id FROM member WHERE account_id = $1 AND email = 'member@meridian.example'`,
		)
		const path = `people/${memberId}/metrics`
		expect((await get('member', path)).text).toContain('Your metrics')
		for (const who of ['manager', 'hr'] as const)
			expect((await get(who, path)).text).toContain('Pull requests merged')
		for (const who of ['executive', 'admin'] as const) expect((await get(who, path)).status, who).toBe(404)
	})
})

describe('a metric of the account’s own', () => {
	const given = {
		...{ key: 'lead-time', name: 'Lead time', unit: 'days', direction: 'down', aggregation: 'weighted_mean' },
		...{ weightName: 'Orders', idempotencyKey: 'a-key-of-the-test' },
	}

	test('is added once, changed, and locked once there are values', async () => {
		const hr = sample.as('hr')
		expect((await hr.post('metrics/new', given)).status).toBe(303)
		expect((await hr.post('metrics/new', given)).status).toBe(303)
		const again = await hr.post('metrics/new', { ...given, idempotencyKey: 'another-key-of-it' })
		expect([again.status, textOf(again.text).includes('Another metric has this key')]).toEqual([409, true])
		const id = await sample.one(`SELECT id FROM metric WHERE account_id = $1 AND key = 'lead-time'`)
		const path = `metrics/${id}/edit`
		const fields = fieldsOf((await get('hr', path)).html)
		delete fields.intent
		expect((await hr.post(path, { ...fields, name: 'Time to deliver', unit: 'hours' })).status).toBe(303)
		expect((await get('hr', `metrics/${id}`)).text).toContain('Time to deliver')
		// Somebody with the version before.
		const stale = await hr.post(path, { ...fields, name: 'Mine' })
		expect([stale.status, textOf(stale.text).includes('Saved by somebody else')]).toEqual([409, true])

		const fresh = fieldsOf((await get('hr', path)).html)
		delete fresh.intent
		await admin.query(
			`INSERT INTO observation (account_id, metric_id, starts_on, grain, subject_kind, subject_id, value, import_id)
			 SELECT $1, $2, '2026-01-01', 'month', 'account', $1, 4, id FROM import WHERE account_id = $1 LIMIT 1`,
			[sample.accountId, id],
		)
		const locked = await hr.post(path, { ...fresh, unit: 'minutes' })
		expect([locked.status, textOf(locked.text).includes('There are values of this metric')]).toEqual([
			409,
			true,
		])
		expect((await hr.post(path, { ...fresh, name: 'Delivery time' })).status).toBe(303)
		expect((await hr.post(path, { intent: 'archive' })).status).toBe(303)
		expect((await get('hr', 'metrics?state=archived')).text).toContain('Delivery time')
		const { rows } = await admin.query<{ action: string }>(
			`SELECT action FROM audit_event WHERE account_id = $1 AND subject_id = $2 ORDER BY sequence`,
			[sample.accountId, id],
		)
		expect(rows.map(({ action }) => action)).toEqual([
			...['metric.added', 'metric.changed', 'metric.changed', 'metric.archived'],
		])
	})

	test.each([
		['no name', { name: '' }],
		['a key that is none', { key: 'Lead Time' }],
		['a ratio of nothing', { aggregation: 'ratio_of_sums', weightName: '' }],
		['a unit that nobody knows', { unit: 'furlongs' }],
		['money in no currency there is', { unit: 'money', currency: 'QQQ' }],
		['a NUL', { name: 'a\0b' }],
	])('is refused with %s', async (_name, wrong) => {
		const answer = await sample.as('hr').post('metrics/new', { ...given, key: 'other', ...wrong })
		expect(answer.status).toBe(400)
	})
})

describe('a target of a metric', () => {
	const path = () => `metrics/${ids['code-churn']}/targets`
	const stored = async () =>
		(
			await admin.query(
				`SELECT value::float8 AS value, due_on::text AS "dueOn", team_id AS "teamId", version FROM metric_target
				 WHERE account_id = $1 AND metric_id = $2 ORDER BY team_id NULLS FIRST`,
				[sample.accountId, ids['code-churn']],
			)
		).rows as { value: number; version: number }[]

	test('is set in percent, changed, stale for who was slower, and removed', async () => {
		const hr = sample.as('hr')
		const set = (fields: Record<string, string>) =>
			hr.post(path(), { intent: 'set', dueOn: inDays(90), version: '0', ...fields })
		expect((await set({ value: '12.5' })).status).toBe(303)
		expect((await set({ value: '8', teamId: ids.Payments ?? '' })).status).toBe(303)
		expect(await stored()).toMatchObject([{ value: 0.125 }, { value: 0.08, teamId: ids.Payments }])
		const stale = await set({ value: '9' })
		expect([stale.status, textOf(stale.text).includes('The target is now 12.5%')]).toEqual([409, true])
		expect((await set({ value: '9', version: '1' })).status).toBe(303)
		expect((await get('executive', `metrics/${ids['code-churn']}?node=${ids.Payments}`)).text).toContain(
			'8% by',
		)
		expect((await hr.post(path(), { intent: 'remove', version: '2' })).status).toBe(303)
		expect(await stored()).toHaveLength(1)
		const wrongs: Record<string, string>[] = [
			{ value: 'much' },
			{ value: '' },
			{ dueOn: '2020-01-01' },
			{ dueOn: 'soon' },
		]
		for (const wrong of wrongs) {
			expect((await set({ value: '5', ...wrong })).status, JSON.stringify(wrong)).toBe(400)
		}
		expect((await set({ value: '5', teamId: crypto.randomUUID() })).status).toBe(404)
	})

	test('is HR’s alone', async () => {
		for (const who of ['owner', 'executive', 'manager', 'member'] as const) {
			expect((await sample.as(who).get(path())).status, who).toBe(404)
			const answer = await sample.as(who).post(path(), { intent: 'remove', version: '1' })
			expect(answer.status, who).toBe(404)
		}
	})
})
