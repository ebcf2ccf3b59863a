import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calibrateParticipant } from '#app/data/calibrate-participant.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findParticipant } from '#app/data/find-participant.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCalibrationGroup } from '#app/data/get-calibration-group.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { listCalibrationGroups } from '#app/data/list-calibration-groups.server.ts'
import { lockCalibrationGroup } from '#app/data/lock-calibration-group.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import { keepRunningCycle } from '#app/data/keep-running-cycle.server.ts'
import type { GiveBack } from '#app/domain/cycle/give-back.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { draftOf, newKey } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Divisions } from './divisions.ts'
import { foundDivisions } from './divisions.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
/** A cycle in calibration, with Lone, who cannot sign in and whom Mara rates at 3 half-steps. */
async function inCalibration() {
	const of = await foundDivisions(database.adminPool, `reopened-${++companies}`)
	const person = await of.addMember('Lone', { managerId: of.mara.memberId, roles: null })
	const lone = await of.addParticipant(person, { manager: of.mara, teamId: of.teams.harbour })
	await suggestCalibrationGroups(of.hanna.scope, of)
	await send(of.mara, lone, 3)
	return { ...of, lone }
}
type Calibration = Awaited<ReturnType<typeof inCalibration>>

async function send({ scope }: Person, participantId: string, tier: HalfSteps, more = {}) {
	const version = (await getCheckInForm(scope, participantId))?.mine?.version ?? 0
	const input = { participantId, version, draft: draftOf([tier, tier, tier], more) }
	expect(await submitCheckIn(scope, { ...input, idempotencyKey: newKey() })).toEqual({ ok: true })
}

async function reopen({ hanna: { scope }, cycleId }: Divisions, participantId: string, giveBack: GiveBack) {
	const version = (await findParticipant(scope, { cycleId, participantId }))?.version ?? 0
	const why = { reason: 'A wrong answer', idempotencyKey: newKey() }
	const result = await reopenParticipant(scope, { cycleId, participantId, version, giveBack, ...why })
	expect(result).toMatchObject({ ok: true })
}

async function lock({ hanna: { scope }, cycleId }: Divisions) {
	const { groups } = await listCalibrationGroups(scope, { cycleId, sight: 'all' })
	const groupId = groups.find(({ name }) => name === 'North')?.id ?? ''
	const version = (await getCalibrationGroup(scope, { cycleId, groupId }))?.version ?? 0
	expect(await lockCalibrationGroup(scope, { cycleId, groupId, version })).toMatchObject({ ok: true })
}

async function calibrate(of: Calibration, participantId: string, tier: HalfSteps) {
	const { groups } = await listCalibrationGroups(of.hanna.scope, { ...of, sight: 'all' })
	const groupId = groups.find(({ name }) => name === 'North')?.id ?? ''
	const { rows } = await database.adminPool.query<{ version: number }>(
		`SELECT version FROM outcome WHERE participant_id = $1`,
		[participantId],
	)
	const asked = { groupId, participantId, version: rows[0]?.version ?? 0, tier }
	const how = { reason: 'As the others', idempotencyKey: newKey() }
	const hr = { roles: ['hr'] as const, isMember: true, isManager: false }
	return calibrateParticipant(of.hanna.scope, hr, { ...asked, ...how })
}

const resultOf = async (participantId: string) => {
	const { rows } = await database.adminPool.query<{ tier: number; answers: number[] }>(
		`SELECT o.tier, ARRAY(SELECT DISTINCT a.half_steps FROM outcome_answer a WHERE a.participant_id = o.participant_id) AS answers
		 FROM outcome o WHERE o.participant_id = $1`,
		[participantId],
	)
	return rows[0]
}

describe('somebody who is reopened while results are compared', () => {
	it('counts as they were sent where one rater alone had answered and does not send anew', async () => {
		const of = await inCalibration()
		await of.movePhase('calibration')
		await reopen(of, of.lone, 'both')
		expect(await publishCycle(of.hanna.scope, of)).toMatchObject({ ok: true, assessed: 1, singleRater: 1 })
		expect(await resultOf(of.lone)).toEqual({ tier: 3, answers: [3] })
	})

	it('has the result of what the one rater sent anew, also where an earlier one was calibrated', async () => {
		const of = await inCalibration()
		await of.movePhase('calibration')
		expect(await calibrate(of, of.lone, 4)).toMatchObject({ ok: true })
		await reopen(of, of.lone, 'both')
		await send(of.mara, of.lone, 6)
		expect(await publishCycle(of.hanna.scope, of)).toMatchObject({ ok: true, assessed: 1 })
		expect(await resultOf(of.lone)).toEqual({ tier: 6, answers: [6] })
	})

	it('is calibrated from what the one rater sent anew', async () => {
		const of = await inCalibration()
		await of.movePhase('calibration')
		expect(await calibrate(of, of.lone, 4)).toMatchObject({ ok: true })
		await reopen(of, of.lone, 'both')
		await send(of.mara, of.lone, 6)
		expect(await calibrate(of, of.lone, 6)).toEqual({ ok: false, reason: 'same-tier' })
		expect(await calibrate(of, of.lone, 5)).toMatchObject({ ok: true })
		expect(await publishCycle(of.hanna.scope, of)).toMatchObject({ ok: true, assessed: 1 })
		expect(await resultOf(of.lone)).toEqual({ tier: 5, answers: [6] })
	})

	it('counts as before from the moment at which their group is locked, unless they have sent or agreed anew', async () => {
		const of = await inCalibration()
		await send(of.sam, of.participants.sam, 3)
		await send(of.mara, of.participants.sam, 3)
		await of.movePhase('calibration')
		expect(await calibrate(of, of.lone, 4)).toMatchObject({ ok: true })
		await reopen(of, of.lone, 'both')
		await send(of.mara, of.lone, 6)
		await reopen(of, of.participants.sam, 'both')
		expect((await getCheckInForm(of.sam.scope, of.participants.sam))?.lock).toBeNull()
		await lock(of)
		expect((await getCheckInForm(of.sam.scope, of.participants.sam))?.lock).toBe('sent')
		expect((await getAgreement(of.mara.scope, of.participants.sam))?.self).toMatchObject({ tier: 3 })
		expect(await resultOf(of.lone)).toEqual({ tier: 6, answers: [6] })
		// Reopened after it, they answer again.
		await reopen(of, of.participants.sam, 'both')
		await send(of.sam, of.participants.sam, 5)
	})

	it('does not keep a cycle from being published once their group is locked', async () => {
		const of = await inCalibration()
		await send(of.sam, of.participants.sam, 3, { note: 'As it was sent' })
		await send(of.mara, of.participants.sam, 3)
		await of.movePhase('calibration')
		await reopen(of, of.participants.sam, 'self')
		const version = (await getCheckInForm(of.sam.scope, of.participants.sam))?.mine?.version ?? 0
		const draft = draftOf([6, 6, 6], { note: 'Never sent' })
		const saved = await saveDraft(of.sam.scope, { participantId: of.participants.sam, version, draft })
		expect(saved).toMatchObject({ ok: true })
		await lock(of)
		expect(await publishCycle(of.hanna.scope, of)).toMatchObject({ ok: true })
		const shown = await getAgreement(of.mara.scope, of.participants.sam)
		expect(shown?.self).toMatchObject({ tier: 3, note: 'As it was sent' })
	})

	it('does not keep the roster from being followed once their group is locked and their manager leaves', async () => {
		const of = await inCalibration()
		await send(of.sam, of.participants.sam, 3)
		await send(of.mara, of.participants.sam, 3)
		await of.movePhase('calibration')
		await reopen(of, of.participants.sam, 'both')
		await lock(of)
		await database.adminPool.query(`UPDATE member SET left_on = current_date - 1 WHERE id = $1`, [
			of.mara.memberId,
		])
		const kept = await keepRunningCycle(of.hanna.scope, { at: new Date(), announce: () => [] })
		expect(kept).toMatchObject({ left: 1 })
	})
})

describe('what is given back and not sent anew', () => {
	it('says again what changed as it was sent, and nothing of what was put down since', async () => {
		const of = await inCalibration()
		const earlier = await of.addCycle('Q3 2026', '2026-07-01', 'open')
		const before = await of.addParticipant(of.sam, { manager: of.mara, cycleId: earlier })
		await of.rate(before, { agreed: 1 })
		await publishCycle(of.hanna.scope, { cycleId: earlier })
		await send(of.sam, of.participants.sam, 6, { whatChanged: 'A new project' })
		await send(of.mara, of.participants.sam, 6, { whatChanged: 'A new project' })
		await reopen(of, of.participants.sam, 'self')
		const version = (await getCheckInForm(of.sam.scope, of.participants.sam))?.mine?.version ?? 0
		const draft = draftOf([6, 6, 6], { whatChanged: 'Never sent' })
		expect(
			await saveDraft(of.sam.scope, { participantId: of.participants.sam, version, draft }),
		).toMatchObject({ ok: true })
		expect(await publishCycle(of.hanna.scope, of)).toMatchObject({ ok: true })
		const shown = await getAgreement(of.mara.scope, of.participants.sam)
		expect(shown?.self).toMatchObject({ whatChanged: 'A new project' })
	})
})
