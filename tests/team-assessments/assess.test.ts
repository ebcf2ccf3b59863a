import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { addEvidence } from '#app/data/team-assessments/add-evidence.server.ts'
import { agreeAssessment } from '#app/data/team-assessments/agree-assessment.server.ts'
import { getAssessment } from '#app/data/team-assessments/get-assessment.server.ts'
import { listEvidence } from '#app/data/team-assessments/list-evidence.server.ts'
import { listOwnAssessments } from '#app/data/team-assessments/list-own-assessments.server.ts'
import { listTeamAssessments } from '#app/data/team-assessments/list-team-assessments.server.ts'
import { listTeamMarks } from '#app/data/team-assessments/list-team-marks.server.ts'
import { readTeamLenses } from '#app/data/team-assessments/read-team-lenses.server.ts'
import { removeEvidence } from '#app/data/team-assessments/remove-evidence.server.ts'
import { resumeAssessment } from '#app/data/team-assessments/resume-assessment.server.ts'
import { revealAssessment } from '#app/data/team-assessments/reveal-assessment.server.ts'
import { reviewAssessmentCheck } from '#app/data/team-assessments/review-assessment-check.server.ts'
import { saveAssessmentCheck } from '#app/data/team-assessments/save-assessment-check.server.ts'
import { saveAssessmentInput } from '#app/data/team-assessments/save-assessment-input.server.ts'
import { setTeamMarks } from '#app/data/team-assessments/set-team-marks.server.ts'
import { startAssessment } from '#app/data/team-assessments/start-assessment.server.ts'
import type { Verdict } from '#app/domain/team-assessment/verdict.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { newKey } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Teams } from './team-company.ts'
import {
	checks,
	draftOf,
	foundTeams,
	noteOf,
	publishCycleOf,
	readerOf,
	rungDraft,
	startLadder,
} from './team-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const send = (by: Person, assessmentId: string, draft = draftOf(2), version = 0) =>
	saveAssessmentInput(by.scope, { assessmentId, version, draft, send: true })
const look = (by: Person, assessmentId: string, teamId: string) =>
	getAssessment(by.scope, readerOf(by), { assessmentId, teamId })

/** Everybody of Atlas has sent, and the lead has revealed. */
async function revealed(teams: Teams): Promise<string> {
	const id = await teams.start(teams.lead)
	for (const person of [teams.lead, teams.ada, teams.ben]) await send(person, id)
	expect(await revealAssessment(teams.lead.scope, { assessmentId: id, inputs: 3 })).toEqual({ ok: true })
	return id
}

/** What the lead agrees about a check, at the version that is there. */
async function settle(
	teams: Teams,
	assessmentId: string,
	checkKey: string,
	verdict: Verdict,
	evidence: Parameters<typeof saveAssessmentCheck>[1]['evidence'] = null,
	note: string | null = null,
) {
	const version = (await look(teams.lead, assessmentId, teams.atlas))?.head.version ?? 0
	return saveAssessmentCheck(teams.lead.scope, {
		...{
			assessmentId,
			version,
			check: { checkKey, verdict, note },
			evidence,
			idempotencyKey: newKey(),
		},
	})
}

const agree = async (teams: Teams, assessmentId: string, claimed: number | null) =>
	agreeAssessment(teams.lead.scope, {
		assessmentId,
		version: (await look(teams.lead, assessmentId, teams.atlas))?.head.version ?? 0,
		draft: { claimed, rung: null, trapRecognized: null, note: null },
		checks,
	})

describe('views', () => {
	test('nobody sees another’s before the reveal, only how many are in; what is sent is locked', async () => {
		const teams = await foundTeams(database.adminPool, 'blind')
		const { atlas, lead, ada, ben } = teams
		const id = await teams.start(ada)
		expect(await teams.start(lead)).toBe(id)
		const draft = draftOf(3, { 'checks.lifecycle': 'not' })
		expect(
			await saveAssessmentInput(ada.scope, { assessmentId: id, version: 0, draft, send: false }),
		).toEqual({
			ok: true,
		})
		expect((await look(lead, id, atlas))?.head).toMatchObject({ inputs: 0, asked: 3, state: 'collecting' })
		expect(await send(ada, id, draft, 0)).toEqual({ ok: false, reason: 'stale' })
		expect(await send(ada, id, draftOf(null), 1)).toEqual({ ok: false, reason: 'incomplete' })
		expect(await send(ada, id, draft, 1)).toEqual({ ok: true })
		expect(await send(ada, id, draft, 2)).toEqual({ ok: false, reason: 'sent' })

		for (const person of [lead, ben, teams.head, teams.hr, teams.executive]) {
			const seen = await look(person, id, atlas)
			expect(seen?.head.inputs).toBe(1)
			expect(seen?.inputs).toEqual([])
			expect(seen?.own).toBeNull()
		}
		expect((await look(ada, id, atlas))?.own).toMatchObject({ claimed: 3, version: 2 })

		expect(await revealAssessment(ada.scope, { assessmentId: id, inputs: 1 })).toMatchObject({
			reason: 'not-found',
		})
		expect(await revealAssessment(lead.scope, { assessmentId: id, inputs: 3 })).toMatchObject({
			reason: 'other-count',
		})
		expect(await revealAssessment(lead.scope, { assessmentId: id, inputs: 1 })).toEqual({ ok: true })
		expect(await send(ben, id)).toEqual({ ok: false, reason: 'revealed' })
		for (const person of [lead, ada, ben, teams.head]) {
			expect((await look(person, id, atlas))?.inputs.map(({ memberName }) => memberName)).toEqual(['Ada'])
		}
		for (const person of [teams.hr, teams.executive]) {
			expect((await look(person, id, atlas))?.inputs).toEqual([])
		}
		expect((await look(lead, id, atlas))?.head).toMatchObject({
			...{ revealedInputs: 1, revealedOf: 3, revealedBy: 'Lead' },
		})
	})

	test('are given by the people of the team and its lead, or the managers where it has none', async () => {
		const teams = await foundTeams(database.adminPool, 'givers')
		const id = await teams.start(teams.lead)
		for (const person of [teams.other, teams.hr, teams.executive, teams.head]) {
			expect(await send(person, id)).toEqual({ ok: false, reason: 'not-found' })
		}
		const ofBorealis = await teams.start(teams.other, teams.borealis)
		// The head leads the division above, and manages the one who is in it.
		expect(await send(teams.head, ofBorealis)).toEqual({ ok: true })
		expect(await send(teams.ada, ofBorealis)).toEqual({ ok: false, reason: 'not-found' })
		await database.adminPool.query(`UPDATE member SET left_on = '2026-01-01' WHERE id = $1`, [
			teams.ben.memberId,
		])
		expect(await send(teams.ben, id)).toEqual({ ok: false, reason: 'not-found' })
		expect((await look(teams.lead, id, teams.atlas))?.head.asked).toBe(2)
	})

	test('other teams’ answer like what does not exist', async () => {
		const teams = await foundTeams(database.adminPool, 'others')
		const id = await teams.start(teams.lead)
		const ids = { assessmentId: id, teamId: teams.atlas }
		expect(await look(teams.other, id, teams.atlas)).toBeNull()
		expect(await look(teams.lead, id, teams.borealis)).toBeNull()
		const read = (by: Person) => listTeamAssessments(by.scope, readerOf(by), { teamId: teams.atlas })
		expect(await read(teams.other)).toBeNull()
		for (const by of [teams.hr, teams.executive]) {
			expect((await read(by))?.running?.mayStart).toBe(false)
		}
		for (const by of [teams.ada, teams.lead, teams.head]) {
			expect((await read(by))?.running?.mayStart).toBe(true)
		}
		expect(await readTeamLenses(teams.other.scope, readerOf(teams.other), ids)).toBeNull()
		const stranger = await foundTeams(database.adminPool, 'strangers')
		expect(await look(stranger.hr, id, teams.atlas)).toBeNull()
		for (const by of [teams.other, teams.executive]) {
			const started = await startAssessment(by.scope, {
				...{ teamId: teams.atlas, framework: { key: 'five-ai-coding-levels', version: 1 }, checksVersion: 1 },
			})
			expect(started).toEqual({ ok: false, reason: 'not-found' })
		}
	})
})

describe('agreeing', () => {
	test('shows the level whose checks are met with evidence, whatever is claimed', async () => {
		const teams = await foundTeams(database.adminPool, 'agreeing')
		const id = await revealed(teams)
		expect(await agree(teams, id, null)).toEqual({ ok: false, reason: 'incomplete' })
		const ofLevelOne = checks.filter(({ level }) => level === 1).map(({ key }) => key)
		for (const key of ofLevelOne) {
			expect(await settle(teams, id, key, 'met', noteOf('Seen'))).toEqual({ ok: true })
		}
		expect(await agree(teams, id, 3)).toEqual({ ok: true })
		const lenses = () => readTeamLenses(teams.hr.scope, readerOf(teams.hr), { teamId: teams.atlas })
		expect((await lenses())?.level).toMatchObject({ claimed: 3, shown: 1 })
		expect(await settle(teams, id, ofLevelOne[0] ?? '', 'partly')).toEqual({ ok: false, reason: 'agreed' })

		expect(await resumeAssessment(teams.ada.scope, { assessmentId: id })).toMatchObject({
			reason: 'not-found',
		})
		expect(await resumeAssessment(teams.lead.scope, { assessmentId: id })).toEqual({ ok: true })
		expect((await lenses())?.level).toBeNull()
		expect((await look(teams.lead, id, teams.atlas))?.head).toMatchObject({ claimed: 3, shown: 1 })
		for (const reader of [teams.hr, teams.executive]) {
			const seen = await look(reader, id, teams.atlas)
			expect(seen).toMatchObject({
				checks: [],
				head: { claimed: null, shown: null, shownOn: null, note: null },
			})
		}
		const [piece] = (await look(teams.lead, id, teams.atlas))?.checks.find(
			({ checkKey }) => checkKey === ofLevelOne[1],
		)?.evidence ?? [{ id: '' }]
		const off = { assessmentId: id, checkKey: ofLevelOne[1] ?? '', evidenceId: piece?.id ?? '' }
		expect(await removeEvidence(teams.ada.scope, off)).toMatchObject({ reason: 'not-found' })
		expect(await removeEvidence(teams.lead.scope, off)).toEqual({ ok: true })
		expect(await agree(teams, id, 1)).toEqual({ ok: true })
		expect((await lenses())?.level).toMatchObject({ claimed: 1, shown: 0 })
	})

	test('that a check does not apply takes somebody else than who proposed it', async () => {
		const teams = await foundTeams(database.adminPool, 'reviewing')
		const id = await revealed(teams)
		const checkKey = 'checks.efficiency'
		await settle(teams, id, checkKey, 'not_applicable')
		const review = (by: Person, note: string | null = null) => {
			const proposal = { byId: teams.lead.memberId, note }
			return reviewAssessmentCheck(by.scope, { assessmentId: id, checkKey, proposal })
		}
		expect(await review(teams.lead)).toEqual({ ok: false, reason: 'own' })
		expect(await review(teams.other)).toEqual({ ok: false, reason: 'not-found' })
		// Of a proposal that has changed nothing is confirmed but what was read.
		await settle(teams, id, checkKey, 'not_applicable', null, 'We buy it')
		expect(await review(teams.ada)).toEqual({ ok: false, reason: 'other-proposal' })
		expect(await review(teams.ada, 'We buy it')).toEqual({ ok: true })
		const reviewer = async () =>
			(await look(teams.lead, id, teams.atlas))?.checks.find((check) => check.checkKey === checkKey)
				?.reviewedBy
		expect(await reviewer()).toBe('Ada')
		// The same again keeps it; another verdict, and back, begins anew.
		await settle(teams, id, checkKey, 'not_applicable', null, 'We buy it')
		expect(await reviewer()).toBe('Ada')
		await settle(teams, id, checkKey, 'met')
		expect(await review(teams.ada)).toEqual({ ok: false, reason: 'gone' })
		await settle(teams, id, checkKey, 'not_applicable')
		expect(await reviewer()).toBeNull()
	})

	test('one piece of evidence serves the checks of several teams, for who sees it', async () => {
		const teams = await foundTeams(database.adminPool, 'evidence')
		const id = await revealed(teams)
		const checkKey = 'checks.secure-keys'
		expect(
			await addEvidence(teams.other.scope, {
				assessmentId: id,
				checkKey,
				evidence: noteOf('x'),
				idempotencyKey: newKey(),
			}),
		).toEqual({
			ok: false,
			reason: 'not-found',
		})
		await addEvidence(teams.ada.scope, {
			assessmentId: id,
			checkKey,
			evidence: noteOf('Vault in use'),
			idempotencyKey: newKey(),
		})
		await addEvidence(teams.ada.scope, {
			...{ assessmentId: id, checkKey, evidence: noteOf('Long ago', '2026-01-31'), idempotencyKey: newKey() },
		})
		const options = (by: Person) => listEvidence(by.scope, readerOf(by), { today: '2026-11-26', limit: 20 })
		const [piece, ...more] = await options(teams.head)
		expect([piece?.text, more]).toEqual(['Vault in use', []])
		expect(await options(teams.other)).toEqual([])
		// What is still being agreed on is for those who take part.
		expect(await options(teams.hr)).toEqual([])

		const beside = await teams.start(teams.other, teams.borealis)
		await send(teams.other, beside)
		await revealAssessment(teams.head.scope, { assessmentId: beside, inputs: 1 })
		const again = {
			assessmentId: beside,
			checkKey,
			evidence: { kind: 'existing', evidenceId: piece?.id ?? '' },
		}
		// Of Atlas, which is nothing that Other sees.
		expect(await addEvidence(teams.other.scope, again as never)).toEqual({
			...{ ok: false, reason: 'no-evidence' },
		})
		expect(await addEvidence(teams.head.scope, again as never)).toEqual({ ok: true })
		const seen = await look(teams.head, beside, teams.borealis)
		expect(seen?.checks[0]?.evidence).toMatchObject([{ text: 'Vault in use', byName: 'Ada', otherTeams: 1 }])
		expect(await options(teams.hr)).toEqual([])
		expect(await agree(teams, id, 1)).toEqual({ ok: true })
		expect((await options(teams.hr)).map(({ text }) => text)).toEqual(['Vault in use'])
	})

	test('of two who save at once the second is told, and nothing is overwritten', async () => {
		const teams = await foundTeams(database.adminPool, 'stale')
		const id = await revealed(teams)
		const version = (await look(teams.lead, id, teams.atlas))?.head.version ?? 0
		const check = { checkKey: 'checks.secure-keys', note: null }
		const save = (by: Person, verdict: Verdict) =>
			saveAssessmentCheck(by.scope, {
				...{
					assessmentId: id,
					version,
					check: { ...check, verdict },
					evidence: null,
					idempotencyKey: newKey(),
				},
			})
		const [first, second] = await Promise.all([save(teams.lead, 'met'), save(teams.head, 'not')])
		expect([first, second].filter(({ ok }) => ok)).toHaveLength(1)
		expect([first, second]).toContainEqual({ ok: false, reason: 'stale' })
	})

	test('on the ladder a team agrees on the rung that it practises, and whether it recognizes the trap', async () => {
		const teams = await foundTeams(database.adminPool, 'ladder')
		const id = await startLadder(teams.lead, teams.atlas)
		expect(await send(teams.ada, id, rungDraft(4, null))).toEqual({ ok: false, reason: 'incomplete' })
		expect(await send(teams.ada, id, rungDraft(4))).toEqual({ ok: true })
		await revealAssessment(teams.head.scope, { assessmentId: id, inputs: 1 })
		const draft = { claimed: 5, rung: 3, trapRecognized: false, note: null }
		const version = (await look(teams.lead, id, teams.atlas))?.head.version ?? 0
		expect(await agreeAssessment(teams.lead.scope, { assessmentId: id, version, draft, checks })).toEqual({
			ok: true,
		})
		const lenses = await readTeamLenses(teams.ada.scope, readerOf(teams.ada), { teamId: teams.atlas })
		expect(lenses).toMatchObject({ level: null, rung: { rung: 3, trapRecognized: false } })
	})

	test('a published cycle takes nothing any more, and what was agreed stays', async () => {
		const teams = await foundTeams(database.adminPool, 'published')
		const id = await revealed(teams)
		await settle(teams, id, 'checks.secure-keys', 'met', noteOf('Seen'))
		await agree(teams, id, 2)
		const unrevealed = await startLadder(teams.lead, teams.atlas)
		await send(teams.ada, unrevealed, rungDraft(2))
		await publishCycleOf(database.adminPool, teams.company)
		expect(await resumeAssessment(teams.lead.scope, { assessmentId: id })).toMatchObject({ reason: 'closed' })
		expect(await send(teams.ben, unrevealed, rungDraft(2))).toEqual({ ok: false, reason: 'closed' })
		expect(await revealAssessment(teams.lead.scope, { assessmentId: unrevealed, inputs: 1 })).toEqual({
			...{ ok: false, reason: 'closed' },
		})
		expect((await look(teams.lead, unrevealed, teams.atlas))?.inputs).toEqual([])
		expect(await look(teams.hr, id, teams.atlas)).toMatchObject({
			...{ isRunning: false, head: { claimed: 2, shown: 0 } },
		})
	})
})

test('what waits for somebody: their own view, and what they reveal or agree on', async () => {
	const teams = await foundTeams(database.adminPool, 'waiting')
	const own = async (by: Person) =>
		(await listOwnAssessments(by.scope)).map(
			({ teamName, frameworkKey, state, toGive }) => `${teamName} ${frameworkKey} ${state} ${toGive}`,
		)
	expect(await own(teams.ada)).toEqual([
		'Atlas five-ai-coding-levels null true',
		'Atlas agentic-engineering-ladder null true',
	])
	const id = await teams.start(teams.lead)
	await send(teams.ada, id)
	expect(await own(teams.ada)).toEqual(['Atlas agentic-engineering-ladder null true'])
	await send(teams.lead, id)
	expect(await own(teams.lead)).toContain('Atlas five-ai-coding-levels collecting false')
	expect(await own(teams.hr)).toEqual([])
	expect(await own(teams.executive)).toEqual([
		'Cirrus five-ai-coding-levels null true',
		'Cirrus agentic-engineering-ladder null true',
	])
})

test('the ladder is proposed where half of a team’s people are engineers; marks hold from the next assessment on', async () => {
	const teams = await foundTeams(database.adminPool, 'marks')
	const { accountId } = teams.company
	await database.adminPool.query(`UPDATE role_family SET key = 'engineering' WHERE account_id = $1`, [
		accountId,
	])
	await database.adminPool.query(`UPDATE member SET family_id = NULL WHERE id = $1`, [teams.ben.memberId])
	const [, division, atlas] = await listTeamMarks(teams.hr.scope, { locale: 'en' })
	expect(division).toMatchObject({ name: 'Division', members: 0, engineers: 0 })
	expect(atlas).toMatchObject({ name: 'Atlas', members: 2, engineers: 1, path: ['Division', 'Atlas'] })
	const marks = { buildsProductFeatures: false, isEngineering: true, isRegulated: true }
	const shown = { buildsProductFeatures: true, isEngineering: true, isRegulated: false }
	const id = await teams.start(teams.lead)
	const given = [{ teamId: teams.atlas, shown, marks }]
	expect(await setTeamMarks(teams.hr.scope, given)).toEqual({ ok: true, changed: 1 })
	expect(await setTeamMarks(teams.hr.scope, given)).toEqual({ ok: true, changed: 0 })
	// Who has not seen that writes nothing, of no team.
	const other = { ...shown, isEngineering: false }
	const older = [teams.atlas, teams.borealis].map((teamId) => ({ teamId, shown, marks: other }))
	expect(await setTeamMarks(teams.hr.scope, older)).toMatchObject({ ok: false, teams: [{ name: 'Atlas' }] })
	const borealis = (await listTeamMarks(teams.hr.scope, { locale: 'en' })).find(
		(team) => team.id === teams.borealis,
	)
	expect(borealis).toMatchObject(shown)
	expect((await look(teams.lead, id, teams.atlas))?.head.isRegulated).toBe(false)
	await expect(teams.start(teams.other, teams.atlas)).rejects.toThrow('not-found')
	const again = await startAssessment(teams.lead.scope, {
		...{ teamId: teams.atlas, framework: { key: 'five-ai-coding-levels', version: 1 }, checksVersion: 1 },
	})
	expect(again).toEqual({ ok: false, reason: 'not-marked' })
})
