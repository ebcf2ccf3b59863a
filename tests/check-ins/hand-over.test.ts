import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import type { ToldOfHandOver } from '#app/data/hand-over-reports.server.ts'
import { handOverReports } from '#app/data/hand-over-reports.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listHandedOver } from '#app/data/list-handed-over.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Person } from './company.ts'
import { draftOf, foundCompany, newKey, salesKeys } from './company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
async function team() {
	const company = await foundCompany(database.adminPool, `hand-over-${++companies}`)
	const manager = await company.addMember('Mara')
	const stand = await company.addMember('Dele')
	const hr = await company.addMember('Hana', { roles: ['hr', 'member'] })
	const member = await company.addMember('Sam', { managerId: manager.memberId })
	const other = await company.addMember('Tom', { managerId: manager.memberId })
	const participantId = await company.addParticipant(member, { manager })
	const otherId = await company.addParticipant(other, { manager })
	return { company, manager, stand, hr, member, other, participantId, otherId }
}

const versionOf = async (participantId: string) =>
	(
		await database.adminPool.query<{ version: number }>(`SELECT version FROM participant WHERE id = $1`, [
			participantId,
		])
	).rows[0]?.version ?? 0

async function handOver(
	by: Person,
	participantIds: readonly string[],
	delegate: string | null,
	{ told = [] as ToldOfHandOver[], stale = false } = {},
) {
	const reports = await Promise.all(
		participantIds.map(async (participantId) => ({
			participantId,
			version: (await versionOf(participantId)) - (stale ? 1 : 0),
		})),
	)
	return handOverReports(by.scope, {
		...{ reports, delegate, reason: 'On leave', today: '2026-11-26' },
		announce: (of) => {
			told.push(...of.told)
			return of.told.map(({ email }) => ({ to: email, subject: 's', text: 't', html: 'h' }))
		},
	})
}

const send = (who: Person, participantId: string, version = 0) =>
	submitCheckIn(who.scope, {
		participantId,
		version,
		draft: draftOf([2, 4, 5], { note: `by ${who.name}` }),
		idempotencyKey: newKey(),
	})

describe('standing in for a manager', () => {
	it('gives the manager’s side and agrees, with their name for the person; the manager sees what is agreed', async () => {
		const { company, manager, stand, member, participantId } = await team()
		const told: ToldOfHandOver[] = []
		expect(await handOver(manager, [participantId], 'Dele', { told })).toEqual({ ok: true, count: 1 })
		expect(told).toMatchObject([{ gives: true, about: [{ name: 'Sam', managerName: 'Mara' }] }])
		const mails = await database.adminPool.query(`SELECT FROM outbox_message WHERE account_id = $1`, [
			company.accountId,
		])
		expect(mails.rowCount).toBe(1)

		expect((await listCheckInsToDo(manager.scope)).items.map(({ memberName }) => memberName)).toEqual(['Tom'])
		expect((await listCheckInsToDo(stand.scope)).items).toMatchObject([
			{ memberName: 'Sam', rater: 'manager', stage: 'due', standsInFor: 'Mara' },
		])
		expect((await getCheckInForm(member.scope, participantId))?.pair).toMatchObject({
			delegateName: 'Dele',
			managerName: 'Mara',
		})
		expect(await getCheckInForm(manager.scope, participantId)).toBeNull()

		expect(await send(member, participantId)).toEqual({ ok: true })
		expect(await send(manager, participantId)).toMatchObject({ reason: 'not-found' })
		expect(await send(stand, participantId)).toEqual({ ok: true })
		expect((await getAgreement(member.scope, participantId))?.manager).toMatchObject({
			note: 'by Dele',
			raterName: 'Dele',
		})
		const agreed = await agreeOutcome(stand.scope, {
			...{ participantId, version: 0, idempotencyKey: newKey() },
			draft: {
				...{ usesAi: true, tier: null, tierReason: null },
				answers: salesKeys.map((questionKey) => ({ questionKey, halfSteps: 4 })),
			},
		})
		expect(agreed).toEqual({ ok: true })
		expect(await getAgreement(manager.scope, participantId)).toMatchObject({
			viewer: 'above',
			self: null,
			manager: null,
			outcome: { tier: 4 },
		})
		const { rows } = await database.adminPool.query(
			`SELECT action, detail FROM audit_event WHERE account_id = $1 ORDER BY sequence LIMIT 1`,
			[company.accountId],
		)
		expect(rows).toEqual([{ action: 'participant.delegated', detail: { cycleId: company.cycleId } }])
	})

	it('is blind: neither draft is seen by the other, in both directions, nor the person’s side by who gave one up', async () => {
		const { manager, stand, member, participantId } = await team()
		const save = (who: Person, version: number) =>
			saveDraft(who.scope, {
				...{ participantId, version },
				draft: draftOf([6, 6, 5], { note: `secret of ${who.name}`, evidenceNote: `shown by ${who.name}` }),
			})
		expect(await save(manager, 0)).toMatchObject({ ok: true, version: 1 })
		expect(await send(member, participantId)).toEqual({ ok: true })
		await handOver(manager, [participantId], 'Dele')

		const seenBy = async (who: Person) =>
			JSON.stringify([
				await getCheckInForm(who.scope, participantId),
				await getAgreement(who.scope, participantId),
				await listCheckInsToDo(who.scope),
				await saveDraft(who.scope, { participantId, version: 77, draft: draftOf([2], { note: 'probe' }) }),
				await submitCheckIn(who.scope, {
					...{ participantId, version: 77, draft: draftOf([2, 2, 3]), idempotencyKey: newKey() },
				}),
			])
		for (const who of [stand, manager]) {
			const seen = await seenBy(who)
			expect(seen, who.name).not.toContain('secret of')
			expect(seen, who.name).not.toContain('shown by')
			expect(seen, who.name).not.toContain('by Sam')
		}
		expect((await listCheckInsToDo(stand.scope)).items[0]?.stage, 'the other’s draft is none').toBe('due')
		const form = await getCheckInForm(stand.scope, participantId)
		expect(form?.mine).toMatchObject({
			byAnother: true,
			version: 1,
			raterName: 'Mara',
			answers: [],
			tier: null,
		})

		// Saving replaces what was there, and goes back hidden as well.
		expect(await save(stand, 1)).toMatchObject({ ok: true, version: 2 })
		await handOver(manager, [participantId], null)
		const back = await seenBy(manager)
		expect(back).not.toContain('secret of')
		expect((await getCheckInForm(manager.scope, participantId))?.mine).toMatchObject({ byAnother: true })
	})

	it('says nothing of a draft that its writer had emptied before', async () => {
		const { manager, stand, participantId } = await team()
		const save = (version: number, draft: ReturnType<typeof draftOf>) =>
			saveDraft(manager.scope, { participantId, version, draft })
		await save(0, draftOf([4], { note: 'gone again' }))
		await save(1, { ...draftOf([]), usesAi: null })
		await handOver(manager, [participantId], 'Dele')
		expect((await getCheckInForm(stand.scope, participantId))?.mine).toMatchObject({
			byAnother: false,
			note: null,
		})
		expect((await listCheckInsToDo(stand.scope)).items[0]?.stage).toBe('due')
	})

	it('stays with who stands in once they have sent, until they can no longer sign in', async () => {
		const { manager, stand, hr, member, participantId } = await team()
		await handOver(hr, [participantId], 'Dele')
		expect(await send(stand, participantId)).toEqual({ ok: true })
		expect(await handOver(manager, [participantId], null)).toMatchObject({ reason: 'sent', name: 'Sam' })
		expect(await handOver(hr, [participantId], 'Tom')).toMatchObject({ reason: 'sent' })
		const listed = await listHandedOver(manager.scope, { manager: '', none: false, today: '2026-11-26' })
		expect(listed.reports.map(({ memberName, isFixed }) => [memberName, isFixed])).toEqual([
			['Sam', true],
			['Tom', false],
		])
		await database.adminPool.query(`UPDATE member SET left_on = current_date - 2 WHERE id = $1`, [
			stand.memberId,
		])
		expect(await handOver(manager, [participantId], null)).toEqual({ ok: true, count: 1 })
		// What was sent stays sent, and is not shown while the pair is open.
		expect((await getCheckInForm(manager.scope, participantId))?.mine).toMatchObject({
			byAnother: true,
			note: null,
		})
		expect(await send(member, participantId)).toEqual({ ok: true })
		expect((await getAgreement(manager.scope, participantId))?.manager).toMatchObject({ note: 'by Dele' })
	})

	it('is refused with its reason, and changes nothing', async () => {
		const { company, manager, stand, hr, member, other, participantId, otherId } = await team()
		await company.addMember('Nora', { roles: null })
		await company.addMember('Twin')
		await company.addMember('Twin')
		const both = [participantId, otherId]
		const refusals: [string, Promise<unknown>][] = [
			['nobody', handOver(manager, both, 'Who?')],
			['several', handOver(manager, both, 'Twin')],
			['no-account', handOver(manager, both, 'Nora')],
			['is-manager', handOver(manager, both, 'Mara')],
			['is-participant', handOver(manager, both, 'Tom')],
			['conflict', handOver(manager, both, 'Dele', { stale: true })],
			['not-found', handOver(stand, both, 'Hana')],
			['not-found', handOver(member, [participantId], 'Dele')],
			['not-found', handOver(other, [participantId], 'Dele')],
			['not-found', handOver(manager, [participantId, company.cycleId], 'Dele')],
		]
		for (const [reason, result] of refusals) expect(await result).toMatchObject({ ok: false, reason })
		// HR for anybody but themselves.
		const own = await company.addParticipant(hr, { manager })
		expect(await handOver(hr, [own], 'Dele')).toMatchObject({ reason: 'not-found' })
		const { rows } = await database.adminPool.query(
			`SELECT FROM participant WHERE account_id = $1 AND (delegate_id IS NOT NULL OR version > 1)`,
			[company.accountId],
		)
		expect(rows).toEqual([])
		expect(await handOver(hr, both, 'Dele')).toEqual({ ok: true, count: 2 })
		await database.adminPool.query(
			`UPDATE cycle SET phase = 'published', published_at = now() WHERE account_id = $1`,
			[company.accountId],
		)
		expect(await handOver(hr, both, null), 'published').toMatchObject({ reason: 'not-found' })
	})

	it('takes no result from whoever alone could answer, once no answers are taken', async () => {
		const { company, manager, hr, member, other, participantId, otherId } = await team()
		await send(member, participantId)
		await send(other, otherId)
		await send(manager, otherId)
		await database.adminPool.query(`DELETE FROM membership WHERE member_id = $1`, [manager.memberId])
		const { cycleId } = company
		await database.adminPool.query(`UPDATE cycle SET phase = 'calibration' WHERE id = $1`, [cycleId])
		const over = { ok: false, reason: 'over', name: 'Sam' }
		expect(await handOver(hr, [participantId], 'Dele')).toEqual(over)
		expect(await handOver(hr, [participantId, otherId], 'Dele')).toEqual(over)
		// Both sides are in: somebody is to agree.
		expect(await handOver(hr, [otherId], 'Dele')).toEqual({ ok: true, count: 1 })
		await database.adminPool.query(
			`UPDATE participant SET reopened_at = now(), reopen_reason = 'The manager has gone' WHERE id = $1`,
			[participantId],
		)
		expect(await handOver(hr, [participantId], 'Dele')).toEqual({ ok: true, count: 1 })
	})

	it('goes to nobody who could read the person’s side before', async () => {
		const { company, manager, hr, member, participantId, otherId } = await team()
		await send(member, participantId)
		await database.adminPool.query(`DELETE FROM membership WHERE member_id = $1`, [manager.memberId])
		// Nobody can give the manager’s side, so HR reads Sam’s. Of Tom nothing is sent.
		expect((await getAgreement(hr.scope, participantId))?.self).not.toBeNull()
		const refused = { ok: false, reason: 'has-read', name: 'Sam', delegateName: 'Hana' }
		expect(await handOver(hr, [participantId], 'Hana')).toEqual(refused)
		expect(await handOver(hr, [participantId, otherId], 'Hana')).toEqual(refused)
		expect(await handOver(hr, [otherId], 'Hana')).toEqual({ ok: true, count: 1 })
		expect(await handOver(hr, [participantId], 'Dele')).toEqual({ ok: true, count: 1 })
		// Open again, and yet HR has read it; taken back and given anew, what was read stays read.
		await database.adminPool.query(
			`UPDATE participant SET reopened_at = now(), reopen_reason = 'Again' WHERE account_id = $1 AND id = $2`,
			[company.accountId, participantId],
		)
		expect(await handOver(hr, [participantId], 'Hana')).toEqual(refused)
	})

	it('lists everybody, however many, a page at a time', async () => {
		const { company, manager } = await team()
		await database.adminPool.query(
			`WITH m AS (INSERT INTO member (account_id, name, family_id) SELECT $1, 'Zoe ' || n, $2 FROM generate_series(1, 999) n
				RETURNING id)
			 INSERT INTO participant (account_id, cycle_id, member_id, manager_id, family_id) SELECT $1, $3, m.id, $4, $2 FROM m`,
			[company.accountId, company.familyId, company.cycleId, manager.memberId],
		)
		const of = { manager: '', none: false, today: '2026-11-26' }
		const [first, second] = [
			await listHandedOver(manager.scope, of),
			await listHandedOver(manager.scope, { ...of, page: 2 }),
		]
		expect([first.total, first.reports.length, second.total, second.reports.length]).toEqual([
			1001, 1000, 1001, 1,
		])
		expect(new Set([...first.reports, ...second.reports].map((one) => one.participantId)).size).toBe(1001)
	})

	it('finds people without a manager, for HR alone', async () => {
		const { company, manager, hr } = await team()
		const alone = await company.addMember('Alone')
		const participantId = await company.addParticipant(alone)
		const of = { manager: '', none: true, today: '2026-11-26' }
		expect((await listHandedOver(hr.scope, of)).reports).toMatchObject([{ memberName: 'Alone' }])
		const mine = await listHandedOver(manager.scope, of)
		expect(mine.reports.map(({ memberName }) => memberName)).toEqual(['Sam', 'Tom'])
		expect(await handOver(hr, [participantId], 'Dele')).toEqual({ ok: true, count: 1 })
		const named = await listHandedOver(hr.scope, { manager: 'Mara', none: false, today: '2026-11-26' })
		expect(named).toMatchObject({
			managerName: 'Mara',
			reports: [{ memberName: 'Sam' }, { memberName: 'Tom' }],
		})
		const asked = await listHandedOver(manager.scope, { manager: 'Hana', none: false, today: '2026-11-26' })
		expect(asked.managerName, 'only HR asks for others').toBeNull()
	})
})
