import { afterAll, beforeAll, expect, it } from 'vitest'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Person } from './company.ts'
import { draftOf, foundCompany, newKey, salesKeys } from './company.ts'
import { fieldsOf, startSessionOf, visit } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
async function sentPair() {
	const slug = `gone-${++companies}`
	const company = await foundCompany(database.adminPool, slug)
	const manager = await company.addMember('Mara')
	const member = await company.addMember('Sam', { managerId: manager.memberId, roles: ['hr', 'member'] })
	const hr = await company.addMember('Hana', { roles: ['hr', 'member'] })
	const executive = await company.addMember('Eli', { roles: ['executive', 'owner'] })
	const participantId = await company.addParticipant(member, { manager })
	return { slug, company, manager, member, hr, executive, participantId }
}

async function send(who: Person, participantId: string) {
	const draft = draftOf([2, 4, 5], { note: `by ${who.name}` })
	const input = { participantId, version: 0, draft, idempotencyKey: newKey() }
	expect(await submitCheckIn(who.scope, input)).toEqual({ ok: true })
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

const leave = (who: Person) =>
	database.adminPool.query(`UPDATE member SET left_on = current_date - 2 WHERE id = $1`, [who.memberId])

it('HR records what a pair agreed whose manager has left, and nobody else does; not while the manager can', async () => {
	const { company, manager, member, hr, executive, participantId } = await sentPair()
	await send(member, participantId)
	await send(manager, participantId)
	expect(await agree(hr, participantId), 'the manager is there').toMatchObject({ reason: 'not-found' })
	expect((await getAgreement(hr.scope, participantId))?.mayAgree).toBe(false)
	await leave(manager)
	for (const who of [member, executive]) {
		expect(await agree(who, participantId), `${who.name}, also with the role`).toMatchObject({ ok: false })
		expect((await getAgreement(who.scope, participantId))?.mayAgree ?? false).toBe(false)
	}
	const seen = await getAgreement(hr.scope, participantId)
	expect(seen).toMatchObject({ mayAgree: true, self: { note: null }, manager: { note: null } })
	expect(await agree(hr, participantId)).toEqual({ ok: true })
	expect((await getAgreement(member.scope, participantId))?.outcome).toMatchObject({
		tier: 4,
		singleRater: null,
	})
	const { rows } = await database.adminPool.query(
		`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'outcome.agreed'`,
		[company.accountId],
	)
	expect(rows).toEqual([{ detail: { cycleId: company.cycleId, again: false, inPlaceOfManager: true } }])
})

it('a pair whose manager has left is closed once the person has sent: there is no other side to be blind to', async () => {
	const { manager, member, hr, participantId } = await sentPair()
	await send(member, participantId)
	expect((await getAgreement(hr.scope, participantId))?.self, 'open').toBeNull()
	await leave(manager)
	expect((await getAgreement(hr.scope, participantId))?.self).not.toBeNull()
	expect(await agree(hr, participantId)).toMatchObject({ reason: 'not-both' })
})

it('the page offers it to HR, without anybody’s note', async () => {
	const { slug, company, manager, member, hr, participantId } = await sentPair()
	await send(member, participantId)
	await send(manager, participantId)
	await leave(manager)
	const as = async (who: Person) =>
		visit(`${server.url}/a/${slug}`, await startSessionOf(database.adminPool, who.userId))
	const page = `/check-ins/${participantId}/agreement`
	expect((await (await as(member)).get(page)).text).toContain('HR<!-- --> records what')
	const visitor = await as(hr)
	const people = await visitor.get(`/cycles/${company.cycleId}?view=people&standing=to-agree`)
	expect(people.text).toContain(`href="/a/${slug}${page}"`)
	const shown = await visitor.get(page)
	expect(shown.text).toContain('can’t record it any more')
	expect(shown.text).not.toContain('by Mara')
	const posted = await visitor.post(page, fieldsOf(shown.text))
	expect(posted.status).toBe(303)
	expect((await (await as(member)).get(page)).text).toContain('You work at tier')
})
