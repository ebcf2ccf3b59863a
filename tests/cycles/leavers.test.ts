import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listCycleParticipants } from '#app/data/list-cycle-participants.server.ts'
import { listStandIns } from '#app/data/list-stand-ins.server.ts'
import { moveCyclePhase } from '#app/data/move-cycle-phase.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { removeMembership } from '#app/data/remove-membership.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { handOverMails } from '#app/mail/cycle-mails.server.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { draftOf, foundCompany, newKey, salesKeys } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { baseUrl } from './calendar.ts'

const database = await createTestDatabase()
const admin = database.adminPool
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 20 }))
afterAll(closeDatabase)

let companies = 0
/** Top, who leads Mid, who leads Mara, who leads Sam and Sue; each as frozen. HR stands apart. */
async function line(options: { midSignsIn?: boolean; topSignsIn?: boolean } = {}) {
	const { midSignsIn = true, topSignsIn = true } = options
	const company = await foundCompany(admin, `leavers-${++companies}`)
	const hr = await company.addMember('Hana', { roles: ['hr'] })
	const top = await company.addMember('Top', topSignsIn ? {} : { roles: null })
	const mid = await company.addMember('Mid', {
		managerId: top.memberId,
		...(midSignsIn ? {} : { roles: null }),
	})
	const mara = await company.addMember('Mara', { managerId: mid.memberId })
	const sam = await company.addMember('Sam', { managerId: mara.memberId })
	const sue = await company.addMember('Sue', { managerId: mara.memberId })
	await company.addParticipant(mid, { manager: top })
	await company.addParticipant(mara, { manager: mid })
	const pair = await company.addParticipant(sam, { manager: mara })
	const other = await company.addParticipant(sue, { manager: mara })
	return { company, hr, top, mid, mara, sam, sue, pair, other }
}
type Line = Awaited<ReturnType<typeof line>>

const leave = (who: Person, day = 'current_date - 1') =>
	admin.query(`UPDATE member SET left_on = ${day} WHERE id = $1`, [who.memberId])

async function read({ company }: Line, participantId: string) {
	const { rows } = await admin.query<{ state: string; delegateId: string | null; managerId: string | null }>(
		`SELECT state, delegate_id AS "delegateId", manager_id AS "managerId" FROM participant WHERE account_id = $1 AND id = $2`,
		[company.accountId, participantId],
	)
	return rows[0]
}

async function mailsOf({ company }: Line) {
	const { rows } = await admin.query<{ name: string; subject: string; text: string }>(
		`SELECT u.name, o.subject, o.text FROM outbox_message o JOIN "user" u ON u.email = o.recipient
		 WHERE o.account_id = $1 AND o.unsubscribe_url IS NULL ORDER BY o.created_at, o.id`,
		[company.accountId],
	)
	return rows
}

async function send(who: Person, participantId: string, version = 0) {
	const draft = draftOf([2, 4, 5])
	expect(await submitCheckIn(who.scope, { participantId, version, draft, idempotencyKey: newKey() })).toEqual(
		{
			ok: true,
		},
	)
}

const agree = (who: Person, participantId: string) =>
	agreeOutcome(who.scope, {
		participantId,
		version: 0,
		idempotencyKey: newKey(),
		draft: {
			usesAi: true,
			tier: null,
			tierReason: null,
			answers: salesKeys.map((questionKey) => ({ questionKey, halfSteps: 4 })),
		},
	})

test('who has left is marked by the job in a running cycle, and is the same participant when back', async () => {
	const all = await line()
	// The day after tomorrow: where the company is it may be tomorrow already.
	await leave(all.sam, 'current_date + 2')
	await tendCycles({ baseUrl })
	expect(await read(all, all.pair)).toMatchObject({ state: 'active' })
	await leave(all.sam)
	await Promise.all([tendCycles({ baseUrl }), tendCycles({ baseUrl })])
	expect(await read(all, all.pair)).toMatchObject({ state: 'left' })
	await leave(all.sam, 'NULL')
	await tendCycles({ baseUrl })
	expect(await read(all, all.pair)).toMatchObject({ state: 'active' })
	const { rows } = await admin.query(
		`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'cycle.leavers-marked' ORDER BY sequence`,
		[all.company.accountId],
	)
	expect(rows).toEqual([{ detail: { left: 1, back: 0 } }, { detail: { left: 0, back: 1 } }])
})

test('open pairs of a manager who leaves go to the next one up who can sign in, who is told once', async () => {
	const all = await line({ midSignsIn: false })
	const { mara, top, sam, pair, other } = all
	await send(sam, pair)
	await leave(mara)
	await Promise.all([tendCycles({ baseUrl }), tendCycles({ baseUrl })])
	await tendCycles({ baseUrl })
	for (const id of [pair, other]) {
		expect(await read(all, id)).toMatchObject({ delegateId: top.memberId, managerId: mara.memberId })
	}
	const mails = await mailsOf(all)
	expect(mails.map(({ name, subject }) => [name, subject])).toEqual([
		['Top', 'Answer for 2 people in Q4 2026'],
	])
	expect(mails[0]?.text).toContain('Mara can’t answer as a manager in Q4 2026')
	expect(await listStandIns(top.scope)).toEqual([{ name: 'Mara', people: 2 }])
	const { items } = await listCheckInsToDo(top.scope, { rater: 'manager' })
	expect(items.map(({ memberName }) => memberName).toSorted()).toEqual(['Mid', 'Sam', 'Sue'])
	// Blind until the delegate has sent too; then the delegate agrees with the person.
	expect((await getAgreement(top.scope, pair))?.self).toBeNull()
	await send(top, pair)
	expect((await getAgreement(top.scope, pair))?.self).not.toBeNull()
	expect(await agree(top, pair)).toEqual({ ok: true })
})

test('what is agreed stays with nobody standing in, and a draft of the manager who is gone is nobody else’s', async () => {
	const all = await line()
	const { mara, mid, sam, pair, other } = all
	await send(sam, pair)
	await send(mara, pair)
	expect(await agree(mara, pair)).toEqual({ ok: true })
	const draft = draftOf([2, 4, 5], { note: 'Only mine', evidenceNote: 'Seen' })
	await saveDraft(mara.scope, { participantId: other, version: 0, draft })
	await leave(mara)
	await tendCycles({ baseUrl })
	expect(await read(all, pair)).toMatchObject({ delegateId: null })
	expect(await read(all, other)).toMatchObject({ delegateId: mid.memberId })
	const form = await getCheckInForm(mid.scope, other)
	expect(form).not.toBeNull()
	expect(JSON.stringify(form?.mine)).not.toMatch(/Only mine|Seen/)
	expect(form?.mine?.answers.every(({ halfSteps }) => halfSteps === null)).toBe(true)
	await send(mid, other, form?.mine?.version ?? 0)
})

test('where nobody up the line can sign in HR is told once, settles what is sent, and a manager who joins takes over', async () => {
	const all = await line({ midSignsIn: false, topSignsIn: false })
	const { company, mara, top, sam, hr, pair } = all
	await send(sam, pair)
	await send(mara, pair)
	await leave(mara)
	await tendCycles({ baseUrl })
	await tendCycles({ baseUrl })
	expect((await mailsOf(all)).map(({ name, subject }) => [name, subject])).toEqual([
		['Hana', 'Find somebody to answer for 2 people in Q4 2026'],
	])
	expect(await agree(hr, pair), 'HR settles').toEqual({ ok: true })
	// Top follows an invitation.
	await admin.query(
		`WITH u AS (INSERT INTO "user" (email, name, password_hash) VALUES ($3, 'Top', 'x') RETURNING id)
		 INSERT INTO membership (account_id, user_id, member_id, roles) SELECT $1, u.id, $2, '{member}' FROM u`,
		[company.accountId, top.memberId, `${randomUUID()}@example.com`],
	)
	await tendCycles({ baseUrl })
	expect(await read(all, all.other)).toMatchObject({ delegateId: top.memberId })
})

test('a delegate who leaves hands on, and a manager who is back gets their people back', async () => {
	const all = await line()
	const { mara, mid, top, other } = all
	await leave(mara)
	await tendCycles({ baseUrl })
	expect(await read(all, other)).toMatchObject({ delegateId: mid.memberId })
	await leave(mid)
	await tendCycles({ baseUrl })
	expect(await read(all, other)).toMatchObject({ delegateId: top.memberId })
	await leave(mara, 'NULL')
	await leave(top)
	await tendCycles({ baseUrl })
	expect(await read(all, other)).toMatchObject({ delegateId: null, managerId: mara.memberId })
})

test('a manager who loses the account hands over in the same moment', async () => {
	const all = await line()
	const { company, mara, mid, hr, pair } = all
	const removed = await removeMembership(hr.scope, {
		membershipId: mara.scope.membershipId ?? '',
		version: 1,
		announce: () => [],
		announceHandOver: (handed) =>
			handOverMails({
				...handed,
				account: { name: 'Acme', slug: 'acme', locale: 'en-GB', timeZone: 'UTC' },
				baseUrl,
			}),
	})
	expect(removed).toMatchObject({ ok: true })
	expect(await read(all, pair)).toMatchObject({ delegateId: mid.memberId })
	expect((await mailsOf(all)).map(({ name }) => name)).toEqual(['Mid'])
	const { rows } = await admin.query(
		`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'participant.delegated'`,
		[company.accountId],
	)
	expect(rows).toEqual([1, 2].map(() => ({ detail: { cycleId: company.cycleId, managerGone: true } })))
})

test('once no answers are taken only pairs of which both sides are in are handed over', async () => {
	const all = await line()
	const { company, hr, mara, mid, sam, sue, pair, other } = all
	await send(sam, pair)
	await send(mara, pair)
	await send(sue, other)
	await moveCyclePhase(hr.scope, { cycleId: company.cycleId, to: 'calibration' })
	await leave(mara)
	await tendCycles({ baseUrl })
	expect(await read(all, pair)).toMatchObject({ delegateId: mid.memberId })
	// Sue's own answers count alone, as one rater.
	expect(await read(all, other)).toMatchObject({ delegateId: null })
})

test('whoever gets an account once no answers are taken is not waited for: the one rater counts', async () => {
	const all = await line({ topSignsIn: false })
	const { company, hr, top, mid } = all
	const { rows } = await admin.query<{ id: string }>(
		`SELECT id FROM participant WHERE account_id = $1 AND member_id = $2`,
		[company.accountId, mid.memberId],
	)
	const id = rows[0]?.id ?? ''
	await send(mid, id)
	await moveCyclePhase(hr.scope, { cycleId: company.cycleId, to: 'calibration' })
	await admin.query(
		`WITH u AS (INSERT INTO "user" (email, name, password_hash) VALUES ($3, 'Top', 'x') RETURNING id)
		 INSERT INTO membership (account_id, user_id, member_id, roles) SELECT $1, u.id, $2, '{member}' FROM u`,
		[company.accountId, top.memberId, `${randomUUID()}@example.com`],
	)
	const standing = async () =>
		(await listCycleParticipants(hr.scope, { cycleId: company.cycleId })).participants.find(
			(one) => one.id === id,
		)?.standing
	expect(await standing()).toBe('single-rater')
	expect(await listCheckInsToDo(mid.scope, { rater: 'self' })).toMatchObject({ items: [{ stage: 'alone' }] })
	expect(await publishCycle(hr.scope, { cycleId: company.cycleId })).toMatchObject({
		ok: true,
		singleRater: 1,
	})
	expect(await standing()).toBe('single-rater')
})
