import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { readPersonRecord } from '#app/data/data-subject/read-person-record.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'

const database = await createSampleDatabase()
const { accountId } = database
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
	(await database.adminPool.query<Row>(text, values)).rows

async function scopeOf(email: string): Promise<AccountScope & { memberId: string }> {
	const [found] = await sql<{ userId: string; membershipId: string; memberId: string; roles: Role[] }>(
		`SELECT s.user_id AS "userId", s.id AS "membershipId", s.member_id AS "memberId", s.roles::text[] AS roles
		 FROM membership s JOIN "user" u ON u.id = s.user_id WHERE s.account_id = $1 AND u.email = $2`,
		[accountId, email],
	)
	if (!found) throw new Error(`There is no ${email}.`)
	return { ...mintAccountScope({ accountId, ...found }), memberId: found.memberId }
}
const take = (scope: AccountScope, memberId: string) => readPersonRecord(scope, { memberId, form: 'json' })
const takenEntries = () => sql(`SELECT FROM audit_event WHERE action = 'person.record-taken'`)

test('a person and HR get it, nobody else does, and who takes another person’s stands in the audit log', async () => {
	const member = await scopeOf('member@meridian.example')
	const own = await take(member, member.memberId)
	expect(own).toMatchObject({
		madeFor: 'self',
		member: { id: member.memberId, email: 'member@meridian.example' },
	})
	expect(own?.participations.length).toBeGreaterThan(3)
	expect(own?.participations.some(({ outcome }) => (outcome?.answers.length ?? 0) > 0)).toBe(true)
	expect(await takenEntries()).toHaveLength(0)

	const hr = await scopeOf('hr@meridian.example')
	const theirs = await take(hr, member.memberId)
	expect(theirs).toMatchObject({ madeFor: 'hr', sessions: [], privateNotes: [] })
	expect(await takenEntries()).toHaveLength(1)
	for (const email of ['owner', 'manager', 'executive'].map((name) => `${name}@meridian.example`)) {
		expect(await take(await scopeOf(email), member.memberId), email).toBeNull()
	}
	expect(await take({ ...hr, accountId: crypto.randomUUID() }, member.memberId)).toBeNull()
	expect(await take(hr, 'nobody')).toBeNull()
	expect(await takenEntries()).toHaveLength(1)
})

test('its keys are those of the page that tells of them', async () => {
	const hr = await scopeOf('hr@meridian.example')
	const record = await take(hr, hr.memberId)
	const page = readFileSync('docs/data-subject.md', 'utf8')
	const told = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key)
	expect(Object.keys(record ?? {})).toEqual(told)
})

test('training, targets and saved reports stand in it, for HR as far as HR sees them', async () => {
	const member = await scopeOf('member@meridian.example')
	const hr = await scopeOf('hr@meridian.example')
	const key = [accountId, member.memberId]
	await sql('DELETE FROM training_assignment WHERE account_id = $1 AND member_id = $2', key)
	await sql(
		`INSERT INTO training_assignment (account_id, topic_id, member_id, question_key, from_half_steps, due_on, assigned_on,
			assigned_by_id, batch_id, note)
		 SELECT $1, t.id, $2, 'transition.legacy-patterns', 2, '2027-02-01', '2026-11-01', $3, gen_random_uuid(), 'With Bo'
		 FROM training_topic t WHERE t.account_id = $1 ORDER BY t.key LIMIT 1`,
		[...key, hr.membershipId],
	)
	await sql('DELETE FROM target WHERE account_id = $1 AND member_id = $2', key)
	const before = await take(member, member.memberId)
	expect(before?.target.own).toBeNull()
	expect(before?.target.holds?.setFor).toMatch(/company|family|team/)
	await sql(
		`INSERT INTO target (account_id, scope, member_id, tier, due_on) VALUES ($1, 'member', $2, 5, '2027-06-30')`,
		key,
	)
	await sql(
		`INSERT INTO saved_report (account_id, membership_id, kind, name, is_shared)
		 VALUES ($1, $2, 'movement', 'Shared one', true), ($1, $2, 'movement', 'Own one', false)`,
		[accountId, member.membershipId],
	)
	await sql(
		`INSERT INTO report_schedule (account_id, report_id, membership_id, rhythm, day, hour, next_at)
		 SELECT account_id, id, membership_id, 'weekly', 1, 8, '2027-01-04' FROM saved_report WHERE membership_id = $1 AND NOT is_shared`,
		[member.membershipId],
	)
	await sql(
		`WITH own AS (INSERT INTO pseudonym (account_id, user_id) VALUES ($1, $2)
			ON CONFLICT (account_id, user_id) DO UPDATE SET user_id = excluded.user_id RETURNING id)
		 INSERT INTO export_access (account_id, actor_id, report, format, state, rows) SELECT $1, id, 'movement', 'csv', 'whole', 7 FROM own`,
		[accountId, member.userId],
	)

	const target = { tier: 2.5, dueOn: '2027-06-30' }
	const inBoth = {
		training: {
			has: [
				{
					...{ step: 'transition.legacy-patterns', fromTier: 1, state: 'planned', dueOn: '2027-02-01' },
					...{ doneOn: null, note: 'With Bo' },
				},
			],
			gave: [],
		},
		target: { own: target, holds: { ...target, setFor: 'person', name: null } },
	}
	const own = await take(member, member.memberId)
	expect(own).toMatchObject({
		...inBoth,
		savedReports: [{ name: 'Own one' }, { name: 'Shared one' }],
		reportMails: [{ report: 'Own one', rhythm: 'weekly' }],
		exports: [{ report: 'movement', format: 'csv', rows: 7 }],
	})
	expect(await take(hr, member.memberId)).toMatchObject({
		...inBoth,
		savedReports: [{ name: 'Shared one' }],
		reportMails: [],
		exports: [],
	})
	const given = (await take(hr, hr.memberId))?.training.gave
	expect(given).toContainEqual({ topic: own?.training.has[0]?.topic, on: '2026-11-01', people: 1 })
})

test('of an open pair nobody is given the other side, and HR neither', async () => {
	const [pair] = await sql<{
		id: string
		memberId: string
		membershipId: string
		userId: string
		cycle: string
	}>(
		`SELECT p.id, p.member_id AS "memberId", s.id AS "membershipId", s.user_id AS "userId", c.name AS cycle
		 FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN membership s ON s.account_id = p.account_id AND s.member_id = p.member_id
		 JOIN membership r ON r.account_id = p.account_id AND r.member_id = coalesce(p.delegate_id, p.manager_id)
		 WHERE p.account_id = $1 AND c.phase = 'open' AND p.state = 'active' ORDER BY p.id LIMIT 1`,
		[accountId],
	)
	if (!pair) throw new Error('The sample has no pair that can sign in.')
	const { id, memberId, membershipId, userId, cycle } = pair
	const add = (rater: string, sentAt: string | null) =>
		sql(
			`INSERT INTO check_in (account_id, participant_id, rater, tier, note, tier_reason, submitted_at, updated_at)
			 VALUES ($1, $2, $3::rater, 4, 'Note of ' || $5, 'Reason of ' || $5, $4, now())`,
			[accountId, id, rater, sentAt, rater],
		)
	await sql('DELETE FROM outcome WHERE participant_id = $1', [id])
	await sql('DELETE FROM check_in WHERE participant_id = $1', [id])
	await add('manager', '2026-11-20')
	await add('self', null)
	const self = mintAccountScope({ accountId, userId, membershipId, memberId, roles: ['member'] })
	const hr = await scopeOf('hr@meridian.example')
	const checkIns = async (scope: AccountScope) =>
		(await take(scope, memberId))?.participations.find((one) => one.cycle === cycle)?.checkIns
	expect(await checkIns(self)).toMatchObject([{ by: 'self', sentAt: null, tier: 2, note: 'Note of self' }])
	expect(await checkIns(hr)).toEqual([])
	await sql(`UPDATE check_in SET submitted_at = now() WHERE participant_id = $1 AND rater = 'self'`, [id])
	expect(await checkIns(self)).toMatchObject([
		{ note: 'Note of self' },
		{ by: 'manager', note: 'Note of manager' },
	])
	expect(await checkIns(hr)).toMatchObject([
		{ note: null, tierReason: 'Reason of self' },
		{ note: null, tierReason: 'Reason of manager' },
	])
})
