import { describe, expect, it } from 'vitest'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Person } from './company.ts'
import { draftOf, foundCompany, newKey } from './company.ts'
import { startSessionOf, visit } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)

let companies = 0
async function found() {
	const slug = `home-${++companies}`
	const company = await foundCompany(database.adminPool, slug)
	const home = async (person: Person, path = '') => {
		const visitor = visit(`${server.url}/a/${slug}`, await startSessionOf(database.adminPool, person.userId))
		const { status, text } = await visitor.get(path)
		expect(status).toBe(200)
		return text.replaceAll('<!-- -->', '')
	}
	return { company, slug, home }
}

/** Sends through the application's own function: the server under test has a copy of the database of its own. */
async function send(person: Person, participantId: string, answer: 2 | 3) {
	openDatabase({ connectionString: database.appUrl, max: 2 })
	const draft = draftOf([answer, answer, answer])
	const input = { participantId, version: 0, draft, idempotencyKey: newKey() }
	expect(await submitCheckIn(person.scope, input)).toEqual({ ok: true })
	await closeDatabase()
}

describe('the home page', () => {
	it('leads the owner of an empty account from the roster on', async () => {
		const { company, slug, home } = await found()
		await database.adminPool.query(`DELETE FROM cycle WHERE account_id = $1`, [company.accountId])
		const owner = await company.addMember('Olga', { roles: ['owner'] })
		const text = await home(owner)
		expect(text).toContain('Getting started')
		expect(text).toContain(`href="/a/${slug}/roster-imports/new"`)
		expect(text.match(/data-variant="primary"/g)).toHaveLength(1)
	})

	it('asks nobody for what can’t be sent any more, and says so', async () => {
		const { company, home } = await found()
		const manager = await company.addMember('Mara')
		const member = await company.addMember('Sam', { managerId: manager.memberId })
		const quiet = await company.addMember('Quinn', { managerId: manager.memberId })
		const participantId = await company.addParticipant(member, { manager })
		await company.addParticipant(quiet, { manager })
		await send(member, participantId, 2)
		await database.adminPool.query(`UPDATE cycle SET phase = 'calibration' WHERE account_id = $1`, [
			company.accountId,
		])
		const [asManager, list, ownHome] = [
			await home(manager),
			await home(manager, '/check-ins'),
			await home(member),
		]
		expect(asManager).toContain('Check-ins are closed')
		expect(list).toContain('Closed, not both in (2)')
		expect(list).not.toContain('Not sent yet')
		expect(ownHome).toContain('not both sides are in')
		for (const text of [asManager, ownHome, await home(quiet)]) {
			expect(text).not.toMatch(/>(To do|Start|Sent, waiting)</)
		}
	})

	it('shows a manager whose turn it is and what changed, and the member their own and the next step', async () => {
		const { company, home } = await found()
		const manager = await company.addMember('Mara')
		const member = await company.addMember('Sam', { managerId: manager.memberId })
		const quiet = await company.addMember('Quinn', { managerId: manager.memberId })
		const participantId = await company.addParticipant(member, { manager })
		await company.addParticipant(quiet, { manager })
		expect(await home(member)).toContain('Your check-in, Q4 2026')
		const first = await home(manager)
		expect(first).toContain('Your reports: your turn')
		expect(first).toContain('0 of 2')
		await send(member, participantId, 2)
		await send(manager, participantId, 3)
		const second = await home(manager)
		expect(second).toContain('To agree')
		expect(second).toContain(`/check-ins/${participantId}/agreement`)
		await database.adminPool.query(
			`INSERT INTO outcome (account_id, participant_id, tier) VALUES ($1, $2, 3)`,
			[company.accountId, participantId],
		)
		await database.adminPool.query(
			`INSERT INTO outcome_answer SELECT $1, $2, question_key, 3 FROM check_in_answer a
			 JOIN check_in c ON c.id = a.check_in_id WHERE c.participant_id = $2 AND c.rater = 'self'`,
			[company.accountId, participantId],
		)
		const third = await home(manager)
		expect(third).toContain('What changed')
		expect(third).toContain('first time')
		const own = await home(member)
		expect(own).toContain('You work at tier 1.5')
		expect(own.match(/Next step: /g)).toHaveLength(3)
		expect(await home(quiet)).not.toContain('tier 1.5')
	})

	it('shows HR coverage and what to do next, and an executive the way to the heatmap and no person', async () => {
		const { company, slug, home } = await found()
		const hr = await company.addMember('Hana', { roles: ['hr'] })
		const executive = await company.addMember('Eve', { roles: ['executive'] })
		const member = await company.addMember('Zebedee')
		await company.addParticipant(member, { manager: hr })
		const text = await home(hr)
		expect(text).toContain('Coverage, Q4 2026')
		expect(text).toContain('0 of 1')
		expect(await home(executive)).not.toContain('Coverage')
		const before = await company.addCycle('Q3 2026', '2026-07-01')
		await database.adminPool.query(
			`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`,
			[before],
		)
		expect(await home(hr)).toContain('Training needs')
		const seen = await home(executive)
		expect(seen).toContain('Heatmap, Q3 2026')
		expect(seen).toContain(`href="/a/${slug}/heatmap"`)
		expect(seen).not.toContain('Zebedee')
	})

	it('keeps the check-in list in the URL: sorted, filtered, and calm about nonsense', async () => {
		const { company, home } = await found()
		const manager = await company.addMember('Mara')
		for (const name of ['Ada', 'Bo', 'Cy']) {
			const report = await company.addMember(name, { managerId: manager.memberId })
			await company.addParticipant(report, { manager })
		}
		const order = (text: string) =>
			[...text.matchAll(/<bdi>(Ada|Bo|Cy)<\/bdi>/g)].map(([, name]) => name).join()
		expect(order(await home(manager, '/check-ins?sort=name&order=desc'))).toBe('Cy,Bo,Ada')
		expect(order(await home(manager, '/check-ins?q=b'))).toBe('Bo')
		expect(order(await home(manager, '/check-ins?stage=agreed'))).toBe('')
		expect(order(await home(manager, '/check-ins?sort=x&order=y&page=-3&stage=z&q=%00'))).toBe('Ada,Bo,Cy')
		expect(order(await home(manager, '/check-ins?page=99'))).toBe('')
	})

	it('finds who is late among the reports, with how many, in every combination of the filters', async () => {
		const { company, home } = await found()
		const manager = await company.addMember('Mara')
		const idOf: Record<string, string> = {}
		for (const name of ['Ada', 'Bo', 'Cy']) {
			const report = await company.addMember(name, {
				managerId: manager.memberId,
				roles: name === 'Cy' ? null : ['member'],
			})
			idOf[name] = await company.addParticipant(report, { manager })
		}
		const due = (self: number, managers: number) =>
			database.adminPool.query(
				`UPDATE cycle SET review_on = current_date + $2::int, calibration_on = current_date + $3::int WHERE account_id = $1`,
				[company.accountId, self, managers],
			)
		const sent = (name: string, rater: string) =>
			database.adminPool.query(
				`INSERT INTO check_in (account_id, participant_id, rater, submitted_at, tier) VALUES ($1, $2, $3, now(), 3)`,
				[company.accountId, idOf[name], rater],
			)
		const list = async (query: string) => {
			const text = await home(manager, `/check-ins?sort=name&${query}`)
			const names = [...text.matchAll(/<bdi>(Ada|Bo|Cy)<\/bdi>/g)].map(([, name]) => name).join()
			return { names, late: Number(/Late, you or they \((\d)\)/.exec(text)?.[1]), text }
		}
		await due(5, 9)
		const calm = await list('show=late')
		expect(calm).toMatchObject({ names: '', late: 0 })
		expect(calm.text).toContain('Nobody is late')
		// The days of the people are over, not those of the manager: who has no user account is late in nothing.
		await due(-3, 9)
		await sent('Bo', 'self')
		expect(await list('show=late')).toMatchObject({ names: 'Ada', late: 1 })
		await due(-9, -3)
		await sent('Cy', 'manager')
		expect(await list('show=late')).toMatchObject({ names: 'Ada,Bo', late: 2 })
		expect(await list('')).toMatchObject({ names: 'Ada,Bo,Cy', late: 2 })
		expect((await list('show=late&stage=to-agree')).names).toBe('')
		expect((await list('show=late&stage=due&q=b')).names).toBe('Bo')
		expect((await list('show=nothing')).names).toBe('Ada,Bo,Cy')
		expect((await list('show=late&q=zz')).text).toContain('Nobody matches')
	})
})
