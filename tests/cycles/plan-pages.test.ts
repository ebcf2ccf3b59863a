import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { textOf } from '#tests/support/page-text.ts'
import { startTestServer } from '#tests/support/server.ts'
import { createPlanned, inDays, passDays } from './calendar.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

async function found(seed: number, plan: Parameters<typeof createPlanned>[1] = {}) {
	const company = await RandomCompany.found(database.adminPool, seed, { members: 30 })
	const cycleId = await createPlanned(company, plan)
	const root = `/a/c-${company.accountId.slice(0, 12)}/cycles`
	const hr = visit(server.url + root, await startSessionOf(database.adminPool, company.hr.userId))
	return { company, cycleId, root, hr, here: `/${cycleId}` }
}

const on = (day: string) =>
	new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
		new Date(day),
	)

test('a new cycle leads to its dates, which are suggested and saved as they are', async () => {
	const { hr, root } = await found(271, { day: inDays(-92) })
	const form = await hr.get('/new')
	const created = await hr.post('/new', fieldsOf(form.text))
	expect(created.status).toBe(303)
	expect(created.location).toMatch(/\/cycles\/[0-9a-f-]{36}\/plan\?suggest=1$/)
	const path = created.location?.slice(root.length) ?? ''
	const plan = await hr.get(path)
	expect(textOf(plan.text)).toContain('We suggest these dates')
	const fields = fieldsOf(plan.text)
	expect(fields['opensOn'] && fields['opensOn'] > inDays(0)).toBe(true)
	const saved = await hr.post(path.replace(/\?.*/, ''), fields)
	expect(saved.status).toBe(303)
	const page = textOf((await hr.get(saved.location?.slice(root.length) ?? '')).text)
	expect(page).toContain('Check-ins open automatically on')
	for (const name of ['opensOn', 'reviewOn', 'calibrationOn', 'publishesOn']) {
		expect(page).toContain(on(fields[name] ?? ''))
	}
})

test('a wrong date is said at its field, and nothing is saved', async () => {
	const { hr, here, company, cycleId } = await found(272, { opensOn: inDays(3) })
	const fields = fieldsOf((await hr.get(`${here}/plan`)).text)
	const tries: [Record<string, string>, string][] = [
		[{ reviewOn: inDays(3) }, 'Choose a day after ‘Check-ins open’, or clear one of the two.'],
		[{ opensOn: inDays(-1) }, 'To open today, use the button on the cycle’s page.'],
		[{ reviewOn: '2026-02-31' }, 'Enter a date, such as 2026-12-07, or leave it empty.'],
		[{ lateJoinersUntil: inDays(-1) }, 'This day is past.'],
		[{ lateJoinersUntil: inDays(1) }, 'Nobody can join before check-ins open.'],
		[{ calibrationOn: inDays(9), lateJoinersUntil: inDays(9) }, 'Nobody can answer any more on this day.'],
		[{ addedTeamId: crypto.randomUUID() }, 'One of the teams is archived or gone.'],
		[{ addedTeamId: 'x' }, 'Choose a team of the list.'],
		[{ familyIds: crypto.randomUUID() }, 'One of the families is asked nothing any more.'],
	]
	for (const [changed, message] of tries) {
		const answer = await hr.post(`${here}/plan`, { ...fields, ...changed })
		expect(answer.status, message).toBe(400)
		expect(textOf(answer.text)).toContain(message)
	}
	const stale = await hr.post(`${here}/plan`, { ...fields, version: '9', opensOn: inDays(5) })
	expect(stale.status).toBe(409)
	expect(textOf(stale.text)).toContain('Somebody else changed this plan')
	const rows = await company.sql(
		`SELECT version, opens_on::text AS day FROM cycle WHERE account_id = $1 AND id = $2`,
		[company.accountId, cycleId],
	)
	expect(rows).toEqual([{ version: 1, day: inDays(3) }])
})

test('without a script a refused plan comes back as it was sent, boxes and all', async () => {
	const { hr, here, company } = await found(278)
	const [team, other] = await company.sql<{ id: string }>(
		`SELECT id FROM team WHERE account_id = $1 AND archived_at IS NULL ORDER BY id LIMIT 2`,
		[company.accountId],
	)
	const [kept, added] = company.families
	if (!team || !other || !kept || !added) throw new Error('too few teams or families')
	const fields = fieldsOf((await hr.get(`${here}/plan`)).text)
	const plan = { ...fields, addedTeamId: team.id, familyIds: kept.id, repeats: 'on' }
	expect((await hr.post(`${here}/plan`, plan)).status).toBe(303)

	const { version = '' } = fieldsOf((await hr.get(`${here}/plan`)).text)
	const refused = await hr.post(`${here}/plan`, {
		...{ version, reviewOn: '2026-02-31', addedTeamId: other.id, familyIds: added.id },
	})
	expect(refused.status).toBe(400)
	const isChecked = (id: string) =>
		/ checked=""/.test(new RegExp(`<input[^>]*id="${id}"[^>]*>`).exec(refused.text)?.[0] ?? '')
	expect(isChecked(`team-${team.id}`)).toBe(false)
	expect(isChecked(`family-${kept.id}`)).toBe(false)
	expect(isChecked(`family-${added.id}`)).toBe(true)
	const back = fieldsOf(refused.text)
	expect(back).toMatchObject({ reviewOn: '2026-02-31', addedTeamId: other.id })
	expect(back).not.toHaveProperty('repeats')
	// Nothing was saved.
	const stands = fieldsOf((await hr.get(`${here}/plan`)).text)
	expect(stands).toMatchObject({ teamIds: team.id, familyIds: kept.id, repeats: 'on' })
})

test('whom a draft asks is chosen, and said wherever the cycle is described', async () => {
	const { hr, here, company, root } = await found(273)
	const fields = fieldsOf((await hr.get(`${here}/plan`)).text)
	const [team] = await company.sql<{ id: string; name: string }>(
		`SELECT t.id, t.name FROM team t WHERE t.account_id = $1 AND t.archived_at IS NULL AND EXISTS (SELECT FROM member m
			WHERE m.team_id = t.id AND m.family_id IS NOT NULL AND m.left_on IS NULL) LIMIT 1`,
		[company.accountId],
	)
	if (!team) throw new Error('no team')
	const stays = await hr.post(`${here}/plan`, { ...fields, addedTeamId: team.id, then: 'stay' })
	expect(stays.location).toBe(`${root}${here}/plan#scope`)
	const words = `${team.name} with all teams below`
	expect(textOf((await hr.get(`${here}/plan`)).text)).toContain(team.name)
	expect(textOf((await hr.get(here)).text)).toContain(words)
	expect(textOf((await hr.get('')).text)).toContain(words)
	await openCycle(company.hr, { cycleId: here.slice(1) })
	expect(textOf((await hr.get(`${here}?view=publish`)).text)).toContain(words)
	expect(textOf((await hr.get(`${here}/plan`)).text)).not.toContain('Whom it asks')
	await publishCycle(company.hr, { cycleId: here.slice(1) })
	const heatmap = visit(
		server.url + root.replace(/\/cycles$/, ''),
		await startSessionOf(database.adminPool, company.hr.userId),
	)
	expect(textOf((await heatmap.get('/heatmap')).text)).toContain(words)
	// Repeating is all that can be changed then.
	const last = await hr.get(`${here}/plan`)
	expect(Object.keys(fieldsOf(last.text)).filter((name) => /On$|Until$/.test(name))).toEqual([])
	const { version = '' } = fieldsOf(last.text)
	const repeats = await hr.post(`${here}/plan`, { version, repeats: 'on' })
	expect(repeats.status).toBe(303)
	expect(textOf((await hr.get(here)).text)).toContain('Repeats every quarter')
})

test('moving on shows what ends and who would miss it, with links; then it is done once', async () => {
	const { hr, here, company, cycleId, root } = await found(274)
	expect((await hr.get(`${here}?view=move&to=review`)).text).not.toContain('Begin the review of')
	await openCycle(company.hr, { cycleId })
	const page = await hr.get(`${here}?view=move&to=calibration`)
	const text = textOf(page.text)
	expect(text).toContain('No check-in can be saved or sent any more.')
	expect(text).toMatch(/\d+ people : neither has sent theirs/)
	expect(page.text).toContain('?view=people&amp;standing=waits-for-both')
	expect(textOf((await hr.get(`${here}?view=families`)).text)).toContain('Person due')
	// Of a cycle that runs the list says what is assessed so far.
	expect(textOf((await hr.get('')).text)).toMatch(/\d+ of \d+ · \d+ ?% so far/)
	const moved = await hr.post(here, { intent: 'move', to: 'review' })
	expect(moved).toMatchObject({ status: 303, location: `${root}${here}` })
	expect(textOf((await hr.get(here)).text)).toContain('In review')
	await hr.post(here, { intent: 'move', to: 'calibration' })
	expect(textOf((await hr.get(here)).text)).toContain('In calibration')
	// Nobody can answer any more, so nobody is said to be due or waited for.
	for (const view of ['families', 'teams', 'people']) {
		const closed = textOf((await hr.get(`${here}?view=${view}`)).text)
		expect(closed).toContain('Answers missing')
		expect(closed).not.toMatch(/ due |Waiting for/)
	}
	expect(textOf((await hr.get(`${here}/progress?view=managers`)).text)).toContain('Person not sent')
	expect((await hr.post(here, { intent: 'move', to: 'review' })).status).toBe(303)
	expect(textOf((await hr.get(here)).text)).toContain('In calibration')
	expect((await hr.post(here, { intent: 'move', to: 'published' })).status).toBe(400)
})

test('a figure of the cycle leads to exactly the people whom it counts', async () => {
	const { hr, here, company, cycleId } = await found(279)
	await openCycle(company.hr, { cycleId })
	const page = await hr.get(here)
	const [, count] = /Waiting for answers (\d+)/.exec(textOf(page.text)) ?? []
	expect(Number(count)).toBeGreaterThan(0)
	expect(page.text).toContain('?view=people&amp;standing=waiting')
	const list = await hr.get(`${here}?view=people&standing=waiting`)
	expect(textOf(list.text)).toMatch(new RegExp(`(of )?${count} people`))
	expect(fieldsOf(list.text)).toMatchObject({ standing: 'waiting' })
})

test('somebody who came late is added from a list, and who cannot be is said', async () => {
	const { hr, here, company, cycleId } = await found(275)
	await openCycle(company.hr, { cycleId })
	const [family] = company.families
	await company.sql(
		`INSERT INTO member (account_id, name, family_id) VALUES ($1, 'Nina New', $2), ($1, 'Nolan None', NULL)`,
		[company.accountId, family?.id],
	)
	const list = await hr.get(`${here}?view=add&search=n`)
	expect(textOf(list.text)).toMatch(/Nolan None .{0,40}No role family that is asked/)
	const [member] = await company.sql<{ id: string }>(
		`SELECT id FROM member WHERE account_id = $1 AND name = 'Nina New'`,
		[company.accountId],
	)
	const [none] = await company.sql<{ id: string }>(
		`SELECT id FROM member WHERE account_id = $1 AND name = 'Nolan None'`,
		[company.accountId],
	)
	const added = await hr.post(`${here}?view=add`, { intent: 'add', memberId: member?.id ?? '' })
	expect(added.status).toBe(303)
	const refused = await hr.post(`${here}?view=add`, { intent: 'add', memberId: none?.id ?? '' })
	expect(refused.status).toBe(409)
	expect(textOf(refused.text)).toContain('Nolan None has no role family that is asked anything')
	const people = textOf((await hr.get(`${here}?view=people&search=Nina`)).text)
	expect(people).toContain('Joined late')
	expect((await hr.post(here, { intent: 'add', memberId: crypto.randomUUID() })).status).toBe(404)
})

test('why somebody is exempt is a kind, with words where the kind says too little', async () => {
	const { hr, here, company, cycleId } = await found(276)
	await openCycle(company.hr, { cycleId })
	const [one] = await company.sql<{ id: string; name: string }>(
		`SELECT p.id, m.name FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 WHERE p.account_id = $1 ORDER BY m.name LIMIT 1`,
		[company.accountId],
	)
	const exempt = { intent: 'exempt', participantId: one?.id ?? '', version: '1' }
	const silent = await hr.post(here, { ...exempt, kind: 'other', reason: ' ' })
	expect(silent.status).toBe(400)
	const unknown = await hr.post(here, { ...exempt, kind: 'tired' })
	expect(unknown.status).toBe(400)
	expect((await hr.post(`${here}?view=people`, { ...exempt, kind: 'leave' })).status).toBe(303)
	expect(textOf((await hr.get(`${here}?view=people&standing=exempt`)).text)).toContain('On leave')
})

test('a draft whose day has come and that cannot open says why, on its page and on home', async () => {
	const { hr, here, company, cycleId, root } = await found(277, { opensOn: inDays(1) })
	await company.sql(`UPDATE member SET family_id = NULL WHERE account_id = $1`, [company.accountId])
	await passDays(company, 1)
	const text = textOf((await hr.get(here)).text)
	expect(text).toContain('Nobody can take part yet')
	expect(text).toContain('Check-ins open as soon as nothing stands in the way.')
	const home = visit(
		server.url + root.replace(/\/cycles$/, ''),
		await startSessionOf(database.adminPool, company.hr.userId),
	)
	expect(textOf((await home.get('')).text)).toMatch(/Q\d \d{4} was to open on/)
	await company.sql(`UPDATE cycle SET review_on = opens_on + 1 WHERE account_id = $1 AND id = $2`, [
		company.accountId,
		cycleId,
	])
	await company.sql(`UPDATE member SET family_id = $2 WHERE account_id = $1`, [
		company.accountId,
		company.families[0]?.id,
	])
	await passDays(company, 3)
	const passed = textOf((await hr.get(here)).text)
	expect(passed).toContain('The day on which the review begins has come already')
	const opened = await hr.post(here, { intent: 'open' })
	expect(opened.status).toBe(409)
	expect(textOf(opened.text)).toContain('Give it later dates first.')
})
