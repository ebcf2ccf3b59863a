import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getPrivateNote } from '#app/data/get-private-note.server.ts'
import { savePrivateNote } from '#app/data/save-private-note.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Person } from './company.ts'
import { foundCompany } from './company.ts'
import { fieldsOf, startSessionOf, visit } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
async function pair() {
	const slug = `note-${++companies}`
	const company = await foundCompany(database.adminPool, slug)
	const manager = await company.addMember('Mara', { roles: ['member'] })
	const member = await company.addMember('Sam', { managerId: manager.memberId, roles: ['hr', 'member'] })
	const hr = await company.addMember('Hana', { roles: ['hr', 'owner', 'admin', 'executive', 'member'] })
	const participantId = await company.addParticipant(member, { manager })
	const as = async (person: Person) =>
		visit(`${server.url}/a/${slug}`, await startSessionOf(database.adminPool, person.userId))
	return { slug, company, manager, member, hr, participantId, as }
}

const save = (who: Person, participantId: string, text: string, version = 0) =>
	savePrivateNote(who.scope, { participantId, version, text })

it('is read by its author alone, on no page and in no export of anybody else, and not in the audit log', async () => {
	const { company, manager, member, hr, participantId, as } = await pair()
	expect(await save(manager, participantId, 'note-of-mara')).toMatchObject({ ok: true, version: 1 })
	expect(await save(member, participantId, 'note-of-sam')).toMatchObject({ ok: true, version: 1 })
	expect(await save(hr, participantId, 'x')).toEqual({ ok: false, reason: 'not-found' })
	expect(await getPrivateNote(hr.scope, participantId)).toBeNull()
	expect((await getPrivateNote(manager.scope, participantId))?.note).toMatchObject({ text: 'note-of-mara' })
	expect((await getPrivateNote(member.scope, participantId))?.note).toMatchObject({ text: 'note-of-sam' })

	const here = `/check-ins/${participantId}`
	const pages = ['', '/check-ins', here, `${here}/agreement`, `${here}/note`]
	const forHr = [
		...[`/cycles/${company.cycleId}?view=people`, '/people', '/people.csv'],
		...[`/people/${member.memberId}`, '/settings/audit-log', '/settings/audit-log.csv', '/jobs'],
	]
	for (const [who, own, others] of [
		[manager, 'note-of-mara', 'note-of-sam'],
		[member, 'note-of-sam', 'note-of-mara'],
		[hr, null, 'note-of'],
	] as const) {
		const visitor = await as(who)
		let shown = 0
		for (const path of [...pages, ...forHr]) {
			const { text } = await visitor.get(path)
			expect(text, `${who.name} ${path}`).not.toContain(others)
			if (own && text.includes(own)) shown++
		}
		if (own) expect(shown, `${who.name} sees the own one beside the check-in`).toBe(3)
	}
	const { rows } = await database.adminPool.query(
		`SELECT FROM audit_event WHERE account_id = $1 AND (detail::text LIKE '%note%' OR action LIKE '%note%')`,
		[company.accountId],
	)
	expect(rows).toEqual([])
})

it('answers 409 with both versions where another tab was faster, and the author decides', async () => {
	const { manager, participantId, as } = await pair()
	const visitor = await as(manager)
	const path = `/check-ins/${participantId}/note`
	const form = fieldsOf((await visitor.get(path)).text)
	expect(form).toMatchObject({ noteVersion: '0', noteText: '' })
	expect((await visitor.post(path, { ...form, noteText: 'the first tab' })).status).toBe(200)
	const late = await visitor.post(path, { ...form, noteText: 'the second tab' })
	expect(late.status).toBe(409)
	expect(late.text).toContain('the first tab')
	const again = fieldsOf(late.text)
	expect(again).toMatchObject({ noteVersion: '1', noteText: 'the second tab' })
	expect((await visitor.post(path, again)).status).toBe(200)
	expect((await getPrivateNote(manager.scope, participantId))?.note).toMatchObject({
		text: 'the second tab',
		version: 2,
	})
	// The answer to the same save may have been lost on the way.
	expect(await save(manager, participantId, 'the second tab', 1)).toMatchObject({ ok: true, version: 2 })
	const long = await visitor.post(path, { ...again, noteText: 'x'.repeat(4001) })
	expect(long.status).toBe(400)
	expect(long.text).toContain('Shorten it by 1.')
	expect((await visitor.post(path, { noteVersion: 'x', noteText: 'y' })).status).toBe(400)
})

it('stands beside the same person’s later check-ins, for the same author, and goes with their membership', async () => {
	const { company, manager, member, participantId } = await pair()
	const successor = await company.addMember('Nia')
	await save(manager, participantId, 'of the first cycle')
	await database.adminPool.query(
		`UPDATE cycle SET phase = 'published', published_at = now() WHERE account_id = $1`,
		[company.accountId],
	)
	const cycleId = await company.addCycle('Q1 2027', '2027-01-01')
	const later = await company.addParticipant(member, { manager, cycleId })
	expect(await getPrivateNote(manager.scope, later)).toMatchObject({
		note: null,
		earlier: [{ cycleName: 'Q4 2026', text: 'of the first cycle' }],
	})
	expect(await save(manager, participantId, 'still', 1), 'in any phase').toMatchObject({ ok: true })
	await database.adminPool.query(`UPDATE participant SET delegate_id = $2 WHERE id = $1`, [
		later,
		successor.memberId,
	])
	expect(await getPrivateNote(successor.scope, later)).toMatchObject({ note: null, earlier: [] })
	await database.adminPool.query(`DELETE FROM membership WHERE account_id = $1 AND id = $2`, [
		company.accountId,
		manager.scope.membershipId,
	])
	const { rowCount } = await database.adminPool.query(`SELECT FROM private_note WHERE account_id = $1`, [
		company.accountId,
	])
	expect(rowCount).toBe(0)
})
