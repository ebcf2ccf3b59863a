import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { calibrateParticipant } from '#app/data/calibrate-participant.server.ts'
import { closeCorrection } from '#app/data/close-correction.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { exemptParticipant } from '#app/data/exempt-participant.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { getPersonProgress } from '#app/data/get-person-progress.server.ts'
import { handOverReports } from '#app/data/hand-over-reports.server.ts'
import { keepRunningCycle } from '#app/data/keep-running-cycle.server.ts'
import { listCalibrationRows } from '#app/data/list-calibration-rows.server.ts'
import { listCycleParticipants } from '#app/data/list-cycle-participants.server.ts'
import { listPairNews } from '#app/data/list-pair-news.server.ts'
import { listReportChanges } from '#app/data/list-report-changes.server.ts'
import { lockCalibrationGroup } from '#app/data/lock-calibration-group.server.ts'
import { moveCyclePhase } from '#app/data/move-cycle-phase.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import { unlockCalibrationGroup } from '#app/data/unlock-calibration-group.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { assessedStandings } from '#app/domain/cycle/participant-standing.ts'
import { foundDivisions } from '#tests/calibration/divisions.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { draftOf, newKey, salesKeys } from '#tests/check-ins/company.ts'
import { times } from '#tests/soak/times.ts'
import { randomFrom } from '#tests/suppression/organization.ts'
import { createTestDatabase } from '#tests/support/database.ts'

/*
 * Whatever raters, HR and the roster do to results, in whatever order, from the first answer to the second correction: an
 * action may be refused, never broken off; an open pair shows nothing; and what is published is what HR was told before.
 */

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

async function found(seed: number) {
	const of = await foundDivisions(database.adminPool, `any-results-${seed}`)
	const dele = await of.addMember('Dele')
	const lone = await of.addMember('Lone', { managerId: of.mara.memberId, roles: null })
	await of.addParticipant(lone, { manager: of.mara, teamId: of.teams.harbour })
	return { ...of, dele, people: [of.sam, of.sue, of.mara, of.chief, of.otto, of.hanna, dele, lone] }
}
type Office = Awaited<ReturnType<typeof found>>

type Row = {
	id: string
	version: number
	memberId: string
	managerId: string
	delegateId: string | null
	raterId: string
	state: string
	phase: string
	reopened: boolean
	tier: number | null
	outcome: number
	groupId: string | null
	groupVersion: number
	locked: boolean
	sides: { rater: 'self' | 'manager'; note: string | null; sent: boolean; kept: boolean }[]
	/** Which of the two can open the account. */
	able: ('self' | 'manager')[]
}

async function rowsOf({ accountId }: Office): Promise<Row[]> {
	const { rows } = await database.adminPool.query<Row>(
		`SELECT p.id, p.version, p.member_id AS "memberId", p.manager_id AS "managerId", p.delegate_id AS "delegateId",
			coalesce(p.delegate_id, p.manager_id) AS "raterId", p.state, c.phase, p.reopened_at IS NOT NULL AS reopened, p.tier,
			coalesce(o.version, 0) AS outcome, g.id AS "groupId", coalesce(g.version, 0) AS "groupVersion",
			g.locked_at IS NOT NULL AS locked,
			ARRAY(SELECT s.rater FROM (VALUES ('self', p.member_id), ('manager', coalesce(p.delegate_id, p.manager_id))) s (rater, id)
				JOIN membership m ON m.account_id = p.account_id AND m.member_id = s.id
				JOIN member n ON n.id = s.id AND n.left_on IS NULL) AS able,
			(SELECT coalesce(json_agg(json_build_object('rater', i.rater, 'note', i.note, 'sent', i.submitted_at IS NOT NULL,
				'kept', i.sent_before IS NOT NULL)), '[]') FROM check_in i WHERE i.participant_id = p.id) AS sides
		 FROM participant p JOIN cycle c ON c.id = p.cycle_id LEFT JOIN outcome o ON o.participant_id = p.id
		 LEFT JOIN calibration_group_team t ON t.cycle_id = p.cycle_id AND t.team_id = p.team_id
		 LEFT JOIN calibration_group g ON g.id = t.group_id
		 WHERE p.account_id = $1 ORDER BY p.id`,
		[accountId],
	)
	return rows
}

const hasSent = ({ sides }: Row, rater: string) => sides.some((side) => side.rater === rater && side.sent)
const isClosed = (row: Row) =>
	((row.phase === 'calibration' || row.phase === 'published') && !row.reopened) ||
	(row.sides.some(({ sent }) => sent) && row.able.every((rater) => hasSent(row, rater)))

function actionsFor(of: Office, random: () => number) {
	const { cycleId, hanna } = of
	const hr = hanna.scope
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
	const step = () => pick([2, 3, 4, 5, 6] as const)
	const pair = async () => pick(await rowsOf(of))
	const personOf = (memberId: string) => of.people.find((person) => person.memberId === memberId) as Person
	let words = 0
	const answer = async (how: typeof saveDraft | typeof submitCheckIn) => {
		const row = await pair()
		const { scope } = personOf(pick([row.memberId, row.raterId]))
		const version = (await getCheckInForm(scope, row.id))?.mine?.version ?? 0
		const word = `word-${++words}-`
		const draft = draftOf([step(), step(), step()], { note: word, evidenceNote: `seen-${word}` })
		return how(scope, { participantId: row.id, version, draft, idempotencyKey: newKey() })
	}
	const giveBack = () => pick(['self', 'manager', 'both', 'agreement'] as const)
	const group = async () => {
		const { groupId, groupVersion } = await pair()
		return { cycleId, groupId: groupId ?? newKey(), version: groupVersion, reason: 'Once more' }
	}
	const handOver = async (delegate: string | null) => {
		const { id: participantId, version } = await pair()
		const input = { reports: [{ participantId, version }], delegate, reason: null, today: '2026-11-26' }
		return handOverReports(hr, { ...input, announce: () => [] })
	}
	return {
		save: () => answer(saveDraft),
		send: () => answer(submitCheckIn),
		sendToo: () => answer(submitCheckIn),
		agree: async () => {
			const row = await pair()
			const answers = salesKeys.map((questionKey) => ({ questionKey, halfSteps: step() }))
			const draft = { usesAi: true, tier: null, tierReason: null, answers }
			const input = { participantId: row.id, version: row.outcome, draft, idempotencyKey: newKey() }
			return agreeOutcome(personOf(row.raterId).scope, input)
		},
		reopen: async () => {
			const { id: participantId, version } = await pair()
			const why = { giveBack: giveBack(), reason: 'A wrong answer', idempotencyKey: newKey() }
			return reopenParticipant(hr, { cycleId, participantId, version, ...why })
		},
		reopenAll: async () =>
			random() < 0.8
				? null
				: reopenCycle(hr, { cycleId, giveBack: giveBack(), reason: 'All', idempotencyKey: newKey() }),
		calibrate: async () => {
			const { id: participantId, groupId, outcome: version } = await pair()
			const how = { groupId: groupId ?? newKey(), reason: 'As the others', idempotencyKey: newKey() }
			const person = { roles: ['hr' as const], isMember: true, isManager: false }
			return calibrateParticipant(hr, person, { participantId, version, tier: step(), ...how })
		},
		lock: async () => lockCalibrationGroup(hr, await group()),
		unlock: async () => unlockCalibrationGroup(hr, await group()),
		handOver: () => handOver('Dele'),
		takeBack: () => handOver(null),
		exempt: async () => {
			const { id: participantId, version, state } = await pair()
			const exemption = state === 'exempt' ? null : { kind: 'leave' as const, reason: '' }
			return exemptParticipant(hr, { cycleId, participantId, version, exemption })
		},
		leave: () =>
			database.adminPool.query(
				`UPDATE member SET left_on = CASE WHEN left_on IS NULL THEN current_date - 1 END WHERE id = $1`,
				[pick([of.mara, of.sue, of.dele]).memberId],
			),
		tend: () => keepRunningCycle(hr, { at: new Date(), announce: () => [] }),
		close: () => closeCorrection(hr, { cycleId }),
		calibration: async () =>
			random() < 0.5 ? null : moveCyclePhase(hr, { cycleId, to: 'calibration', at: new Date() }),
	}
}

/** No reader finds a word of a pair that is not theirs to read; of an open one nobody finds any but their own. */
async function findLeaks(of: Office, where: string, at: number) {
	const rows = await rowsOf(of)
	for (const row of rows.slice(at % rows.length, (at % rows.length) + 1)) {
		for (const { scope, memberId, name } of of.people) {
			const text = JSON.stringify([
				await getCheckInForm(scope, row.id),
				await getAgreement(scope, row.id),
				await getPersonProgress(scope, { memberId: row.memberId }),
				await listReportChanges(scope),
			])
			const own = memberId === row.memberId ? 'self' : memberId === row.raterId ? 'manager' : null
			for (const { rater, note, sent } of row.sides) {
				if (note === null || rater === own) continue
				const seen = sent && isClosed(row)
				expect(!text.includes(`"${note}"`) || (seen && own !== null), `${where}: note to ${name}`).toBe(true)
				expect(!text.includes(`seen-${note}`) || seen, `${where}: evidence to ${name}`).toBe(true)
			}
		}
		const news = await listPairNews(personOf(of, row.raterId).scope, [row.id])
		if (!isClosed(row)) {
			const nothing = [{ evidence: null, moved: null }]
			expect(news, `${where}: news`).toMatchObject(nothing)
		}
	}
	if (at % 3 > 0) return
	for (const groupId of new Set(rows.flatMap((row) => row.groupId ?? []))) {
		const sight = 'all' as const
		for (const shown of await listCalibrationRows(of.hanna.scope, { cycleId: of.cycleId, groupId, sight })) {
			const row = rows.find(({ id }) => id === shown.participantId)
			if (row && !isClosed(row)) {
				expect(shown, where).toMatchObject({ self: null, manager: null, agreed: null, evidence: 0 })
			}
		}
	}
}

const personOf = (of: Office, memberId: string) =>
	of.people.find((person) => person.memberId === memberId) as Person

/** Publishes and looks whether that came of it which was shown before. */
async function publish(of: Office, where: string): Promise<boolean> {
	const { participants: before } = await listCycleParticipants(of.hanna.scope, { cycleId: of.cycleId })
	const published = await publishCycle(of.hanna.scope, { cycleId: of.cycleId })
	if (!published.ok) return false
	for (const row of await rowsOf(of)) {
		expect(row, where).toMatchObject({ phase: 'published', reopened: false })
		expect(
			row.sides.some(({ kept }) => kept),
			`${where}: kept beside`,
		).toBe(false)
		const standing = before.find(({ id }) => id === row.id)?.standing ?? 'left'
		if (assessedStandings.includes(standing)) expect(row.tier, `${where}: ${standing}`).not.toBeNull()
	}
	const { differences } = await verifySnapshots(of.hanna.scope)
	expect(differences, where).toEqual([])
	return true
}

test.each([4101, 4104, 4105, 4106, 4107].slice(0, times(5, 2)))(
	'no sequence of answers, corrections and locks loses or shows what it must not (%i)',
	async (seed) => {
		const of = await found(seed)
		const random = randomFrom(seed)
		await suggestCalibrationGroups(of.hanna.scope, of)
		const actions = actionsFor(of, random)
		const names = Object.keys(actions) as (keyof typeof actions)[]
		const done = new Set<string>()
		let versions = 0
		for (let step = 0; step < 75; step++) {
			// First most have something to send, and results to compare while some are reopened.
			const early = (['send', 'send', 'agree', 'calibration', 'reopen', 'lock'] as const)[
				Math.floor(step / 5)
			]
			const name = early ?? names[Math.floor(random() * names.length)] ?? 'send'
			const result = await actions[name]()
			if (result && 'ok' in result && result.ok) done.add(name)
			if (step % 6 === 5) await findLeaks(of, `step ${step}, ${name}`, (step - 5) / 6)
			if (step >= 40 && step % 10 === 0 && (await publish(of, `step ${step}`))) versions++
		}
		expect(versions, [...done].join(', ')).toBeGreaterThan(0)
		expect(done.size, [...done].join(', ')).toBeGreaterThan(4)
	},
	300_000,
)
