import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf } from '#tests/check-ins/visitor.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { SignIn } from '#tests/training-needs/company.ts'
import { openSample, rowHeadersOf } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const list = 'training-assignments'
const step = 'question=engineering.start-feature&step=1.5'

let sample: Awaited<ReturnType<typeof openSample>>
let topicId: string
let memberId: string
beforeAll(async () => {
	sample = await openSample(database, server.url)
	// What the sample has been given says nothing here.
	await database.adminPool.query('DELETE FROM training_assignment WHERE account_id = $1', [
		database.accountId,
	])
	topicId = await sample.one(
		`UPDATE training_topic SET capacity = 2 WHERE account_id = $1 AND key = 'eng-describe-review-iterate' RETURNING id`,
	)
	memberId = await sample.one(
		`SELECT id FROM member WHERE account_id = $1 AND email = 'member@meridian.example'`,
	)
}, 60_000)

const get = async (who: SignIn, path: string) => {
	const answer = await sample.as(who).get(path)
	return { status: answer.status, html: answer.text, text: textOf(answer.text) }
}
const post = (who: SignIn, path: string, fields: Record<string, string>) => sample.as(who).post(path, fields)
const csvOf = async (who: SignIn, query: string): Promise<Record<string, string>[]> =>
	parse((await get(who, `${list}.csv?${query}`)).html, { columns: true, bom: true })

test('HR goes from the needs to everybody who lacks a step, and hears of places and of who has it', async () => {
	const needs = await get('hr', 'reports/training-needs?family=')
	expect(needs.html).toContain(`/a/meridian/${list}/new?`)
	expect(needs.html).toContain('Assign<span class="sr-only"> training for it to ')
	const page = await get('hr', `${list}/new?${step}&topic=${topicId}`)
	const count = Number(/Who: (\d+) people/.exec(page.text)?.[1])
	expect(count).toBeGreaterThan(5)
	expect(page.text).toContain(`2 places at once, and ${count} would have it to finish`)
	const form = fieldsOf(page.html)
	const fields = { ...form, topic: topicId, dueOn: '2031-03-31', note: '=1+1' }
	const objective = /<span class="block font-medium">([^<]+)</.exec(page.html)?.[1] ?? 'none'
	expect(objective.length).toBeGreaterThan(20)
	for (const [wrong, words] of [
		[{ dueOn: '2020-01-01' }, 'Choose today or a later day.'],
		[{ topic: 'x' }, 'Load the page again and choose anew.'],
		[{ mark: 'of others' }, `there are ${count} now`],
	] as const) {
		const answer = await post('hr', `${list}/new?${step}&topic=${topicId}`, { ...fields, ...wrong })
		expect([400, 409], words).toContain(answer.status)
		expect(textOf(answer.text)).toContain(words)
	}
	const given = await post('hr', `${list}/new?${step}`, fields)
	expect(given).toMatchObject({ status: 303, location: `/a/meridian/${list}?topic=${topicId}` })
	// What it is for follows from a person's step, and the note may say anything: neither is in a mail.
	const { rows: sent } = await database.adminPool.query<{ text: string }>(
		`SELECT concat(subject, text, html) AS text FROM outbox_message
		 WHERE account_id = $1 AND subject LIKE 'Training for you%'`,
		[sample.accountId],
	)
	expect(sent.length).toBeGreaterThan(0)
	for (const { text } of sent) {
		expect(text).toContain('2031')
		for (const kept of ['=1+1', objective, textOf(objective)]) expect(text).not.toContain(kept)
	}
	// The same form again answers the same, and gives nothing more.
	expect((await post('hr', `${list}/new?${step}`, fields)).status).toBe(303)
	expect(await csvOf('hr', `topic=${topicId}`)).toHaveLength(count)
	const again = await get('hr', `${list}/new?${step}&topic=${topicId}`)
	expect(again.text).toContain(`${count} of these people have it already`)
	expect((await get('hr', `training-topics/${topicId}`)).text).toContain(`Planned: ${count}`)
	expect((await get('hr', '')).text).toContain(`${count} assignments are not finished, none overdue`)
})

describe('the list', () => {
	test('is filtered, sorted and paged by the URL, and its CSV is exactly what is filtered', async () => {
		await database.adminPool.query(
			`UPDATE training_assignment SET due_on = '2026-01-31' WHERE account_id = $1
				AND id IN (SELECT id FROM training_assignment WHERE account_id = $1 AND member_id <> $2 ORDER BY id LIMIT 3)`,
			[sample.accountId, memberId],
		)
		const all = await csvOf('hr', 'state=all&sort=person')
		const teams = new Set(all.map(({ team }) => team))
		expect(teams.size).toBeGreaterThan(1)
		const teamId = await sample.one(`SELECT id FROM team WHERE account_id = $1 AND name = $2`, [
			[...teams][0],
		])
		for (const query of [
			'sort=person&order=desc',
			`team=${teamId}`,
			'due=overdue&sort=team',
			'due=30',
			'state=planned&sort=due',
			`q=${encodeURIComponent(all[0]?.person ?? '')}`,
		]) {
			const rows = await csvOf('hr', query)
			if (query !== 'due=30') expect(rows.length, query).toBeGreaterThan(0)
			const page = await get('hr', `${list}?${query}`)
			expect(
				rowHeadersOf(page.html).map((text) => text.replace('Person ', '')),
				query,
			).toEqual(rows.slice(0, 50).map(({ person }) => person))
		}
		expect(await csvOf('hr', 'due=overdue')).toHaveLength(3)
		expect((await get('hr', `${list}?due=overdue`)).text).toContain('3 of these overdue.')
		expect(all[0]).toMatchObject({ note: `'=1+1`, step: 'engineering.start-feature:1.5' })
		expect((await get('hr', `${list}?q=%00&topic=x&team=y&state=z&due=w&sort=v&page=-1`)).status).toBe(200)
	})

	test('shows managers their reports and members themselves', async () => {
		const mine = await get('manager', `${list}?state=all`)
		const all = await csvOf('hr', 'state=all')
		const manager = await sample.one(`SELECT name AS id FROM member WHERE account_id = $1 AND email = $2`, [
			'manager@meridian.example',
		])
		const rows = rowHeadersOf(mine.html).map((text) => text.replace('Person ', ''))
		expect(rows.length).toBeLessThan(50)
		expect(rows.toSorted()).toEqual(
			all
				.filter((row) => row.manager === manager || row.person === manager)
				.map(({ person }) => person)
				.sort(),
		)
		expect((await get('executive', `${list}?state=all`)).text).toContain('No assignment matches')
	})

	test('is a file for HR alone', async () => {
		const link = `/a/meridian/${list}.csv`
		expect((await get('hr', list)).html).toContain(link)
		for (const who of ['manager', 'member'] as const) {
			expect((await get(who, list)).html, who).not.toContain(link)
			expect((await get(who, `${list}.csv`)).status, who).toBe(404)
		}
	})
})

test('a person begins and finishes their own where they stand, an old page changes nothing, HR the rest', async () => {
	const first = await get('hr', `${list}/new?member=${memberId}`)
	const topic = await sample.one(
		`SELECT id FROM training_topic WHERE account_id = $1 AND key = 'map-your-week'`,
	)
	const given = await post('hr', `${list}/new?member=${memberId}`, { ...fieldsOf(first.html), topic })
	expect(given.status).toBe(303)
	const id = await sample.one(
		`SELECT id FROM training_assignment WHERE account_id = $1 AND member_id = $2 AND topic_id = $3`,
		[memberId, topic],
	)
	for (const path of ['', 'reports/training-needs', list]) {
		expect((await get('member', path)).text, path).toContain('Planned')
	}
	const say = (version: string, state: string, back = '/a/meridian/reports/training-needs') =>
		post('member', list, { assignmentId: id, version, state, back })
	expect(await say('1', 'in_progress')).toMatchObject({
		...{ status: 303, location: '/a/meridian/reports/training-needs' },
	})
	const stale = await say('1', 'done')
	expect(stale.status).toBe(409)
	expect(textOf(stale.text)).toContain('is now: In progress.')
	expect((await say('2', 'dropped')).status).toBe(400)
	expect((await say('2', 'done', 'https://elsewhere.example')).location).toBe(`/a/meridian/${list}`)
	expect((await get('member', `${list}/${id}`)).text).not.toContain('Change it')
	const edit = fieldsOf((await get('hr', `${list}/${id}`)).html)
	expect((await post('hr', `${list}/${id}`, { ...edit, state: 'done', doneOn: '2031-01-01' })).status).toBe(
		400,
	)
	expect((await post('hr', `${list}/${id}`, { ...edit, state: 'dropped', doneOn: '' })).status).toBe(303)
	expect((await post('hr', `${list}/${id}`, { ...edit, state: 'planned' })).status).toBe(409)
	expect((await get('executive', `${list}/${id}`)).status).toBe(404)
})

test('one person is found by name or e-mail, by a manager among their reports only', async () => {
	const found = await get('manager', `${list}/new?person=member@meridian.example`)
	expect(found.text).toContain('Assign to 1 person')
	const other = await get('manager', `${list}/new?person=hr@meridian.example`)
	expect(other.text).toContain('Nobody to whom you can give training has this name')
	// Of a name that others have as well a manager learns nothing.
	const name = 'Twin Elsewhere'
	const { rows } = await database.adminPool.query<{ id: string }>(
		`UPDATE member SET name = $2 WHERE account_id = $1 AND id IN (SELECT m.id FROM member m
			JOIN member boss ON boss.account_id = m.account_id AND boss.email = 'manager@meridian.example'
			WHERE m.account_id = $1 AND m.left_on IS NULL AND m.id <> boss.id AND m.manager_id IS DISTINCT FROM boss.id LIMIT 2)
		 RETURNING id`,
		[sample.accountId, name],
	)
	expect(rows).toHaveLength(2)
	const find = async (who: SignIn) => (await get(who, `${list}/new?person=${encodeURIComponent(name)}`)).text
	expect(await find('manager')).toContain('Nobody to whom you can give training has this name')
	expect(await find('hr')).toContain('Several people have this name')
	await database.adminPool.query('UPDATE member SET name = $3 WHERE account_id = $1 AND id = $2', [
		...[sample.accountId, memberId, name],
	])
	expect(await find('manager')).toContain('Assign to 1 person')
	expect((await get('hr', `${list}/new?member=x`)).status).toBe(404)
	expect((await get('hr', `${list}/new?member=${crypto.randomUUID()}`)).text).toContain(
		'Nobody to assign it to',
	)
	expect((await get('hr', `${list}/new`)).text).toContain('Everybody who lacks a step')
})

test('what came of training goes out as CSV as the page has it, with its intervals, and nothing about few people', async () => {
	const { rows: cycles } = await database.adminPool.query<{ name: string; published: string }>(
		`SELECT name, published_at::date::text AS published FROM cycle
		 WHERE account_id = $1 AND phase = 'published' ORDER BY starts_on DESC`,
		[database.accountId],
	)
	const [after, before] = cycles
	const oldest = cycles.at(-1)
	if (!after || !before || !oldest) throw new Error('two cycles are published')
	const fetchCsv = async (path: string): Promise<Record<string, string>[]> => {
		const { status, html } = await get('hr', path)
		expect(status).toBe(200)
		return parse(html, { columns: true, bom: true })
	}
	const cycle = `cycle=${encodeURIComponent(before.name)}`
	const [most] = await fetchCsv(`reports/training-needs/report.csv?${cycle}&by=step&sort=people`)
	const asked = `question=${most?.['question_key']}&step=${most?.['from_tier']}`
	const lacking = await fetchCsv(`reports/training-needs.csv?${cycle}&${asked}`)
	const emails = lacking.map((row) => row['member_email'] ?? '').filter(Boolean)
	const train = (title: string, whom: readonly string[]) =>
		database.adminPool.query(
			`WITH topic AS (
				INSERT INTO training_topic (account_id, key, title, kind) VALUES ($1, md5($2), $2, 'course') RETURNING account_id, id
			 )
			 INSERT INTO training_assignment (account_id, topic_id, member_id, question_key, from_half_steps, state, done_on, assigned_on, batch_id)
			 SELECT t.account_id, t.id, m.id, $4, $5, 'done', $6::date, $6::date, t.id FROM topic t
			 JOIN member m ON m.account_id = t.account_id AND m.email = ANY ($3)`,
			[
				...[database.accountId, title, whom, most?.['question_key'], Number(most?.['from_tier']) * 2],
				before.published,
			],
		)
	await train('=The half of them', emails.slice(0, Math.floor(emails.length / 2)))
	await train('One of them alone', emails.slice(0, 1))

	const rows = await fetchCsv('reports/training-outcomes.csv')
	const page = await get('hr', 'reports/training-outcomes')
	expect(rows.map((row) => row['topic'])).toEqual(['', "'=The half of them"])
	expect(rowHeadersOf(page.html)).toHaveLength(rows.length)
	expect(page.html).toContain('/a/meridian/reports/training-outcomes.csv')
	for (const row of rows) {
		const figure = (name: string) => Number(row[name])
		expect(row).toMatchObject({ cycle: after.name, compared_with: before.name })
		expect(figure('minimum_group_size')).toBeGreaterThan(1)
		for (const group of ['trained', 'untrained']) {
			expect(figure(group)).toBeGreaterThanOrEqual(figure('minimum_group_size'))
			expect(page.text).toContain(`${figure(`${group}_moved`)} of ${figure(group)}, `)
			const share = figure(`${group}_moved`) / figure(group)
			expect(figure(`${group}_share`)).toBeCloseTo(share, 3)
			expect(figure(`${group}_share_from`)).toBeLessThanOrEqual(figure(`${group}_share`))
			expect(figure(`${group}_share_to`)).toBeGreaterThanOrEqual(figure(`${group}_share`))
		}
		expect(figure('difference')).toBeCloseTo(figure('trained_share') - figure('untrained_share'), 3)
		expect(figure('difference_from')).toBeLessThan(figure('difference_to'))
		expect(row['note']).toContain('No proof that training was the cause')
	}
	expect(await fetchCsv(`reports/training-outcomes.csv?cycle=${encodeURIComponent(oldest.name)}`)).toEqual([])
	expect((await get('hr', 'reports/training-outcomes.csv?cycle=Q1+1999')).status).toBe(404)
	for (const who of ['owner', 'admin', 'executive', 'manager', 'member'] as const) {
		expect((await get(who, 'reports/training-outcomes.csv')).status, who).toBe(404)
	}
})
