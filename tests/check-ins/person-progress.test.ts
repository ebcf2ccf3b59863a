import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getPersonProgress } from '#app/data/get-person-progress.server.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Company, Person } from './company.ts'
import { foundCompany, salesKeys } from './company.ts'

const database = await createTestDatabase()
const { adminPool } = database
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const secret = 'between the two of us'

/** Sends a side behind the application's back, with evidence and a note. */
async function send(company: Company, participantId: string, rater: string, halfSteps: HalfSteps) {
	const { rows } = await adminPool.query<{ id: string }>(
		`INSERT INTO check_in (account_id, participant_id, rater, uses_ai, suggested_tier, tier, note, updated_at)
		 VALUES ($1, $2, $3, true, $4, $4, $5, now()) RETURNING id`,
		[company.accountId, participantId, rater, halfSteps, secret],
	)
	await adminPool.query(
		`INSERT INTO check_in_answer (account_id, check_in_id, question_key, half_steps, evidence_note)
		 SELECT $1, $2, key, $4, $5 FROM unnest($3::text[]) AS key`,
		[company.accountId, rows[0]?.id, salesKeys, halfSteps, `evidence of ${rater}`],
	)
	await adminPool.query(`UPDATE check_in SET submitted_at = now() WHERE id = $1`, [rows[0]?.id])
}

async function agree(company: Company, participantId: string, tier: HalfSteps) {
	await adminPool.query(
		`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier) VALUES ($1, $2, $3, $3)`,
		[company.accountId, participantId, tier],
	)
	await adminPool.query(
		`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
		 SELECT $1, $2, key, $4 FROM unnest($3::text[]) AS key`,
		[company.accountId, participantId, salesKeys, tier],
	)
}

let companies = 0
/** Sam was Erin's in Q3, with Dora above; in Q4 Sam is Mara's, for whom Dean stands in; the pair is open. */
async function history() {
	const company = await foundCompany(adminPool, `progress-${++companies}`)
	const q3 = await company.addCycle('Q3 2026', '2026-07-01')
	const [dora, mara, erin, dean, other] = [
		await company.addMember('Dora Director'),
		await company.addMember('Mara Manager'),
		await company.addMember('Erin Earlier'),
		await company.addMember('Dean Delegate'),
		await company.addMember('Otto Other', { roles: ['owner', 'admin', 'executive'] }),
	]
	const hr = await company.addMember('Hana HR', { roles: ['hr'] })
	const sam = await company.addMember('Sam Sales', { managerId: mara.memberId })
	const before = await company.addParticipant(sam, { manager: erin, cycleId: q3 })
	await company.addParticipant(erin, { manager: dora, cycleId: q3 })
	await send(company, before, 'self', 3)
	await send(company, before, 'manager', 4)
	await agree(company, before, 4)
	await adminPool.query(`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`, [q3])
	const now = await company.addParticipant(sam, { manager: mara })
	await company.addParticipant(mara, { manager: dora })
	await adminPool.query(`UPDATE participant SET delegate_id = $2 WHERE id = $1`, [now, dean.memberId])
	await send(company, now, 'self', 6)
	return { company, before, now, people: { dora, mara, erin, dean, other, hr, sam }, sam }
}

const seen = async (reader: Person, of: Person) => {
	const progress = await getPersonProgress(reader.scope, { memberId: of.memberId })
	if (progress && !JSON.stringify([...progress.cycles]).includes(secret)) {
		return progress.cycles.map(({ cycleName, viewer, state, outcome, evidence }) => ({
			cycleName,
			viewer,
			state,
			tier: outcome?.tier ?? null,
			evidence: evidence.length,
		}))
	}
	return progress && 'a note'
}

const q3Of = (viewer: string, evidence = salesKeys.length * 2) => ({
	...{ cycleName: 'Q3 2026', viewer, state: 'assessed', tier: 4, evidence },
})
const q4Of = (viewer: string, more = {}) => ({
	...{ cycleName: 'Q4 2026', viewer, state: 'open', tier: null, evidence: 0, ...more },
})

test('everybody sees the cycles in which they had to do with the person, and an open pair shows nothing', async () => {
	const { people, sam } = await history()
	expect(await seen(sam, sam)).toEqual([q3Of('self'), q4Of('self')])
	expect(await seen(people.hr, sam)).toEqual([q3Of('hr'), q4Of('hr')])
	expect(await seen(people.erin, sam)).toEqual([q3Of('manager')])
	expect(await seen(people.dean, sam)).toEqual([q4Of('manager')])
	// Somebody stands in: the manager looks from above.
	expect(await seen(people.mara, sam)).toEqual([q4Of('above')])
	expect(await seen(people.dora, sam)).toEqual([q3Of('above', 0), q4Of('above')])
	expect(await seen(people.other, sam)).toBeNull()
	expect(await seen(sam, people.mara)).toBeNull()
	expect(await getPersonProgress(people.hr.scope, { memberId: 'nobody' })).toBeNull()
	expect(await getPersonProgress(people.hr.scope, { memberId: crypto.randomUUID() })).toBeNull()
	// Nothing yet is still one's own page, and HR's.
	expect(await seen(people.other, people.other)).toEqual([])
	expect(await seen(people.hr, people.other)).toEqual([])
	expect(await seen(people.erin, people.other)).toBeNull()
})

test('another account sees nothing', async () => {
	const { sam } = await history()
	const { people } = await history()
	expect(await seen(people.hr, sam)).toBeNull()
})

test('once both are in and agreed, the running cycle is part of the history, with evidence for those who may', async () => {
	const { company, people, sam, now } = await history()
	await send(company, now, 'manager', 5)
	const both = salesKeys.length * 2
	expect(await seen(people.dean, sam)).toEqual([q4Of('manager', { evidence: both })])
	await agree(company, now, 5)
	const agreed = { state: 'assessed', tier: 5 }
	expect(await seen(sam, sam)).toEqual([q3Of('self'), q4Of('self', { ...agreed, evidence: both })])
	expect(await seen(people.hr, sam)).toEqual([q3Of('hr'), q4Of('hr', { ...agreed, evidence: both })])
	expect(await seen(people.dora, sam)).toEqual([q3Of('above', 0), q4Of('above', agreed)])
})

test('who exempt is or has left has no tier, and is neither low nor open', async () => {
	const { company, people, sam, now } = await history()
	await adminPool.query(
		`UPDATE participant SET state = 'exempt', exempt_kind = 'leave', exempt_reason = 'On leave' WHERE account_id = $1 AND id = $2`,
		[company.accountId, now],
	)
	expect((await seen(people.hr, sam))?.[1]).toEqual(q4Of('hr', { state: 'exempt' }))
	await adminPool.query(
		`UPDATE participant SET state = 'active', exempt_kind = NULL, exempt_reason = NULL WHERE account_id = $1 AND id = $2`,
		[company.accountId, now],
	)
	await adminPool.query(`UPDATE member SET left_on = current_date - 1 WHERE id = $1`, [sam.memberId])
	expect((await seen(people.hr, sam))?.[1]).toEqual(q4Of('hr', { state: 'left' }))
})

test('the readers are named as they are: only those who can open the account', async () => {
	const { company, people, sam, now } = await history()
	const readers = async (of = sam) => (await getPersonProgress(of.scope, { memberId: of.memberId }))?.readers
	expect(await readers()).toEqual({
		cycleName: 'Q4 2026',
		rater: 'Dean Delegate',
		above: ['Dora Director', 'Mara Manager'],
		hr: ['Hana HR'],
		executives: ['Otto Other'],
	})
	await adminPool.query(`UPDATE member SET left_on = current_date - 1 WHERE id = ANY ($1::uuid[])`, [
		[people.dora.memberId, people.hr.memberId],
	])
	await adminPool.query(`UPDATE participant SET delegate_id = NULL WHERE account_id = $1 AND id = $2`, [
		company.accountId,
		now,
	])
	expect(await readers()).toMatchObject({ rater: 'Mara Manager', above: [], hr: [] })
	expect(await readers(people.other)).toMatchObject({ cycleName: null, rater: null, executives: [] })
	const seenBy = async ({ scope }: Person) =>
		(await getPersonProgress(scope, { memberId: sam.memberId }))?.readers
	expect(await seenBy(people.mara)).toMatchObject({ rater: 'Mara Manager' })
	// Neither who stands further up nor who was the manager before learns who the others are now.
	expect(await seenBy(people.dora)).toBeNull()
	expect(await seenBy(people.erin)).toBeNull()
})
