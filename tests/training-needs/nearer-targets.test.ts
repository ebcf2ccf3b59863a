import { beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { textOf } from '#tests/support/page-text.ts'
import { openSample } from './company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
let member: { id: string; name: string; teamId: string; teamName: string; aboveId: string }
beforeAll(async () => {
	sample = await openSample(database, server.url)
	const { rows } = await database.adminPool.query<typeof member>(
		`SELECT m.id, m.name, t.id AS "teamId", t.name AS "teamName", t.parent_id AS "aboveId"
		 FROM member m JOIN team t ON t.account_id = m.account_id AND t.id = m.team_id
		 WHERE m.account_id = $1 AND m.email = 'member@meridian.example' AND t.parent_id IS NOT NULL`,
		[sample.accountId],
	)
	if (!rows[0]) throw new Error('The member of the sample is in no team below another.')
	member = rows[0]
})

const dueOn = '2030-03-31'
const set = (where: string, halfSteps: string, version = '0') =>
	sample.as('hr').post(`targets/${where}`, { intent: 'set', version, halfSteps, dueOn })
const remove = (where: string, version = '1') =>
	sample.as('hr').post(`targets/${where}`, { intent: 'remove', version })
const read = async (path: string, who: Parameters<typeof sample.as>[0] = 'hr') =>
	textOf((await sample.as(who).get(path)).text)

async function audited() {
	const { rows } = await database.adminPool.query<{
		action: string
		subject: string
		subjectId: string
		detail: Record<string, unknown>
	}>(
		`SELECT action, subject, subject_id AS "subjectId", detail FROM audit_event
		 WHERE account_id = $1 AND action LIKE 'target.%' ORDER BY sequence`,
		[sample.accountId],
	)
	return rows
}

test('a team’s target is inherited below, the nearest holds, and each page says where it comes from', async () => {
	const [own, above] = [`teams/${member.teamId}`, `teams/${member.aboveId}`]
	expect(await read(`targets/${own}`)).toMatch(/Would hold for all \d+ people of the team and those below/)
	expect(await read(`targets/${own}`)).toContain('It has none of its own. What holds: each person’s family’s')

	expect((await set(above, '3')).location).toBe(`/a/meridian/targets/${above}`)
	expect(await read(`targets/${own}`)).toContain('What holds: tier 1.5 by 31 Mar 2030, set for the team')
	expect(await read('targets/teams')).toMatch(/tier 1\.5 by 31 Mar 2030 Where it comes from inherited from/)
	expect(await read(`people/${member.id}/progress`, 'member')).toContain(
		'To reach tier 1.5 by 31 Mar 2030, set for the team',
	)

	expect((await set(own, '6')).status).toBe(303)
	expect(await read(`targets/${own}`)).toContain('Without one of its own: tier 1.5 by 31 Mar 2030')
	expect(await read('targets/teams?have=own')).toMatch(
		/tier 3\.0 by 31 Mar 2030 Where it comes from its own, for \d+ p/,
	)
	expect(await read(`people/${member.id}/progress`, 'member')).toContain(
		`To reach tier 3.0 by 31 Mar 2030, set for the team ${member.teamName}.`,
	)
	// What is published is measured by what held then.
	const needs = await read('reports/training-needs?cycle=Q4+2025', 'member')
	expect(needs).toMatch(/Your next steps To tier [\d.]+, AI-[\w-]+, by .*, set for the family Engineering\./)
	expect(needs).toContain('Your target now: tier 3.0 by 31 Mar 2030')

	expect((await remove(above)).status).toBe(303)
	expect((await audited()).map(({ action, detail }) => [action, detail.scope, detail.team])).toEqual([
		['target.set', 'team', member.aboveId],
		['target.set', 'team', member.teamId],
		['target.removed', 'team', member.aboveId],
	])
})

describe('a person’s own target', () => {
	test('is found, set and seen by the person and HR; the log knows them by a pseudonym, without a tier', async () => {
		const own = `people/${member.id}`
		expect(await read('targets/people')).toContain('Nobody has a target of their own')
		expect(await read(`targets/people?q=${encodeURIComponent(member.name)}`)).toContain(
			`set for the team ${member.teamName}`,
		)
		expect((await set(own, '2')).location).toBe(`/a/meridian/targets/${own}`)
		expect(await read('targets/people')).toMatch(
			/tier 1\.0 by 31 Mar 2030 Where it comes from set for this person/,
		)
		expect(await read(`${own}/progress`, 'member')).toContain(
			'To reach tier 1.0 by 31 Mar 2030, set for you.',
		)
		const [event] = (await audited()).slice(-1)
		expect(event).toMatchObject({ action: 'target.set', subject: 'member', detail: { scope: 'member' } })
		expect(event?.subjectId).not.toBe(member.id)
		expect(Object.keys(event?.detail ?? {})).toEqual(['scope'])
	})

	test('is seen by nobody who reads groups', async () => {
		for (const path of ['reports/training-needs', `reports/training-needs?team=${member.teamId}`]) {
			const text = await read(path, 'executive')
			expect(text).toContain('what is set for teams below or for single people is not in it')
			expect(text).not.toContain('31 Mar 2030, set for this person')
		}
		for (const name of ['owner', 'admin', 'executive', 'manager', 'member'] as const) {
			const pages = ['teams', `teams/${member.teamId}`, 'people', `people/${member.id}`]
			for (const page of pages) expect((await sample.as(name).get(`targets/${page}`)).status, name).toBe(404)
			expect((await sample.as(name).post(`targets/people/${member.id}`, {})).status, name).toBe(404)
		}
	})

	test('that somebody else changed is not overwritten, and who has left gets none', async () => {
		const own = `people/${member.id}`
		const answer = await set(own, '4', '7')
		expect(answer.status).toBe(409)
		expect(textOf(answer.text)).toContain('Saved by somebody else in the meantime')
		expect(answer.text).toContain('name="version" value="1"')
		expect((await remove(own, '0')).status).toBe(409)
		expect((await set(own, '2', '9')).status).toBe(303)

		const leaver = await sample.one(
			`SELECT id FROM member WHERE account_id = $1 AND left_on < current_date LIMIT 1`,
		)
		expect((await set(`people/${leaver}`, '4')).status).toBe(404)
		expect(await read(`targets/people/${leaver}`)).toContain('This person has left.')
		for (const where of ['people/x', 'teams/x', `teams/${member.id}`, `people/${member.teamId}`]) {
			expect((await set(where, '4')).status, where).toBe(404)
			expect((await sample.as('hr').get(`targets/${where}`)).status, where).toBe(404)
		}
	})
})

test('the company’s target holds where there is nothing nearer', async () => {
	const answer = await sample
		.as('hr')
		.post('targets', { scope: 'account', intent: 'set', version: '0', halfSteps: '4', dueOn })
	expect(answer.location).toBe('/a/meridian/targets')
	const design = await sample.one(`SELECT id FROM role_family WHERE account_id = $1 AND key = 'design'`)
	await sample.as('hr').post('targets', { familyId: design, intent: 'remove', version: '1' })
	const text = await read('targets')
	expect(text).toMatch(/Holds for \d+ people today: those in a family for whom nothing nearer holds/)
	expect(text).toContain('Without one the company’s holds: tier 2.0 by 31 Mar 2030.')
})

test('what a plan proposes for its team holds once it is taken over, and not before', async () => {
	const page = await sample.as('hr').get('targets')
	const plan = await sample.one(`SELECT id FROM roadmap WHERE account_id = $1 AND name = 'Content to tier 2'`)
	const item =
		new RegExp(`<li[^>]*>(?:(?!</li>).)*/roadmaps/${plan}".*?</li>`, 's').exec(page.text)?.[0] ?? ''
	const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(item)?.[1] ?? ''
	const address = /action="\/a\/meridian\/([^"]*)"/.exec(item)?.[1] ?? ''
	expect(textOf(item)).toContain('The team has none of its own.')
	const teamId = address.split('/').at(-1)
	const stored = async () =>
		(
			await database.adminPool.query<{ tier: number; dueOn: string }>(
				`SELECT tier, due_on::text AS "dueOn" FROM target WHERE account_id = $1 AND team_id = $2`,
				[sample.accountId, teamId],
			)
		).rows
	expect(await stored()).toEqual([])
	const fields = {
		intent: 'set',
		version: value('version'),
		halfSteps: value('halfSteps'),
		dueOn: value('dueOn'),
	}
	expect((await sample.as('hr').post(address, fields)).status).toBe(303)
	expect(await stored()).toEqual([{ tier: Number(fields.halfSteps), dueOn: fields.dueOn }])
	// It stands like that now, so it is proposed no more.
	expect((await sample.as('hr').get('targets')).text).not.toContain(`/roadmaps/${plan}`)
})

test('what a plan of the whole account proposes becomes the account’s target', async () => {
	const plan = await sample.one(
		`UPDATE roadmap SET team_id = NULL WHERE account_id = $1 AND name = 'Content to tier 2' RETURNING id`,
	)
	const items = (await sample.as('hr').get('targets')).text.match(/<li[^>]*>(?:(?!<\/li>).)*<\/li>/gs) ?? []
	const item = items.find((one) => one.includes(`/roadmaps/${plan}"`)) ?? ''
	expect(textOf(item)).toContain('The whole company: tier')
	expect(item).toContain('action="/a/meridian/targets"')
	const fields = fieldsOf(item)
	expect(fields).toMatchObject({ scope: 'account', intent: 'set' })
	expect((await sample.as('hr').post('targets', fields)).status).toBe(303)
	const { rows } = await database.adminPool.query(
		`SELECT tier::text AS tier, due_on::text AS "dueOn" FROM target WHERE account_id = $1 AND scope = 'account'`,
		[sample.accountId],
	)
	expect(rows).toEqual([{ tier: fields.halfSteps, dueOn: fields.dueOn }])
	expect((await sample.as('hr').get('targets')).text).not.toContain(`/roadmaps/${plan}`)
})
