import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { baseUrl, openOffice } from './office.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 12 }))
afterAll(closeDatabase)
const open = (plan?: Parameters<typeof openOffice>[1]) => openOffice(database.adminPool, plan)

test('each occasion is said once, on its day, to those for whom something waits', async () => {
	const office = await open()
	const days: Record<string, string[]> = {}
	for (let day = 1; day <= 24; day += 1) {
		const date = `2027-03-${String(day).padStart(2, '0')}`
		const said = await office.at(`${date}T09:00:00Z`, { processes: 2 })
		if (said.length > 0) said.push(...(await office.at(`${date}T17:00:00Z`)))
		if (said.length > 0) days[date.slice(5)] = said
		// Ada sends on the 5th, and Mia about her on the 19th: then there is something to agree.
		if (day === 5) await office.send(office.participants.ada, 'self')
		if (day === 19) await office.send(office.participants.ada, 'manager')
	}
	const own = 'Send your check-in for Q4 2026, due on 14 Mar 2027'
	expect(days).toEqual({
		'03-01': [`Ada: ${own}`, `Ben: ${own}`, 'Mia: Answer for 3 people in Q4 2026, due on 21 Mar 2027'],
		'03-08': ['Mia: Answer for 3 people in Q4 2026, due on 21 Mar 2027'],
		'03-11': [`Ben: ${own}`],
		'03-15': [
			'Ben: Send your check-in for Q4 2026, which was due on 14 Mar 2027',
			'Mia: Answer for 3 people in Q4 2026, due on 21 Mar 2027',
		],
		'03-18': ['Mia: Answer for 3 people in Q4 2026, due on 21 Mar 2027'],
	})
	expect(await office.occasionsOf(office.mia.memberId)).toEqual([
		'2027-03-01 digest',
		'2027-03-01 opening',
		'2027-03-08 digest',
		'2027-03-15 digest',
		'2027-03-18 manager-due-soon',
	])
	expect(await office.at('2027-03-25T09:00:00Z')).toEqual([
		'Mia: Agree with 1 person in Q4 2026, as of 25 Mar 2027',
	])
}, 300_000)

test('what is overdue is said once to the manager too, while answers are taken', async () => {
	const office = await open()
	await database.adminPool.query(
		`UPDATE cycle SET calibration_on = NULL, publishes_on = NULL, review_on = NULL WHERE account_id = $1`,
		[office.accountId],
	)
	const day = (date: string) => office.at(`2027-${date}T09:00:00Z`)
	await day('03-01')
	expect(await day('03-27'), 'a digest').toHaveLength(1)
	expect(await day('03-28'), 'three days before').toEqual([
		'Ada: Send your check-in for Q4 2026, due on 31 Mar 2027',
		'Ben: Send your check-in for Q4 2026, due on 31 Mar 2027',
		'Mia: Answer for 3 people in Q4 2026, due on 31 Mar 2027',
	])
	expect(await day('04-01')).toEqual([
		'Ada: Send your check-in for Q4 2026, which was due on 31 Mar 2027',
		'Ben: Send your check-in for Q4 2026, which was due on 31 Mar 2027',
		'Mia: Answer for 3 people in Q4 2026, which was due on 31 Mar 2027',
	])
	expect(await day('04-02')).toEqual([])
})

test('a mail says what waits and nothing of anybody, with the way in and the way out', async () => {
	const office = await open()
	const slug = (
		await database.adminPool.query<{ slug: string }>(`SELECT slug FROM account WHERE id = $1`, [
			office.accountId,
		])
	).rows[0]?.slug
	await office.at('2027-03-01T09:00:00Z')
	const mails = await office.mails()
	expect(mails).toHaveLength(3)
	for (const { subject, text, html, unsubscribe_url: wayOut } of mails) {
		expect(wayOut).toBe(`${baseUrl}/a/${slug}/reminders`)
		for (const body of [text, html]) {
			expect(body).toContain(`${baseUrl}/a/${slug}/check-ins`)
			expect(body).toContain(wayOut)
		}
		expect(subject + text + html).not.toMatch(/Ada|Ben|Cleo|Mia|tier/i)
	}
})

test('mails go out from eight where the account is, also on the days on which its clocks are put', async () => {
	// Berlin puts its clocks forward in the night of 28 March 2027: 8 o'clock is 07:00 UTC before, 06:00 UTC from then on.
	const berlin = await open()
	await database.adminPool.query(
		`UPDATE cycle SET review_on = '2027-03-31', calibration_on = NULL, publishes_on = NULL WHERE account_id = $1`,
		[berlin.accountId],
	)
	expect(await berlin.at('2027-03-01T06:59:00Z')).toEqual([])
	expect(await berlin.at('2027-03-01T07:00:00Z')).toHaveLength(3)
	expect(await berlin.at('2027-03-27T06:59:59Z')).toEqual([])
	expect(await berlin.at('2027-03-28T05:59:00Z')).toEqual([])
	expect(await berlin.at('2027-03-28T06:00:00Z')).toHaveLength(3)
	// In Auckland it is already the next day.
	const auckland = await open({ timeZone: 'Pacific/Auckland' })
	expect(await auckland.at('2027-03-02T18:59:00Z')).toEqual([])
	expect(await auckland.at('2027-03-02T19:00:00Z')).toHaveLength(3)
	expect(await auckland.occasionsOf(auckland.ada.memberId)).toEqual(['2027-03-03 opening'])
}, 180_000)

test('who is exempt, has left, has sent everything or has no way in gets none; a delegate gets the manager’s', async () => {
	const office = await open()
	const { accountId, participants, ada, ben } = office
	await office.send(participants.ada, 'self')
	await database.adminPool.query(
		`UPDATE participant SET state = 'exempt', exempt_reason = 'Leave', exempt_kind = 'leave'
		 WHERE account_id = $1 AND id = $2`,
		[accountId, participants.ben],
	)
	await database.adminPool.query(
		`UPDATE participant SET delegate_id = $3 WHERE account_id = $1 AND id = $2`,
		[accountId, participants.cleo, ben.memberId],
	)
	expect(await office.at('2027-03-01T09:00:00Z')).toEqual([
		'Ben: Answer for 1 person in Q4 2026, due on 21 Mar 2027',
		'Mia: Answer for 1 person in Q4 2026, due on 21 Mar 2027',
	])
	await database.adminPool.query(
		`UPDATE member SET left_on = '2026-11-01' WHERE account_id = $1 AND id = $2`,
		[accountId, ada.memberId],
	)
	expect(await office.at('2027-03-19T09:00:00Z')).toEqual([
		'Ben: Answer for 1 person in Q4 2026, due on 21 Mar 2027',
	])
})

test('nothing but the essential, and nothing before a day', async () => {
	const office = await open()
	const { accountId, ada, ben } = office
	await database.adminPool.query(
		`INSERT INTO reminder_choice (account_id, member_id, only_essential, snoozed_until)
		 VALUES ($1, $2, true, NULL), ($1, $3, false, '2027-03-13')`,
		[accountId, ada.memberId, ben.memberId],
	)
	expect(await office.at('2027-03-01T09:00:00Z'), 'the opening is essential').toHaveLength(3)
	const later = async (day: number) =>
		(await office.at(`2027-03-${day}T09:00:00Z`)).filter((mail) => !mail.startsWith('Mia'))
	expect(await later(11)).toEqual([])
	expect(await later(12)).toEqual([])
	expect(await later(13)).toEqual(['Ben: Send your check-in for Q4 2026, due on 14 Mar 2027'])
	expect(await later(14)).toEqual([])
	expect(await later(15)).toEqual(['Ben: Send your check-in for Q4 2026, which was due on 14 Mar 2027'])
}, 180_000)

test('more people than one transaction takes are all reminded, each once', async () => {
	const office = await open()
	await database.adminPool.query(
		`WITH u AS (INSERT INTO "user" (email, name, password_hash)
			SELECT 'many-' || n || '@example.com', 'Many ' || n, 'x' FROM generate_series(1, 1100) n RETURNING id),
		 m AS (INSERT INTO member (account_id, name, family_id) SELECT $1, 'Many', $2 FROM generate_series(1, 1100)
			RETURNING id),
		 s AS (INSERT INTO membership (account_id, user_id, member_id, roles)
			SELECT $1, u.id, m.id, '{member}' FROM (SELECT id, row_number() OVER () n FROM u) u
			JOIN (SELECT id, row_number() OVER () n FROM m) m USING (n))
		 INSERT INTO participant (account_id, cycle_id, member_id, family_id) SELECT $1, $3, m.id, $2 FROM m`,
		[office.accountId, office.familyId, office.cycleId],
	)
	expect(await office.at('2027-03-01T09:00:00Z', { processes: 3 })).toHaveLength(1103)
	const { rows } = await database.adminPool.query(
		`SELECT FROM outbox_message WHERE account_id = $1 GROUP BY recipient HAVING count(*) > 1`,
		[office.accountId],
	)
	expect(rows).toEqual([])
}, 300_000)
