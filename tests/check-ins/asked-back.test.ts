import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { listPairNews } from '#app/data/list-pair-news.server.ts'
import { noteLook } from '#app/data/note-look.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Company, Person } from './company.ts'
import { draftOf, foundCompany, newKey } from './company.ts'
import { fieldsOf, startSessionOf, visit } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
/** A pair whose person got a tier in the published cycle before, from the same manager. */
async function pairAfter(tier: HalfSteps, { sameManager = true } = {}) {
	const slug = `asked-${++companies}`
	const company = await foundCompany(database.adminPool, slug)
	const manager = await company.addMember('Mara')
	const before = sameManager ? manager : await company.addMember('Bert')
	const member = await company.addMember('Sam', { managerId: manager.memberId })
	const earlier = await company.addCycle('Q3 2026', '2026-07-01')
	const earlierId = await company.addParticipant(member, { manager: before, cycleId: earlier })
	await addOutcome(company, earlierId, tier)
	await database.adminPool.query(
		`UPDATE cycle SET phase = 'published', published_at = now() WHERE account_id = $1 AND id = $2`,
		[company.accountId, earlier],
	)
	const participantId = await company.addParticipant(member, { manager })
	const as = async (person: Person) =>
		visit(`${server.url}/a/${slug}`, await startSessionOf(database.adminPool, person.userId))
	return { company, manager, member, participantId, as, here: `/check-ins/${participantId}` }
}

const addOutcome = (company: Company, participantId: string, tier: HalfSteps) =>
	database.adminPool.query(
		`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier, single_rater) VALUES ($1, $2, $3, $3, 'self')`,
		[company.accountId, participantId, tier],
	)

const send = (who: Person, participantId: string, answers: HalfSteps[], whatChanged: string | null = null) =>
	submitCheckIn(who.scope, {
		...{ participantId, version: 0, draft: draftOf(answers, { whatChanged }), idempotencyKey: newKey() },
	})

describe('a tier far above the last result', () => {
	it('takes a word on what changed, which both see once the pair is closed and not before', async () => {
		const { company, manager, member, participantId } = await pairAfter(2)
		expect(await send(member, participantId, [6, 6, 5])).toMatchObject({
			reason: 'incomplete',
			issues: [{ at: 'whatChanged' }],
		})
		expect(await send(member, participantId, [6, 6, 5], 'A new team')).toEqual({ ok: true })
		expect(JSON.stringify(await getCheckInForm(manager.scope, participantId))).not.toContain('A new team')
		expect(JSON.stringify(await getAgreement(manager.scope, participantId))).not.toContain('A new team')
		expect(await send(manager, participantId, [5, 5, 4], 'dropped: not so far above')).toEqual({ ok: true })
		expect(await getAgreement(manager.scope, participantId)).toMatchObject({
			self: { whatChanged: 'A new team' },
			manager: { whatChanged: null },
		})
		const { rows } = await database.adminPool.query(
			`SELECT FROM audit_event WHERE account_id = $1 AND detail::text LIKE '%new team%'`,
			[company.accountId],
		)
		expect(rows).toEqual([])
	})

	it('is not asked of a manager who may not see the last result: the question would tell', async () => {
		const { manager, participantId } = await pairAfter(2, { sameManager: false })
		expect(await send(manager, participantId, [6, 6, 5])).toEqual({ ok: true })
	})

	it('asks on the page without a script, in its place, and keeps what was typed', async () => {
		const { member, here, as } = await pairAfter(1)
		const visitor = await as(member)
		const page = await visitor.get(here)
		expect(page.text).toContain('One rater')
		const form = { ...fieldsOf(page.text), usesAi: 'yes', intent: 'send' }
		const answers = { 'answers[0].halfSteps': '5', 'answers[1].halfSteps': '5', 'answers[2].halfSteps': '6' }
		const asked = await visitor.post(here, { ...form, ...answers })
		expect(asked.status).toBe(400)
		expect(asked.text).toContain('Say in a sentence what changed since.')
		const again = fieldsOf(asked.text)
		expect(again).toMatchObject({ whatChanged: '', 'answers[2].halfSteps': '6' })
		const sent = await visitor.post(here, {
			...again,
			intent: 'send',
			whatChanged: 'Half a year of practice',
		})
		expect(sent.status).toBe(303)
		expect((await visitor.get(here)).text).toContain('Half a year of practice')
	})
})

it('answers that are all alike are asked back once, and sent as they are after that', async () => {
	const { member, here, as } = await pairAfter(3)
	const visitor = await as(member)
	const alike = { 'answers[0].halfSteps': '3', 'answers[1].halfSteps': '3', 'answers[2].halfSteps': '3' }
	const form = { ...fieldsOf((await visitor.get(here)).text), usesAi: 'yes', intent: 'send', ...alike }
	const asked = await visitor.post(here, form)
	expect(asked.status).toBe(400)
	expect(asked.text).toContain('All your answers stand at tier 1.5. Is that what you mean?')
	const again = fieldsOf(asked.text)
	expect(again).toMatchObject({ alikeMeant: 'yes', 'answers[1].halfSteps': '3' })
	expect(await visitor.post(here, { ...again, intent: 'send' })).toMatchObject({ status: 303 })
})

it('a manager’s list says what is new: sent since the last look, and of a closed pair evidence and the move', async () => {
	const { manager, member, participantId, as, here } = await pairAfter(3)
	const news = async () => (await listPairNews(manager.scope, [participantId]))[0]
	expect(await news()).toMatchObject({ sentSinceLook: false, evidence: null, moved: null })
	await noteLook(manager.scope, participantId)
	await submitCheckIn(member.scope, {
		...{ participantId, version: 0, idempotencyKey: newKey() },
		draft: draftOf([4, 4, 5], { evidenceUrl: 'https://example.com/proof' }),
	})
	expect(await news(), 'open').toMatchObject({ sentSinceLook: true, evidence: null, moved: null })
	const visitor = await as(manager)
	expect((await visitor.get('/check-ins')).text).toContain('Sent since you looked<')
	expect((await visitor.get('/check-ins?show=sent')).text).toContain(`<bdi>${member.name}</bdi>`)
	await visitor.get(here)
	expect(await news()).toMatchObject({ sentSinceLook: false })
	const looked = (await visitor.get('/check-ins?show=sent')).text
	expect(looked).not.toContain('Sent since you looked<')
	expect(looked).toContain('Nobody has sent since you looked.')
	expect((await visitor.get('/check-ins?show=changed')).text, 'open').toContain('Nobody has changed so far')
	await send(manager, participantId, [4, 4, 6])
	expect(await news(), 'closed').toMatchObject({ evidence: 3, moved: 1 })
	expect(await listPairNews(member.scope, [participantId]), 'not for others').toEqual([])
	const { text } = await visitor.get('/check-ins?show=changed')
	expect(text).toContain('> since last time')
	expect(text.replaceAll('<!-- -->', '')).toContain('Changed since last time (1)')
	expect(text).toMatch(/Evidence for (<!-- -->)?3/)
	// Who agrees has seen what was sent, whoever looked.
	await database.adminPool.query(`DELETE FROM last_look WHERE participant_id = $1`, [participantId])
	expect(await news()).toMatchObject({ sentSinceLook: true })
	await database.adminPool.query(
		`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier) VALUES ($1, $2, 4, 4)`,
		[manager.scope.accountId, participantId],
	)
	expect(await news(), 'agreed').toMatchObject({ sentSinceLook: false, moved: 1 })
})
