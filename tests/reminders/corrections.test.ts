import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { openOffice } from './office.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

test('who is reopened after publication is told once for each reopening, with the day’s one mail, and by nobody else’s dates', async () => {
	const office = await openOffice(database.adminPool)
	const { accountId, cycleId, participants, ada, mia } = office
	const at: typeof office.at = (...of) => office.at(...of)
	const { adminPool } = database
	await adminPool.query(
		`UPDATE cycle SET phase = 'published', published_at = '2027-03-31 00:00Z' WHERE account_id = $1 AND id = $2`,
		[accountId, cycleId],
	)
	expect(await at('2027-04-05T09:00:00Z'), 'nobody is reopened').toEqual([])
	const reopen = async (participantId: string, moment: string) => {
		await adminPool.query(
			`UPDATE cycle SET reopened_at = $3, reopen_reason = 'Why' WHERE account_id = $1 AND id = $2 AND reopened_at IS NULL`,
			[accountId, cycleId, moment],
		)
		await adminPool.query(
			`UPDATE participant SET reopened_at = $3, reopen_reason = 'Why' WHERE account_id = $1 AND id = $2`,
			[accountId, participantId, moment],
		)
	}
	await reopen(participants.ada, '2027-04-05T12:00:00Z')
	expect(await at('2027-04-06T04:00:00Z'), 'before eight').toEqual([])
	expect(await at('2027-04-06T09:00:00Z', { processes: 2 })).toEqual([
		'Ada: Send your check-in for Q4 2026, which was reopened',
		'Mia: Answer for 1 person in Q4 2026, which was reopened',
	])
	const [mail] = (await office.mails()).filter(({ to }) => to === 'Ada')
	expect(mail?.text).toContain('can be changed and sent again')
	expect(mail?.text).not.toMatch(/due on|Mia|Why/)
	expect(await office.occasionsOf(ada.memberId)).toEqual(['2027-04-06 opening'])
	expect(await at('2027-04-07T09:00:00Z')).toEqual([])
	// Another one is reopened: the manager hears of it the day after, whoever was told already does not again.
	await reopen(participants.ben, '2027-04-07T10:00:00Z')
	expect(await at('2027-04-07T11:00:00Z')).toEqual([
		'Ben: Send your check-in for Q4 2026, which was reopened',
		'Mia: Answer for 2 people in Q4 2026, which was reopened',
	])
	expect(await at('2027-04-07T12:00:00Z')).toEqual([])
	// Reopened once more, on another day.
	await reopen(participants.ada, '2027-04-09T10:00:00Z')
	const { rows } = await adminPool.query<{ days: number }>(
		`SELECT count(*)::int AS days FROM reminder_mail WHERE account_id = $1 AND member_id = $2`,
		[accountId, mia.memberId],
	)
	expect(rows).toEqual([{ days: 2 }])
	expect(await at('2027-04-09T11:00:00Z')).toEqual([
		'Ada: Send your check-in for Q4 2026, which was reopened',
		'Mia: Answer for 2 people in Q4 2026, which was reopened',
	])
})
