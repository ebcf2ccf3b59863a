import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { textOf } from '#tests/support/page-text.ts'
import { startTestServer } from '#tests/support/server.ts'
import { openOffice } from './office.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

/** An office whose cycle runs now: people have two more days, managers nine. */
async function open() {
	const office = await openOffice(database.adminPool)
	await database.adminPool.query(
		`UPDATE cycle SET opens_on = NULL, review_on = (now() AT TIME ZONE 'Europe/Berlin')::date + 3,
			calibration_on = (now() AT TIME ZONE 'Europe/Berlin')::date + 10, publishes_on = NULL WHERE account_id = $1`,
		[office.accountId],
	)
	const { rows } = await database.adminPool.query<{ slug: string }>(
		`SELECT slug FROM account WHERE id = $1`,
		[office.accountId],
	)
	const root = `/a/${rows[0]?.slug}`
	const hr = await office.addMember('Hanna', { roles: ['hr'] })
	const as = async ({ userId }: { userId: string | null }) =>
		visit(server.url + root, await startSessionOf(database.adminPool, userId))
	return { ...office, root, as, hr: await as(hr), path: `/cycles/${office.cycleId}/reminders` }
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('HR reminds a filtered list; whoever got a mail today or has no account is left out and counted', async () => {
	const { hr, path, root, mails, mia, occasionsOf } = await open()
	const page = textOf((await hr.get(path)).text)
	expect(page).toContain('Remind 3 people')
	expect(textOf((await hr.get(`${path}?whom=manager`)).text)).toContain('Remind 1 person')
	const sent = await hr.post(`${path}?whom=manager`, { intent: 'remind' })
	expect(sent).toMatchObject({ status: 303, location: `${root}${path}?whom=manager` })
	expect((await mails()).map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
		expect.stringMatching(/^Mia: Answer for 3 people in Q4 2026, due on /),
	])
	expect((await occasionsOf(mia.memberId)).map((said) => said.slice(11))).toContain('by-hand')
	const after = textOf((await hr.get(path)).text)
	expect(after).toContain('1 person got a mail today already.')
	expect(after).toContain('Remind 2 people')
	await hr.post(path, { intent: 'remind' })
	await hr.post(path, { intent: 'remind' })
	expect((await mails()).map(({ to }) => to).toSorted()).toEqual(['Ada', 'Ben', 'Mia'])
	expect(textOf((await hr.get(path)).text)).toContain('Nobody of this list can be reminded today.')
	const list = textOf((await hr.get(`${path}?view=sent`)).text)
	for (const text of ['Ada', 'Ben', 'Mia', 'By hand', 'Hanna']) expect(list).toContain(text)
	const { rows } = await database.adminPool.query<{ people: number }>(
		`SELECT (detail->>'people')::int AS people FROM audit_event WHERE action = 'cycle.reminded' ORDER BY sequence`,
	)
	expect(rows).toEqual([{ people: 1 }, { people: 2 }])
})

test('the list of a team is that of everything below it, and just those are reminded', async () => {
	const { accountId, cycleId, familyId, addMember, hr, path, mails, ada, ben } = await open()
	const freeze = async (name: string, parentId: string | null) => {
		const { rows } = await database.adminPool.query<{ id: string }>(
			`WITH t AS (INSERT INTO team (account_id, name, parent_id) VALUES ($1, $3, $4) RETURNING id)
			 INSERT INTO cycle_team (account_id, cycle_id, team_id, parent_id, name) SELECT $1, $2, id, $4, $3 FROM t
			 RETURNING team_id AS id`,
			[accountId, cycleId, name, parentId],
		)
		return rows[0]?.id ?? ''
	}
	const sales = await freeze('Sales', null)
	const north = await freeze('North', sales)
	const coast = await freeze('Coast', north)
	const service = await freeze('Service', null)
	const place = (memberId: string, teamId: string) =>
		database.adminPool.query(`UPDATE participant SET team_id = $3 WHERE account_id = $1 AND member_id = $2`, [
			...[accountId, memberId, teamId],
		])
	await place(ada.memberId, coast)
	await place(ben.memberId, service)
	const dana = await addMember('Dana')
	await database.adminPool.query(
		`INSERT INTO participant (account_id, cycle_id, member_id, family_id, team_id) VALUES ($1, $2, $3, $4, $5)`,
		[accountId, cycleId, dana.memberId, familyId, sales],
	)
	const listed = async (query: string) => {
		const { text } = await hr.get(`${path}${query}`)
		return {
			names: ['Ada', 'Ben', 'Cleo', 'Dana', 'Mia'].filter((name) => text.includes(`<bdi>${name}</bdi>`)),
			teams: [
				...(/<select[^>]*name="team"[^>]*>(.*?)<\/select>/s.exec(text)?.[1]?.matchAll(/>([^<]+)</g) ?? []),
			].map(([, label]) => label?.trim()),
		}
	}
	expect(await listed('')).toEqual({
		names: ['Ada', 'Ben', 'Cleo', 'Dana', 'Mia'],
		teams: ['All teams', 'Sales', 'Service', 'In no team'],
	})
	expect(await listed(`?team=${sales}&whom=self`)).toEqual({
		names: ['Ada', 'Dana'],
		teams: ['All teams', 'Sales', 'North', 'In no team'],
	})
	expect((await listed(`?team=${north}&whom=self`)).names).toEqual(['Ada'])
	expect((await listed(`?team=${north}`)).teams).toEqual([
		'All teams',
		'Sales',
		'North',
		'Coast',
		'In no team',
	])
	expect((await listed('?team=none')).names).toEqual(['Cleo', 'Mia'])
	expect(await listed(`?team=${cycleId}`)).toMatchObject({
		names: [],
		teams: expect.arrayContaining(['A team that this cycle does not have']),
	})
	await hr.post(`${path}?team=${sales}&whom=self`, { intent: 'remind' })
	expect((await mails()).map(({ to }) => to)).toHaveLength(2)
	const { rows } = await database.adminPool.query<{ memberId: string }>(
		`SELECT member_id AS "memberId" FROM reminder_mail WHERE account_id = $1`,
		[accountId],
	)
	expect(rows.map(({ memberId }) => memberId).toSorted()).toEqual([ada.memberId, dana.memberId].toSorted())
})

test('what one wants to be told is chosen on a page, and looking at it changes nothing', async () => {
	const { as, ada, hr, path } = await open()
	const visitor = await as(ada)
	const fields = fieldsOf((await visitor.get('/reminders')).text)
	const count = async () =>
		(await database.adminPool.query(`SELECT FROM reminder_choice WHERE member_id = $1`, [ada.memberId]))
			.rowCount
	expect(await count()).toBe(0)
	const refused: [string, string][] = [
		[inDays(-1), 'Choose a day after today'],
		[inDays(200), 'Choose a day within three months'],
		['2026-02-31', 'Enter a date, such as 2026-12-07'],
	]
	for (const [snoozedUntil, message] of refused) {
		const answer = await visitor.post('/reminders', { ...fields, intent: 'choose', snoozedUntil })
		expect(answer.status).toBe(400)
		expect(textOf(answer.text)).toContain(message)
	}
	const wish = { ...fields, intent: 'choose', onlyEssential: 'yes', snoozedUntil: inDays(5) }
	expect((await visitor.post('/reminders', wish)).status).toBe(303)
	const stale = await visitor.post('/reminders', wish)
	expect(stale.status).toBe(409)
	expect(textOf(stale.text)).toContain('You changed this somewhere else in the meantime')
	expect(textOf((await hr.get(`${path}?view=fewer`)).text)).toContain('Only the essential')
	// HR's own hand reaches those too.
	expect(textOf((await hr.get(path)).text)).toContain('Remind 3 people')
})

test('home and the navigation say what is due, and a notice that is put away stays away', async () => {
	const { as, ada, mia } = await open()
	const visitor = await as(ada)
	const home = await visitor.get('')
	expect(textOf(home.text)).toContain('Q4 2026 is open.')
	expect(textOf(home.text)).toContain('Your check-in is due on')
	expect(home.text.match(/class="waiting"/g)?.length).toBe(2)
	const cycle = fieldsOf(home.text)['cycleId'] ?? ''
	const put = { intent: 'dismiss', cycleId: cycle, occasion: 'opening', aboutOn: '2027-01-01' }
	expect((await visitor.post('/reminders', put)).status).toBe(303)
	const after = textOf((await visitor.get('')).text)
	expect(after).not.toContain('Q4 2026 is open.')
	expect(after).toContain('Your check-in is due on')
	const manager = textOf((await (await as(mia)).get('')).text)
	expect(manager).toContain('3 waiting for you')
	await database.adminPool.query(`UPDATE cycle SET review_on = current_date - 2 WHERE account_id = $1`, [
		ada.scope.accountId,
	])
	const late = textOf((await visitor.get('')).text)
	expect(late).toContain('Your check-in was due on')
	expect(late).toContain('1 waiting for you, overdue')
})

test('the way out of a mail works after signing in', async () => {
	const { root, path } = await open()
	for (const to of [`${root}/reminders`, `${root}/check-ins`, `${root}${path}?view=sent`]) {
		const answer = await fetch(server.url + to, { redirect: 'manual' })
		expect(answer.status).toBe(302)
		expect(answer.headers.get('Location')).toBe(`/sign-in?${new URLSearchParams({ to })}`)
	}
})
