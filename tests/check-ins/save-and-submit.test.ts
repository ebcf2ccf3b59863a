import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { draftOf, foundCompany, newKey, salesKeys } from './company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
async function pair() {
	const company = await foundCompany(database.adminPool, `save-${++companies}`)
	const manager = await company.addMember('Mara Manager')
	const member = await company.addMember('Sam Sales', { managerId: manager.memberId })
	const participantId = await company.addParticipant(member, { manager })
	return { company, manager, member, participantId }
}

describe('drafts', () => {
	it('are kept as they are, with texts of every script, and counted up by version', async () => {
		const { member, participantId } = await pair()
		const draft = draftOf([3, null, 6], {
			note: 'ملاحظة: عمل ممتاز \u202E عكس',
			evidenceUrl: 'https://example.com/פרויקט',
			evidenceNote: '👩🏽‍💻 ראיה 🎉',
		})
		expect(await saveDraft(member.scope, { participantId, version: 0, draft })).toMatchObject({
			ok: true,
			version: 1,
		})
		const form = await getCheckInForm(member.scope, participantId)
		expect(form).toMatchObject({ rater: 'self', lock: null, mine: { ...draft, answers: expect.anything() } })
		expect(new Set(form?.mine?.answers)).toEqual(new Set(draft.answers))
		expect(form?.mine?.suggestedTier).toBeNull()

		const complete = draftOf([3, 3, 6])
		expect(await saveDraft(member.scope, { participantId, version: 1, draft: complete })).toMatchObject({
			version: 2,
		})
		expect((await getCheckInForm(member.scope, participantId))?.mine).toMatchObject({
			suggestedTier: 3,
			note: null,
		})
	})

	it('are never overwritten by an older tab, which gets the newer one back', async () => {
		const { member, participantId } = await pair()
		const save = (version: number, note: string) =>
			saveDraft(member.scope, { participantId, version, draft: draftOf([], { note }) })
		await save(0, 'first')
		await save(1, 'second tab')
		expect(await save(1, 'first tab, stale')).toMatchObject({
			ok: false,
			reason: 'conflict',
			current: { version: 2, note: 'second tab' },
		})
		expect(await save(0, 'third tab, older still')).toMatchObject({ ok: false, reason: 'conflict' })
		expect((await getCheckInForm(member.scope, participantId))?.mine?.note).toBe('second tab')
		expect(await save(2, 'merged')).toMatchObject({ ok: true, version: 3 })
	})

	it('count as saved when the same thing comes twice, for an answer that was lost on the way', async () => {
		const { member, participantId } = await pair()
		const draft = draftOf([2, 3], { note: 'same' })
		await saveDraft(member.scope, { participantId, version: 0, draft })
		expect(await saveDraft(member.scope, { participantId, version: 0, draft })).toMatchObject({
			ok: true,
			version: 1,
		})
	})

	it('have one winner when two tabs save at the same moment, first save and later ones', async () => {
		const { member, participantId } = await pair()
		for (const version of [0, 1]) {
			const results = await Promise.all(
				Array.from({ length: 6 }, (_, tab) =>
					saveDraft(member.scope, {
						participantId,
						version,
						draft: draftOf([], { note: `${version} ${tab}` }),
					}),
				),
			)
			expect(results.filter(({ ok }) => ok)).toHaveLength(1)
			const winner = results.findIndex(({ ok }) => ok)
			const form = await getCheckInForm(member.scope, participantId)
			expect(form?.mine).toMatchObject({ version: version + 1, note: `${version} ${winner}` })
			for (const result of results) {
				if (!result.ok)
					expect(result).toMatchObject({ reason: 'conflict', current: { version: version + 1 } })
			}
		}
	})

	it('refuse questions that the check-in does not have', async () => {
		const { member, participantId } = await pair()
		const foreign = {
			questionKey: 'design.made-up',
			halfSteps: 3 as const,
			evidenceUrl: null,
			evidenceNote: null,
		}
		const draft = { ...draftOf([]), answers: [foreign] }
		expect(await saveDraft(member.scope, { participantId, version: 0, draft })).toEqual({
			ok: false,
			reason: 'other-questions',
		})
	})
})

describe('sending', () => {
	it('takes the suggestion, locks, and is in the audit log without a tier', async () => {
		const { company, member, participantId } = await pair()
		const draft = draftOf([2, 5, 3], { note: 'done' })
		await saveDraft(member.scope, { participantId, version: 0, draft })
		const sent = { participantId, version: 1, draft, idempotencyKey: newKey() }
		expect(await submitCheckIn(member.scope, sent)).toEqual({ ok: true })
		expect(await getCheckInForm(member.scope, participantId)).toMatchObject({
			lock: 'sent',
			mine: { tier: 3, suggestedTier: 3, tierReason: null, submittedAt: expect.any(Date) },
		})
		const { rows } = await database.adminPool.query(
			`SELECT e.action, e.subject, e.detail, p.member_id FROM audit_event e
			 JOIN pseudonym p ON p.account_id = e.account_id AND p.id = e.subject_id WHERE e.account_id = $1`,
			[company.accountId],
		)
		expect(rows).toEqual([
			{
				action: 'check-in.submitted',
				subject: 'member',
				detail: { cycleId: company.cycleId, rater: 'self' },
				member_id: member.memberId,
			},
		])
	})

	it('is final: no draft and no second sending afterwards', async () => {
		const { member, participantId } = await pair()
		const input = { participantId, version: 0, draft: draftOf([2, 2, 2]), idempotencyKey: newKey() }
		await submitCheckIn(member.scope, input)
		const locked = { ok: false, reason: 'locked', lock: 'sent' }
		const other = draftOf([6, 6, 6])
		expect(await saveDraft(member.scope, { participantId, version: 1, draft: other })).toEqual(locked)
		expect(
			await submitCheckIn(member.scope, { ...input, version: 1, draft: other, idempotencyKey: newKey() }),
		).toEqual(locked)
		expect((await getCheckInForm(member.scope, participantId))?.mine?.tier).toBe(2)
	})

	it('happens once for one click that arrives five times, and two clicks have one winner', async () => {
		const { company, member, participantId } = await pair()
		const input = { participantId, version: 0, draft: draftOf([4, 4, 4]), idempotencyKey: newKey() }
		const results = await Promise.all(Array.from({ length: 5 }, () => submitCheckIn(member.scope, input)))
		expect(results).toEqual(Array.from({ length: 5 }, () => ({ ok: true })))

		const second = await pair()
		const clicks = await Promise.all(
			[2, 6].map((answer) =>
				submitCheckIn(second.member.scope, {
					participantId: second.participantId,
					version: 0,
					draft: draftOf([answer as 2, answer as 2, answer as 2]),
					idempotencyKey: newKey(),
				}),
			),
		)
		expect(clicks.filter(({ ok }) => ok)).toHaveLength(1)
		expect(clicks.find(({ ok }) => !ok)).toMatchObject({ ok: false })
		const { rows } = await database.adminPool.query<{ count: number }>(
			`SELECT count(*)::int FROM audit_event WHERE account_id = ANY($1) AND action = 'check-in.submitted'`,
			[[company.accountId, second.company.accountId]],
		)
		expect(rows[0]?.count).toBe(2)
	})

	it('says what is missing and keeps what is there; the mended form may come with the same key', async () => {
		const { member, participantId } = await pair()
		const input = { participantId, version: 0, idempotencyKey: newKey() }
		const missing = await submitCheckIn(member.scope, { ...input, draft: draftOf([2, null, null]) })
		expect(missing).toMatchObject({
			reason: 'incomplete',
			issues: [{ questionKey: salesKeys[1] }, { questionKey: salesKeys[2] }],
		})
		expect(
			await submitCheckIn(member.scope, { ...input, draft: draftOf([2, 2, 2], { tier: 6 }) }),
		).toMatchObject({
			reason: 'incomplete',
			issues: [{ at: 'tierReason' }],
		})
		expect((await getCheckInForm(member.scope, participantId))?.mine).toBeNull()
		const reasoned = draftOf([2, 2, 2], { tier: 6, tierReason: 'Led the pilot' })
		expect(await submitCheckIn(member.scope, { ...input, draft: reasoned })).toEqual({ ok: true })
		expect((await getCheckInForm(member.scope, participantId))?.mine).toMatchObject({
			tier: 6,
			suggestedTier: 2,
			tierReason: 'Led the pilot',
		})
	})

	it('is refused where another tab has saved a newer draft', async () => {
		const { member, participantId } = await pair()
		await saveDraft(member.scope, { participantId, version: 0, draft: draftOf([2], { note: 'other tab' }) })
		const stale = { participantId, version: 0, draft: draftOf([4, 4, 4]), idempotencyKey: newKey() }
		expect(await submitCheckIn(member.scope, stale)).toMatchObject({
			reason: 'conflict',
			current: { version: 1, note: 'other tab' },
		})
		expect((await getCheckInForm(member.scope, participantId))?.lock).toBeNull()
	})

	it('goes through with an older version of the very same answers', async () => {
		const { member, participantId } = await pair()
		const draft = draftOf([4, 4, 4], { note: 'same' })
		await saveDraft(member.scope, { participantId, version: 0, draft })
		const lost = { participantId, version: 0, draft, idempotencyKey: newKey() }
		expect(await submitCheckIn(member.scope, lost)).toEqual({ ok: true })
	})

	it('stores tier 0.5 in every question when the entry question decides', async () => {
		const { member, participantId } = await pair()
		const draft = { ...draftOf([null, null, null]), usesAi: false }
		await submitCheckIn(member.scope, { participantId, version: 0, draft, idempotencyKey: newKey() })
		const form = await getCheckInForm(member.scope, participantId)
		expect(form?.mine).toMatchObject({ usesAi: false, tier: 1, suggestedTier: 1 })
		expect(form?.mine?.answers.map(({ halfSteps }) => halfSteps)).toEqual([1, 1, 1])
	})
})

describe('who may answer', () => {
	it('is the member and the manager frozen in the cycle; a new manager of the roster is not', async () => {
		const { company, manager, member, participantId } = await pair()
		const successor = await company.addMember('Nora New')
		await database.adminPool.query(`UPDATE member SET manager_id = $2 WHERE id = $1`, [
			member.memberId,
			successor.memberId,
		])
		expect((await getCheckInForm(manager.scope, participantId))?.rater).toBe('manager')
		expect(await getCheckInForm(successor.scope, participantId)).toBeNull()
		const input = { participantId, version: 0, draft: draftOf([2, 2, 2]) }
		expect(await saveDraft(successor.scope, input)).toEqual({ ok: false, reason: 'not-found' })
		expect(await submitCheckIn(successor.scope, { ...input, idempotencyKey: newKey() })).toEqual({
			ok: false,
			reason: 'not-found',
		})
		expect(await submitCheckIn(manager.scope, { ...input, idempotencyKey: newKey() })).toEqual({ ok: true })
		expect((await listCheckInsToDo(successor.scope)).total).toBe(0)
		expect((await listCheckInsToDo(manager.scope)).items).toMatchObject([{ participantId, stage: 'waiting' }])
	})

	it('is nobody else: HR, colleagues, other companies, made-up ids', async () => {
		const { company, participantId } = await pair()
		const hr = await company.addMember('Hana HR', { roles: ['hr', 'member'] })
		const colleague = await company.addMember('Cora Colleague')
		const stranger = await pair()
		for (const { scope } of [hr, colleague, stranger.member, stranger.manager]) {
			expect(await getCheckInForm(scope, participantId)).toBeNull()
			expect(await saveDraft(scope, { participantId, version: 0, draft: draftOf([2]) })).toEqual({
				ok: false,
				reason: 'not-found',
			})
		}
		for (const id of [randomUUID(), 'no-uuid', "'; DROP TABLE check_in; --", '']) {
			expect(await getCheckInForm(hr.scope, id)).toBeNull()
		}
	})

	it('ends with the review, for exempt and left participants, and at publication', async () => {
		for (const [statement, lock] of [
			[`UPDATE cycle SET phase = 'calibration' WHERE id = $1`, 'closed'],
			[`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`, 'closed'],
			[`UPDATE participant SET state = 'exempt', exempt_reason = 'on leave' WHERE cycle_id = $1`, 'exempt'],
			[`UPDATE participant SET state = 'left' WHERE cycle_id = $1`, 'left'],
		] as const) {
			const { company, member, participantId } = await pair()
			await database.adminPool.query(statement, [company.cycleId])
			expect((await getCheckInForm(member.scope, participantId))?.lock).toBe(lock)
			const input = { participantId, version: 0, draft: draftOf([2, 2, 2]) }
			expect(await saveDraft(member.scope, input)).toEqual({ ok: false, reason: 'locked', lock })
			expect(await submitCheckIn(member.scope, { ...input, idempotencyKey: newKey() })).toMatchObject({
				lock,
			})
		}
		const { company, member, participantId } = await pair()
		await database.adminPool.query(`UPDATE cycle SET phase = 'review' WHERE id = $1`, [company.cycleId])
		expect((await getCheckInForm(member.scope, participantId))?.lock).toBeNull()
	})
})

describe('the form', () => {
	it('carries what was agreed in the last published cycle before', async () => {
		const { company, manager, member, participantId } = await pair()
		for (const [name, startsOn, phase, tier] of [
			['Q2 2026', '2026-04-01', 'published', 2],
			['Q3 2026', '2026-07-01', 'published', 4],
			['Q1 2027', '2027-01-01', 'published', 6],
		] as const) {
			const cycleId = await company.addCycle(name, startsOn, 'open')
			const earlier = await company.addParticipant(member, { manager, cycleId })
			await database.adminPool.query(
				`INSERT INTO outcome (account_id, participant_id, tier) VALUES ($1, $2, $3)`,
				[company.accountId, earlier, tier],
			)
			await database.adminPool.query(
				`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps) VALUES ($1, $2, $3, $4)`,
				[company.accountId, earlier, salesKeys[0], tier],
			)
			await database.adminPool.query(
				`UPDATE cycle SET phase = $2::cycle_phase, published_at = now() WHERE id = $1`,
				[cycleId, phase],
			)
		}
		for (const { scope } of [member, manager]) {
			expect((await getCheckInForm(scope, participantId))?.previous).toEqual({
				cycleName: 'Q3 2026',
				singleRater: null,
				isOtherVersion: false,
				tier: 4,
				answers: [{ questionKey: salesKeys[0], halfSteps: 4 }],
			})
		}
	})

	it('keeps it from a manager who was not the manager then', async () => {
		const { company, manager, member, participantId } = await pair()
		const former = await company.addMember('Former')
		const cycleId = await company.addCycle('Q3 2026', '2026-07-01', 'open')
		const earlier = await company.addParticipant(member, { manager: former, cycleId })
		await database.adminPool.query(
			`INSERT INTO outcome (account_id, participant_id, tier) VALUES ($1, $2, 4)`,
			[company.accountId, earlier],
		)
		await database.adminPool.query(
			`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`,
			[cycleId],
		)
		expect((await getCheckInForm(manager.scope, participantId))?.previous).toBeNull()
		expect((await getCheckInForm(member.scope, participantId))?.previous).toMatchObject({ tier: 4 })
	})
})
