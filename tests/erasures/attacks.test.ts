import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { erasePerson } from '#app/data/erasures/erase-person.server.ts'
import { listErasedPeople } from '#app/data/erasures/list-erased-people.server.ts'
import { makePersonHasher } from '#app/data/erasures/person-hasher.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { giveTopics } from '#app/data/training-assignments/give-topics.server.ts'
import { markAudience } from '#app/data/training-assignments/mark-audience.server.ts'
import { readReportMarks } from '#app/data/training-report/read-report-marks.server.ts'
import { verifyAuditLogs } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import { erasePersonForGood } from '#app/jobs/erasures/erase-person.server.ts'
import { ensureAuditKey } from '#app/lib/audit-key.server.ts'
import { handOverMails } from '#app/mail/cycle-mails.server.ts'
import { erasureMails } from '#app/mail/erasure-mail.server.ts'
import { takeHeadFolder } from '#tests/audit/sealed-place.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'

const database = await createSampleDatabase()
const { accountId } = database
const folder = takeHeadFolder()
beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl, max: 8 })
	// Nobody has any training but what is given here.
	await database.adminPool.query('DELETE FROM training_assignment WHERE account_id = $1', [accountId])
})
afterAll(closeDatabase)

const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
	(await database.adminPool.query<Row>(text, values)).rows
const one = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row> => {
	const [row] = await sql<Row>(text, values)
	if (!row) throw new Error(`Nothing is found by ${text}`)
	return row
}
type Found = { memberId: string; version: number; userId: string; membershipId: string; name: string }
const find = (email: string) =>
	one<Found>(
		`SELECT m.id AS "memberId", m.version, s.user_id AS "userId", s.id AS "membershipId", m.name
		 FROM membership s JOIN "user" u ON u.id = s.user_id JOIN member m ON m.account_id = s.account_id AND m.id = s.member_id
		 WHERE s.account_id = $1 AND u.email = $2`,
		[accountId, email],
	)
const scopeOf = ({ memberId, userId, membershipId }: Found): AccountScope =>
	mintAccountScope({ accountId, userId, membershipId, memberId, roles: ['hr'] })

const account = { name: 'Meridian', slug: 'meridian', locale: 'en', timeZone: 'Europe/Berlin' }
const baseUrl = 'https://contour.example.com'
const erase = (scope: AccountScope, of: { memberId: string; version: number }) =>
	erasePersonForGood(scope, {
		...{ memberId: of.memberId, version: of.version },
		announce: (overseers) => erasureMails({ account, by: 'Hedy', at: new Date(), baseUrl, overseers }),
		announceHandOver: (handed) => handOverMails({ ...handed, account, baseUrl }),
	})
const listFile = () => {
	const [name] = readdirSync(folder).filter((file) => file.startsWith('erasures-'))
	if (!name) throw new Error('There is no list.')
	return path.join(folder, name)
}
const entries = () => sql(`SELECT FROM audit_event WHERE action = 'person.erased'`)

test('nobody erases themself, the last owner, a stale record, somebody of another company, or nobody at all', async () => {
	const hr = await find('hr@meridian.example')
	const owner = await find('owner@meridian.example')
	const member = await find('member@meridian.example')
	expect(await erase(scopeOf(hr), hr)).toEqual({ ok: false, reason: 'self' })
	expect(await erase(scopeOf(hr), owner)).toEqual({ ok: false, reason: 'last-owner' })
	expect(await erase(scopeOf(hr), { ...member, version: member.version + 1 })).toEqual({
		ok: false,
		reason: 'stale',
	})
	expect(await erase(scopeOf(hr), { memberId: crypto.randomUUID(), version: 1 })).toEqual({
		ok: false,
		reason: 'gone',
	})
	const other = await newCompany({ roles: ['owner', 'hr'] })
	expect(await erase(other.owner.scope, member)).toEqual({ ok: false, reason: 'gone' })
	// The function itself ends at the account of the transaction.
	const reached = withAccount(other.owner.scope, ({ sql: query }) =>
		query.query(`SELECT erase_person($1, $2, now(), 'k', '{}')`, [accountId, member.memberId]),
	)
	await expect(reached).rejects.toMatchObject({ code: '42501' })
	expect(await entries()).toEqual([])
	expect(await listErasedPeople()).toEqual([])
	expect((await find('member@meridian.example')).name).toBe(member.name)
})

test('who leads teams and rates people in the running cycle is erased as somebody who leaves: others stand in', async () => {
	const hr = await find('hr@meridian.example')
	const manager = await find('manager@meridian.example')
	const rated = await sql<{ id: string }>(
		`SELECT p.id FROM participant p JOIN cycle c ON c.id = p.cycle_id LEFT JOIN outcome o ON o.participant_id = p.id
		 WHERE p.account_id = $1 AND c.phase = 'open' AND coalesce(p.delegate_id, p.manager_id) = $2
			AND p.state = 'active' AND o.participant_id IS NULL`,
		[accountId, manager.memberId],
	)
	expect(rated.length).toBeGreaterThan(0)
	await sql(`UPDATE job SET state = 'done'`)
	await sql('DELETE FROM outbox_message')
	// Twice at the same moment: one of the two finds nobody any more.
	const both = await Promise.all([erase(scopeOf(hr), manager), erase(scopeOf(hr), manager)])
	expect(both.map((result) => (result.ok ? 'ok' : result.reason)).toSorted()).toEqual(['gone', 'ok'])
	expect(await erase(scopeOf(hr), manager)).toEqual({ ok: false, reason: 'gone' })

	const standIns = await sql<{ delegate: string | null }>(
		`SELECT coalesce(delegate_id, manager_id) AS delegate FROM participant WHERE id = ANY ($1::uuid[])`,
		[rated.map(({ id }) => id)],
	)
	expect(standIns.every(({ delegate }) => delegate !== null && delegate !== manager.memberId)).toBe(true)
	expect(await sql('SELECT FROM team WHERE lead_id = $1', [manager.memberId])).toEqual([])
	const own = await one<{ state: string; checkIns: number }>(
		`SELECT p.state, (SELECT count(*)::int FROM check_in i WHERE i.participant_id = p.id) AS "checkIns"
		 FROM participant p JOIN cycle c ON c.id = p.cycle_id WHERE p.member_id = $1 AND c.phase = 'open'`,
		[manager.memberId],
	)
	expect(own).toEqual({ state: 'left', checkIns: 0 })
	expect(await sql('SELECT FROM "user" WHERE id = $1', [manager.userId])).toEqual([])
	expect(
		await sql('SELECT FROM pseudonym WHERE member_id = $1 OR user_id = $2', [
			manager.memberId,
			manager.userId,
		]),
	).toEqual([])

	// Owners and HR are told that it was somebody, the log leads to nobody, and its chain holds.
	const mails = await sql<{ recipient: string; text: string; subject: string }>(
		'SELECT recipient, subject, text FROM outbox_message',
	)
	expect(
		mails
			.filter(({ subject }) => subject.startsWith('One person was erased'))
			.map(({ recipient }) => recipient)
			.toSorted(),
	).toEqual([...['hr@meridian.example', 'owner@meridian.example']])
	expect(JSON.stringify(mails)).not.toContain(manager.name)
	const logged = await one<{ subjectId: string; detail: unknown }>(
		`SELECT subject_id AS "subjectId", detail FROM audit_event WHERE action = 'person.erased'`,
	)
	expect(await sql('SELECT FROM pseudonym WHERE id = $1', [logged.subjectId])).toEqual([])
	expect((await verifyAuditLogs()).accounts.find(({ account: slug }) => slug === 'meridian')?.breaks).toEqual(
		[],
	)
	expect(await entries()).toHaveLength(1)
})

test('a user of two companies keeps the account and the way into the other, and what is written in both is on one list', async () => {
	const hr = await find('hr@meridian.example')
	const executive = await find('executive@meridian.example')
	const other = await newCompany()
	await sql(`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, '{member}')`, [
		other.accountId,
		executive.userId,
	])
	expect(await erase(scopeOf(hr), executive)).toEqual({ ok: true })
	expect(await sql('SELECT account_id AS id FROM membership WHERE user_id = $1', [executive.userId])).toEqual(
		[{ id: other.accountId }],
	)
	expect(await sql('SELECT FROM "user" WHERE id = $1', [executive.userId])).toHaveLength(1)
	const known = await listErasedPeople()
	expect(known.map(({ memberId }) => memberId)).toContain(executive.memberId)
	const list = readFileSync(listFile(), 'utf8')
	expect(JSON.parse(list)).toMatchObject({ erasures: known })
	expect(list).not.toMatch(/meridian\.example/)
})

test('what cannot be put on the list erases nobody', async () => {
	const hr = await find('hr@meridian.example')
	const member = await find('member@meridian.example')
	const file = listFile()
	const list = readFileSync(file, 'utf8')
	writeFileSync(file, '{}')
	await expect(erase(scopeOf(hr), member)).rejects.toThrow('is damaged')
	rmSync(file)
	mkdirSync(file)
	await expect(erase(scopeOf(hr), member)).rejects.toThrow('cannot be read (EISDIR)')
	rmSync(file, { recursive: true })
	expect((await find('member@meridian.example')).version).toBe(member.version)
	writeFileSync(file, list)
})

describe('training that is given at the same moment', () => {
	const locked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
	const waiting = async () => {
		await expect
			.poll(async () => (await sql(locked)).length, { timeout: 8_000, interval: 20 })
			.toBeGreaterThan(0)
	}
	const topic = () => one<{ id: string }>('SELECT id FROM training_topic WHERE account_id = $1', [accountId])
	const none = () => []

	test('is found by an erasure when it was first, and reports that are kept are counted anew', async () => {
		const hr = scopeOf(await find('hr@meridian.example'))
		const member = await find('member@meridian.example')
		const [snapshot] = await listPublishedSnapshots(hr)
		const marks = () => readReportMarks(hr, { snapshotId: snapshot?.id ?? '' })
		const before = await marks()
		const giver = await database.adminPool.connect()
		try {
			await giver.query('BEGIN')
			await giver.query(
				`INSERT INTO training_assignment (account_id, topic_id, member_id, assigned_on, batch_id, note)
				 VALUES ($1, $2, $3, '2026-01-01', $3, 'words')`,
				[accountId, (await topic()).id, member.memberId],
			)
			const erased = erase(hr, member)
			await waiting()
			await giver.query('COMMIT')
			expect(await erased).toEqual({ ok: true })
		} finally {
			giver.release()
		}
		expect(
			await sql('SELECT state, note FROM training_assignment WHERE member_id = $1', [member.memberId]),
		).toEqual([{ state: 'dropped', note: '' }])
		expect(before).not.toBeNull()
		expect(await marks()).not.toBe(before)
	})

	test('is given to nobody who was erased first', async () => {
		const hr = scopeOf(await find('hr@meridian.example'))
		const someone = await one<{ memberId: string; version: number }>(
			`SELECT m.id AS "memberId", m.version FROM member m WHERE m.account_id = $1 AND m.left_on IS NULL AND NOT EXISTS (
				SELECT FROM membership s WHERE s.member_id = m.id) ORDER BY m.id`,
			[accountId],
		)
		const isReached = Promise.withResolvers<void>()
		const goesOn = Promise.withResolvers<void>()
		const erased = erasePerson(hr, {
			...someone,
			hasher: makePersonHasher(await ensureAuditKey()),
			...{ announce: none, announceHandOver: none },
			keepOnList: async () => {
				isReached.resolve()
				await goesOn.promise
			},
		})
		await isReached.promise
		const person = { roles: ['hr' as const], isMember: true, isManager: false }
		const given = giveTopics(hr, person, {
			audience: { kind: 'members', memberIds: [someone.memberId], step: null },
			...{
				mark: markAudience([someone]),
				topicIds: [(await topic()).id],
				dueOn: null,
				note: '',
				announce: none,
			},
			idempotencyKey: crypto.randomUUID(),
		})
		await waiting()
		goesOn.resolve()
		expect(await erased).toEqual({ ok: true })
		expect(await given).toEqual({ ok: false, reason: 'nobody' })
		expect(
			await sql(`SELECT FROM training_assignment WHERE member_id = $1 AND state <> 'dropped'`, [
				someone.memberId,
			]),
		).toEqual([])
	})
})
