import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { calibrateParticipant } from '#app/data/calibrate-participant.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCalibrationGroup } from '#app/data/get-calibration-group.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { listCalibrationGroups } from '#app/data/list-calibration-groups.server.ts'
import { listCalibrationRows } from '#app/data/list-calibration-rows.server.ts'
import { lockCalibrationGroup } from '#app/data/lock-calibration-group.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import { unlockCalibrationGroup } from '#app/data/unlock-calibration-group.server.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { draftOf, newKey, salesKeys } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Divisions } from './divisions.ts'
import { foundDivisions } from './divisions.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
/** Sam is agreed, Sue's raters differ by a whole tier and have not agreed, Mara has no user account that answers. */
async function inCalibration() {
	const of = await foundDivisions(database.adminPool, `calibrate-${++companies}`)
	await of.rate(of.participants.sam, { self: 3, manager: 4, agreed: 4 })
	await of.rate(of.participants.sue, { self: 2, manager: 4 })
	await suggestCalibrationGroups(of.hanna.scope, of)
	await of.movePhase('calibration')
	const { groups } = await listCalibrationGroups(of.hanna.scope, { ...of, sight: 'all' })
	const groupId = groups.find(({ name }) => name === 'North')?.id ?? ''
	const southId = groups.find(({ name }) => name === 'South')?.id ?? ''
	return { ...of, groupId, southId }
}
type Calibration = Awaited<ReturnType<typeof inCalibration>>

const change = (
	of: Calibration,
	who: Person,
	more: Partial<Parameters<typeof calibrateParticipant>[2]> = {},
) =>
	calibrateParticipant(
		who.scope,
		{ roles: who.scope.roles, isMember: true, isManager: true },
		{
			...{ groupId: of.groupId, participantId: of.participants.sam, version: 1, tier: 5 as HalfSteps },
			...{ reason: 'Two others with the same evidence', idempotencyKey: newKey(), ...more },
		},
	)

const outcomeOf = async (of: Divisions, participantId: string) => {
	const { rows } = await database.adminPool.query<{ tier: number; version: number; single_rater: string }>(
		`SELECT o.tier, o.version, o.single_rater FROM outcome o WHERE o.account_id = $1 AND o.participant_id = $2`,
		[of.accountId, participantId],
	)
	return rows[0]
}

describe('changing a tier in calibration', () => {
	it('keeps the answers, writes the reason and shows it to everybody who sees the outcome', async () => {
		const of = await inCalibration()
		const before = await getAgreement(of.sam.scope, of.participants.sam)
		expect(await change(of, of.hanna)).toEqual({ ok: true, memberName: 'Sam' })
		for (const { scope } of [of.sam, of.mara, of.chief, of.hanna]) {
			const shown = await getAgreement(scope, of.participants.sam)
			expect(shown?.outcome).toMatchObject({ tier: 5, suggestedTier: 4, version: 2 })
			expect(shown?.outcome?.answers).toEqual(before?.outcome?.answers)
			expect(shown?.changes).toMatchObject([
				{ fromTier: 4, toTier: 5, reason: 'Two others with the same evidence', changedBy: 'Hanna' },
			])
		}
		const { rows } = await database.adminPool.query<{ action: string; detail: unknown }>(
			`SELECT action, subject, detail FROM audit_event WHERE account_id = $1 AND action = 'outcome.calibrated'`,
			[of.accountId],
		)
		expect(rows).toEqual([
			{
				...{ action: 'outcome.calibrated', subject: 'member' },
				detail: { cycleId: of.cycleId, groupId: of.groupId },
			},
		])
		const { rows: copied } = await database.adminPool.query(`SELECT tier FROM participant WHERE id = $1`, [
			of.participants.sam,
		])
		expect(copied).toEqual([{ tier: 5 }])
	})

	it('is for HR, and for managers about their subtree; nobody changes their own', async () => {
		const of = await inCalibration()
		await of.rate(of.participants.mara, { self: 3, manager: 3, agreed: 3 })
		await of.rate(of.participants.hanna, { self: 3, manager: 3, agreed: 3 })
		const hidden = { ok: false, reason: 'not-found' }
		for (const who of [of.sam, of.sue, of.otto]) expect(await change(of, who), who.name).toEqual(hidden)
		const mara = { participantId: of.participants.mara }
		expect(await change(of, of.mara, mara)).toEqual(hidden)
		const own = { participantId: of.participants.hanna, groupId: of.southId }
		expect(await change(of, of.hanna, own)).toEqual(hidden)
		expect(await change(of, of.hanna, { groupId: of.southId }), 'in another group').toEqual(hidden)
		expect(await change(of, of.hanna, { participantId: newKey() })).toEqual(hidden)
		expect(await change(of, of.otto, own)).toMatchObject({ ok: true })
		expect(await change(of, of.chief, mara)).toMatchObject({ ok: true })
		expect(await change(of, of.mara)).toMatchObject({ ok: true })
		expect(await change(of, of.chief, { version: 2, tier: 3 })).toMatchObject({ ok: true })
	})

	it('refuses a stale version with what stands now, and does the same click once', async () => {
		const of = await inCalibration()
		const click = { idempotencyKey: newKey() }
		const answers = await Promise.all([change(of, of.hanna, click), change(of, of.hanna, click)])
		expect(answers).toEqual([
			{ ok: true, memberName: 'Sam' },
			{ ok: true, memberName: 'Sam' },
		])
		expect(await outcomeOf(of, of.participants.sam)).toMatchObject({ tier: 5, version: 2 })
		expect(await change(of, of.mara, { tier: 6 })).toMatchObject({
			...{ ok: false, reason: 'conflict', current: { tier: 5, version: 2 } },
		})
		const shown = await getAgreement(of.sam.scope, of.participants.sam)
		expect(shown?.changes).toHaveLength(1)
	})

	it('refuses the tier that it has, tier 0.5, who has no result and who is exempt, and every phase but calibration', async () => {
		const of = await inCalibration()
		expect(await change(of, of.hanna, { tier: 4 })).toEqual({ ok: false, reason: 'same-tier' })
		expect(await change(of, of.hanna, { tier: 1 })).toEqual({ ok: false, reason: 'entry-decides' })
		const sue = { participantId: of.participants.sue, version: 0 }
		expect(await change(of, of.hanna, sue)).toEqual({ ok: false, reason: 'not-agreed' })
		await of.rate(of.participants.mara, { self: 1, manager: 1, agreed: 1 })
		expect(await change(of, of.hanna, { participantId: of.participants.mara })).toEqual({
			...{ ok: false, reason: 'entry-decides' },
		})
		await database.adminPool.query(
			`UPDATE participant SET state = 'exempt', exempt_reason = 'On leave' WHERE id = $1`,
			[of.participants.mara],
		)
		expect(await change(of, of.hanna, { participantId: of.participants.mara })).toEqual({
			...{ ok: false, reason: 'not-eligible' },
		})
		await of.movePhase('review')
		expect(await change(of, of.hanna)).toEqual({ ok: false, reason: 'not-calibrating' })
		expect(await change(of, of.chief), 'a manager, before the calibration').toMatchObject({
			reason: 'not-found',
		})
		expect(await outcomeOf(of, of.participants.sam)).toMatchObject({ tier: 4, version: 1 })
	})

	it('makes the result of a single rater where publication would, and publication keeps it', async () => {
		const of = await inCalibration()
		const lone = await of.addMember('Lone', { managerId: of.mara.memberId, roles: null })
		const participantId = await of.addParticipant(lone, { manager: of.mara, teamId: of.teams.harbour })
		await of.rate(participantId, { manager: 3 })
		const of0 = { participantId, version: 0 }
		expect(await change(of, of.hanna, { ...of0, tier: 3 })).toEqual({ ok: false, reason: 'same-tier' })
		expect(await outcomeOf(of, participantId)).toBeUndefined()
		expect(await change(of, of.hanna, { ...of0, tier: 4 })).toEqual({ ok: true, memberName: 'Lone' })
		expect(await outcomeOf(of, participantId)).toEqual({ tier: 4, version: 2, single_rater: 'manager' })
		expect(await change(of, of.hanna, { ...of0, tier: 5 })).toMatchObject({ reason: 'conflict' })
		expect(await publishCycle(of.hanna.scope, of)).toMatchObject({ ok: true, assessed: 2 })
	})

	it('is not undone by agreeing anew, until HR reopens it', async () => {
		const of = await inCalibration()
		const agree = (version: number) =>
			agreeOutcome(of.mara.scope, {
				...{ participantId: of.participants.sam, version, idempotencyKey: newKey() },
				draft: {
					...{ usesAi: true, tier: null, tierReason: null },
					answers: salesKeys.map((questionKey) => ({ questionKey, halfSteps: 3 as const })),
				},
			})
		expect(await agree(1)).toEqual({ ok: true })
		expect(await change(of, of.hanna, { version: 2 })).toMatchObject({ ok: true })
		expect(await agree(3)).toEqual({ ok: false, reason: 'calibrated' })
		expect(await getAgreement(of.mara.scope, of.participants.sam)).toMatchObject({ mayAgree: false })
		await database.adminPool.query(
			`UPDATE participant SET reopened_at = clock_timestamp(), reopen_reason = 'Wrong answer' WHERE id = $1`,
			[of.participants.sam],
		)
		expect(await change(of, of.hanna, { version: 3, tier: 6 })).toEqual({ ok: false, reason: 'not-agreed' })
		expect(await agree(3)).toEqual({ ok: true })
	})
})

describe('a locked group', () => {
	const lock = async (of: Calibration) => {
		const key = { cycleId: of.cycleId, groupId: of.groupId }
		const version = (await getCalibrationGroup(of.hanna.scope, key))?.version ?? 0
		expect(await lockCalibrationGroup(of.hanna.scope, { ...key, version })).toMatchObject({ ok: true })
	}

	it('takes no calibration, no agreement and no check-in, each with its word, until it is unlocked', async () => {
		const of = await inCalibration()
		await lock(of)
		expect(await change(of, of.hanna)).toEqual({ ok: false, reason: 'locked' })
		const agree = () =>
			agreeOutcome(of.mara.scope, {
				...{ participantId: of.participants.sue, version: 0, idempotencyKey: newKey() },
				draft: {
					...{ usesAi: true, tier: null, tierReason: null },
					answers: salesKeys.map((questionKey) => ({ questionKey, halfSteps: 3 as const })),
				},
			})
		expect(await agree()).toEqual({ ok: false, reason: 'group-locked' })
		expect(await getAgreement(of.mara.scope, of.participants.sue)).toMatchObject({ mayAgree: false })

		// A participant who is reopened before the lock could answer, were the group not locked.
		const mara = { participantId: of.participants.mara, version: 0, draft: draftOf([3, 3, 3]) }
		await database.adminPool.query(
			`UPDATE participant SET reopened_at = now() - interval '1 day', reopen_reason = 'Late' WHERE id = $1`,
			[of.participants.mara],
		)
		const refused = { ok: false, reason: 'locked', lock: 'group-locked' }
		expect(await saveDraft(of.mara.scope, mara)).toEqual(refused)
		expect(await submitCheckIn(of.mara.scope, { ...mara, idempotencyKey: newKey() })).toEqual(refused)
		expect(await getCheckInForm(of.mara.scope, mara.participantId)).toMatchObject({ lock: 'group-locked' })

		const key = { cycleId: of.cycleId, groupId: of.groupId, version: 2 }
		await unlockCalibrationGroup(of.hanna.scope, { ...key, reason: 'One is missing' })
		expect(await saveDraft(of.mara.scope, mara)).toMatchObject({ ok: true })
		expect(await agree()).toEqual({ ok: true })
		expect(await change(of, of.hanna)).toMatchObject({ ok: true })
	})

	it('does not hold for somebody who is reopened after it', async () => {
		const of = await inCalibration()
		await lock(of)
		await database.adminPool.query(
			`UPDATE participant SET reopened_at = clock_timestamp(), reopen_reason = 'Late' WHERE id = $1`,
			[of.participants.mara],
		)
		const draft = { participantId: of.participants.mara, version: 0, draft: draftOf([3, 3, 3]) }
		expect(await saveDraft(of.mara.scope, draft)).toMatchObject({ ok: true })
	})

	it('is locked before or after what is written at the same moment, never in between', async () => {
		for (let run = 0; run < 5; run++) {
			const of = await inCalibration()
			const key = { cycleId: of.cycleId, groupId: of.groupId, version: 1 }
			const [changed, locked] = await Promise.all([
				change(of, of.mara),
				lockCalibrationGroup(of.hanna.scope, key),
			])
			expect(locked).toMatchObject({ ok: true })
			const { tier } = (await outcomeOf(of, of.participants.sam)) ?? {}
			expect(changed.ok ? tier : `${changed.reason} ${tier}`).toBe(changed.ok ? 5 : 'locked 4')
		}
	})

	it('still gets its single-rater results at publication', async () => {
		const of = await inCalibration()
		const lone = await of.addMember('Lone', { managerId: of.mara.memberId, roles: null })
		const participantId = await of.addParticipant(lone, { manager: of.mara, teamId: of.teams.harbour })
		await of.rate(participantId, { manager: 3 })
		await lock(of)
		expect(await publishCycle(of.hanna.scope, of)).toMatchObject({ ok: true, assessed: 2, singleRater: 1 })
	})
})

describe('the rows of a group', () => {
	const rowsOf = async (of: Calibration, who: Person, sight: 'all' | 'subtree') =>
		(await listCalibrationRows(who.scope, { cycleId: of.cycleId, groupId: of.groupId, sight })).map(
			({ name, self, manager, agreed, last, evidence, standing }) => [
				...[name, self, manager, agreed, last, evidence, standing],
			],
		)

	it('hold both sides, the agreed tier, the last cycle and how much evidence there is', async () => {
		const of = await inCalibration()
		const earlier = await of.addCycle('Q3 2026', '2026-07-01', 'open')
		const before = await of.addParticipant(of.sam, { manager: of.mara, cycleId: earlier })
		await of.rate(before, { agreed: 2 })
		await publishCycle(of.hanna.scope, { cycleId: earlier })
		expect(await rowsOf(of, of.hanna, 'all')).toEqual([
			['Mara', null, null, null, null, 0, 'waits-for-both'],
			['Sam', 3, 4, 4, 2, 2 * salesKeys.length, 'agreed'],
			['Sue', 2, 4, null, null, 2 * salesKeys.length, 'to-agree'],
		])
		expect(await rowsOf(of, of.chief, 'subtree'), 'who was not above Sam then').toMatchObject([
			{ 0: 'Mara' },
			{ 0: 'Sam', 4: null },
			{ 0: 'Sue' },
		])
		expect(await rowsOf(of, of.mara, 'subtree'), 'who was Sam’s manager then').toMatchObject([
			{ 0: 'Sam', 4: 2 },
			{ 0: 'Sue' },
		])
		// A correction of that cycle shows in it once it is published.
		const why = `reopened_at = now(), reopen_reason = 'Wrong answer'`
		await database.adminPool.query(`UPDATE cycle SET ${why} WHERE id = $1`, [earlier])
		await database.adminPool.query(`UPDATE participant SET ${why} WHERE id = $1`, [before])
		await database.adminPool.query(
			`INSERT INTO earlier_outcome (account_id, cycle_id, participant_id, version, tier, agreed_at)
			 SELECT account_id, $1, participant_id, 1, tier, agreed_at FROM outcome WHERE participant_id = $2`,
			[earlier, before],
		)
		await database.adminPool.query(`UPDATE outcome SET tier = 5 WHERE participant_id = $1`, [before])
		expect((await rowsOf(of, of.hanna, 'all'))[1]).toMatchObject({ 0: 'Sam', 4: 2 })
		expect(await rowsOf(of, of.otto, 'subtree')).toEqual([])
		expect(await rowsOf(of, of.sam, 'subtree')).toEqual([])
	})

	it('never hold a side of an open pair, whoever asks, nor an agreement before its reopening', async () => {
		const of = await inCalibration()
		await of.rate(of.participants.mara, { manager: 6 })
		await of.movePhase('review')
		const open = ['Mara', null, null, null, null, 0, 'waits-for-self']
		expect(await rowsOf(of, of.hanna, 'all')).toContainEqual(open)
		expect(await rowsOf(of, of.chief, 'subtree'), 'before the calibration').toEqual([])
		await of.movePhase('calibration')
		expect(await rowsOf(of, of.hanna, 'all')).toContainEqual([
			...['Mara', null, 6, null, null, salesKeys.length, 'waits-for-self'],
		])
		await database.adminPool.query(
			`UPDATE participant SET reopened_at = clock_timestamp(), reopen_reason = 'Wrong' WHERE id = $1`,
			[of.participants.sam],
		)
		expect(await rowsOf(of, of.hanna, 'all')).toContainEqual([
			...['Sam', 3, 4, null, null, 2 * salesKeys.length, 'to-agree'],
		])
	})
})

describe('answers while calibrating', () => {
	it('are seen by a manager further up with their evidence and without notes, and not before', async () => {
		const of = await inCalibration()
		const shown = await getAgreement(of.chief.scope, of.participants.sue)
		expect(shown).toMatchObject({ viewer: 'above', mayAgree: false, outcome: null })
		expect(shown?.self).toMatchObject({
			tier: 2,
			note: null,
			answers: [{ evidenceNote: 'Seen at work' }, {}, {}],
		})
		expect(shown?.manager).toMatchObject({ tier: 4, note: null })
		expect(await getAgreement(of.otto.scope, of.participants.sue)).toBeNull()
		await of.movePhase('review')
		expect(await getAgreement(of.chief.scope, of.participants.sue)).toBeNull()
		expect(await getAgreement(of.chief.scope, of.participants.sam)).toMatchObject({
			...{ self: null, manager: null, outcome: { tier: 4 } },
		})
	})
})
