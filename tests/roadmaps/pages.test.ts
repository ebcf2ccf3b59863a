import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { changeRoadmap } from '#app/data/roadmaps/change-roadmap.server.ts'
import { checkDueOutcomes } from '#app/data/roadmaps/check-outcomes.server.ts'
import { closePhase } from '#app/data/roadmaps/close-phase.server.ts'
import { holdCheckpoint } from '#app/data/roadmaps/hold-checkpoint.server.ts'
import { closeRoadmap } from '#app/data/roadmaps/close-roadmap.server.ts'
import { startCheckpoint } from '#app/data/roadmaps/start-checkpoint.server.ts'
import { minutesMails } from '#app/mail/minutes-mails.server.ts'
import { join } from '#tests/auth/new-company.ts'
import { startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { planningCompany } from './planning-company.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
let company: Awaited<ReturnType<typeof planningCompany>>
let root = ''

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await planningCompany(database.adminPool)
	root = `/a/${company.slug}/roadmaps`
})
afterAll(closeDatabase)

const as = async (who: keyof typeof company.people) =>
	visit(server.url, (await startSessionOf(database.adminPool, company.people[who].userId)) ?? '')

/** The first column of a CSV. */
const firstCells = (text: string) =>
	text
		.replace('\u{feff}', '')
		.trim()
		.split(/\r?\n/)
		.slice(1)
		.map((line) => line.split(',')[0])

test('the CSV of the portfolio holds exactly what is filtered, and of what one may read', async () => {
	const ofTeam = await company.addPlan()
	await database.adminPool.query(`UPDATE roadmap SET name = 'Ours' WHERE id = $1`, [ofTeam])
	const ofOther = await company.addPlan({ teamId: company.other })
	await database.adminPool.query(`UPDATE roadmap SET name = 'Theirs', owner_id = NULL WHERE id = $1`, [
		ofOther,
	])
	const hr = await as('hr')
	expect(firstCells((await hr.get(`${root}.csv`)).text)).toEqual(['Ours', 'Theirs'])
	const below = `?team=${company.top}&q=their`
	expect(firstCells((await hr.get(`${root}.csv${below}`)).text)).toEqual(['Theirs'])
	expect(firstCells((await hr.get(`${root}.csv?team=${company.team}`)).text)).toEqual(['Ours'])
	expect(firstCells((await hr.get(`${root}.csv?standing=on-track`)).text)).toEqual([])
	expect(firstCells((await (await as('member')).get(`${root}.csv`)).text)).toEqual(['Ours'])
	// The page names no team of which the reader sees no plan.
	const page = (await (await as('member')).get(root)).text
	expect(page).toContain('Ours')
	expect(page).not.toContain('Payouts')
})

test('the portfolio says the level reached beside the level planned, each by what its reader may see', async () => {
	const { accountId, team, people } = company
	const created = await createCycle(company.scope, { day: '2026-01-10' })
	if (!created.ok) throw new Error(created.reason)
	await database.adminPool.query(
		`INSERT INTO cycle_team (account_id, cycle_id, team_id, name) VALUES ($1, $2, $3, 'Checkout')`,
		[accountId, created.cycleId, team],
	)
	await database.adminPool.query(
		`INSERT INTO team_assessment (account_id, cycle_id, team_id, framework_key, framework_version, checks_version, state, claimed,
			shown, shown_on, revealed_at, revealed_inputs, revealed_of, agreed_at)
		 VALUES ($1, $2, $3, 'five-ai-coding-levels', 1, 1, 'agreed', 4, 3, '2026-01-01', now(), 1, 1, now())`,
		[accountId, created.cycleId, team],
	)
	const planId = await company.addPlan({ startsOn: '2025-06-02' })
	await database.adminPool.query(`UPDATE roadmap SET name = 'With a level' WHERE id = $1`, [planId])
	const search = '?q=With+a+level'
	const columns = async (who: keyof typeof people) => {
		const [header, row] = parse((await (await as(who)).get(`${root}.csv${search}`)).text, {
			bom: true,
		}) as string[][]
		return ['start_level', 'planned_level', 'reached_level', 'reached_in'].map(
			(name) => row?.[header?.indexOf(name) ?? -1],
		)
	}
	expect(await columns('hr')).toEqual(['2', '5', '3', 'Q1 2026'])
	expect(await columns('member')).toEqual(['2', '5', '3', 'Q1 2026'])
	const page = textOf((await (await as('hr')).get(root + search)).text)
	expect(page).toMatch(/3\s*Q1 2026\s*planned 5/)
	// A plan that is begun is offered from there.
	const begun = async (teamId: string) =>
		(await (await as('hr')).get(`${root}/new?template=five-ai-coding-levels&team=${teamId}`)).text
	const levels = (text: string) =>
		[...text.matchAll(/<option value="(\d)" selected="">/g)].map(([, at]) => at)
	expect(levels(await begun(team))).toEqual(['3', '5'])
	expect(await begun(team)).toContain('Checkout, Q1 2026: 3')
	expect(levels(await begun(company.other))).toEqual(['2', '5'])
	expect(await begun(company.other)).not.toContain('Q1 2026')
	// Who reads a plan because they own it need not read what the team agreed.
	await database.adminPool.query(`UPDATE roadmap SET owner_id = $2 WHERE id = $1`, [
		planId,
		people.stranger.memberId,
	])
	expect(await columns('stranger')).toEqual(['2', '5', '', ''])
	expect(textOf((await (await as('stranger')).get(root + search)).text)).toMatch(/nothing to see\s*planned 5/)
})

test('the CSV of a plan holds exactly what its table is filtered to', async () => {
	const planId = await company.addPlan()
	const lead = await as('lead')
	const items = firstCells((await lead.get(`${root}/${planId}/items.csv?kind=outcome&phase=discovery`)).text)
	expect(items).toEqual(['The product hypothesis is validated', 'The backlog is in order of priority'])
	// What is no filter is as if it were not there.
	const all = firstCells((await lead.get(`${root}/${planId}/items.csv?kind=x&phase=%00&sort=y`)).text)
	expect(all).toHaveLength(20)
})

test('who saves second sees what the first saved beside what they typed, and nothing is changed', async () => {
	const planId = await company.addPlan()
	const item = (await company.read(planId)).items.find(({ phase }) => phase === 'mvp')
	const lead = await as('lead')
	const address = `${root}/${planId}/items/${item?.id}`
	const fields = {
		...{ intent: 'save', version: '1', kind: 'deliverable', phase: 'mvp', state: 'todo', weight: '2' },
		text: 'As the first saved it',
	}
	expect((await lead.post(address, fields)).status).toBe(303)
	const second = await lead.post(address, { ...fields, text: 'As the second typed it' })
	expect(second.status).toBe(409)
	expect(second.text).toContain('As the first saved it')
	expect(second.text).toContain('As the second typed it')
	const kept = (await company.read(planId)).items.find(({ id }) => id === item?.id)
	expect(kept).toMatchObject({ text: 'As the first saved it', version: 2 })
})

test('who saves second sees another phase and another way to be met; a phase that is closed takes nothing along', async () => {
	const planId = await company.addPlan()
	const item = (await company.read(planId)).items.find((one) => one.phase === 'mvp' && one.kind === 'outcome')
	const lead = await as('lead')
	const address = `${root}/${planId}/items/${item?.id}`
	const fields = { intent: 'save', version: '1', kind: 'outcome', state: 'todo', weight: '1', text: 'Mine' }
	const theirs = { ...fields, text: 'Theirs', phase: 'scaling', by: 'note' }
	expect((await lead.post(address, theirs)).status).toBe(303)
	const second = await lead.post(address, { ...fields, phase: 'mvp' })
	expect(second.status).toBe(409)
	const latest = /Saved by somebody else in the meantime.*?<\/dl>/s.exec(second.text)?.[0]
	expect(latest).toContain('Scaling to level 5')
	expect(latest).toContain('A note that a sponsor approves')
	const closing = { roadmapId: planId, phase: 'discovery', isSponsor: true, exception: 'Done' } as const
	expect(await closePhase(company.scope, closing)).toMatchObject({ ok: true })
	const kept = (await company.read(planId)).items.find(({ id }) => id === item?.id)
	const late = { ...fields, version: String(kept?.version), phase: 'discovery', text: 'Half' }
	expect((await lead.post(address, late)).status).toBe(409)
	expect((await company.read(planId)).items.find(({ id }) => id === item?.id)).toEqual(kept)
})

test('an outcome whose metric is archived by now is saved as it is', async () => {
	const planId = await company.addPlan()
	const item = (await company.read(planId)).items.find((one) => one.phase === 'mvp' && one.kind === 'outcome')
	const metricId = await company.metricId('stories-shipped')
	const rule = { by: 'metric', metricId, comparison: 'at-least', value: '10', periods: '2' }
	const fields = { intent: 'save', kind: 'outcome', phase: 'mvp', state: 'todo', weight: '1', ...rule }
	const lead = await as('lead')
	const address = `${root}/${planId}/items/${item?.id}`
	expect((await lead.post(address, { ...fields, version: '1', text: 'First' })).status).toBe(303)
	await database.adminPool.query(`UPDATE metric SET archived_at = now() WHERE id = $1`, [metricId])
	expect((await lead.get(address)).text).toContain('(archived)')
	expect((await lead.post(address, { ...fields, version: '2', text: 'Second' })).status).toBe(303)
	const kept = (await company.read(planId)).items.find(({ id }) => id === item?.id)
	expect(kept).toMatchObject({ text: 'Second', outcome: { by: 'metric', metricId, value: 10, periods: 2 } })
	await database.adminPool.query(`UPDATE metric SET archived_at = NULL WHERE id = $1`, [metricId])
})

test('a form that says nothing sensible is refused with what to do, and changes nothing', async () => {
	const planId = await company.addPlan()
	const lead = await as('lead')
	const before = await company.read(planId)
	const item = before.items.find(({ phase }) => phase === 'mvp')
	const address = `${root}/${planId}/items/${item?.id}`
	const fields = {
		intent: 'save',
		version: '1',
		kind: 'own',
		phase: 'mvp',
		state: 'todo',
		weight: '1',
		text: 'x',
	}
	for (const [wrong, words] of [
		[{ text: ' ' }, 'Say what is to be done.'],
		[{ link: 'javascript:alert(1)' }, 'Enter an address that begins with'],
		[{ dueOn: '2026-02-30' }, 'Enter the day as YYYY-MM-DD.'],
		[{ dueOn: '2026-01-04' }, 'nothing in it is due before. Choose that day or a later one.'],
		[{ owner: 'Nobody of this name' }, 'Nobody here is meant by this.'],
		[
			{
				kind: 'outcome',
				by: 'metric',
				metricId: crypto.randomUUID(),
				value: '1',
				comparison: 'at-least',
				periods: '1',
			},
			'The metric that you chose is gone.',
		],
	] as const) {
		const answer = await lead.post(address, { ...fields, ...wrong })
		expect([400, 409], words).toContain(answer.status)
		expect(answer.text).toContain(words)
	}
	// Nothing of what was typed is lost, a script or none.
	const evidence = { intent: 'add-evidence', note: 'Seen at the review', url: 'javascript:alert(1)' }
	const refused = await lead.post(address, { ...evidence, idempotencyKey: crypto.randomUUID() })
	expect(refused.status).toBe(400)
	expect(refused.text).toContain('Enter an address that begins with')
	expect(refused.text).toContain('Seen at the review</textarea>')
	expect(refused.text).toContain('value="javascript:alert(1)"')
	const moved = { intent: 'preview', what: 'discovery', to: '2026-01-01', version: '1' }
	expect((await lead.post(`${root}/${planId}/edit`, moved)).text).toContain(
		'A phase cannot end before it begins.',
	)
	expect(await company.read(planId)).toEqual(before)
})

test('two sponsors of one name stay two, and which of them goes is asked', async () => {
	const planId = await company.addPlan()
	const twins = [await company.addMember('Anna', company.team), await company.addMember('Anna', company.team)]
	const { version } = await company.read(planId)
	const head = { name: 'To level 5', startLevel: 2, targetLevel: 5, ownerId: null, sponsorIds: twins }
	await changeRoadmap(company.scope, { roadmapId: planId, version, head })
	const lead = await as('lead')
	const fields = { intent: 'head', version: String(version + 1), startLevel: '2', targetLevel: '5' }
	const save = (sponsors: string) =>
		lead.post(`${root}/${planId}/edit`, { ...fields, name: 'Renamed', owner: '', sponsors })
	const unclear = await save('Anna')
	expect([unclear.status, unclear.text.includes('Several people are meant by “Anna”')]).toEqual([400, true])
	expect((await save('Anna\nAnna')).status).toBe(303)
	const kept = await company.read(planId)
	expect(kept.name).toBe('Renamed')
	expect(kept.sponsors.map(({ id }) => id).toSorted()).toEqual(twins.toSorted())
})

test('who leads the team cannot name themselves as a sponsor, and is told why', async () => {
	const planId = await company.addPlan()
	const lead = await as('lead')
	const fields = {
		version: '1',
		startLevel: '2',
		targetLevel: '5',
		name: 'To level 5',
		sponsors: 'Sam\nLena',
	}
	const refused = await lead.post(`${root}/${planId}/edit`, { ...fields, intent: 'head', owner: '' })
	expect([refused.status, refused.text.includes('you cannot name yourself')]).toEqual([400, true])
	expect((await company.read(planId)).sponsors.map(({ name }) => name)).toEqual(['Sam'])
})

test('the figures of an outcome are in no answer to who may not read its metric', async () => {
	const { stranger, hr } = company.people
	const planId = await company.addPlan()
	const item = (await company.read(planId)).items.find(({ kind }) => kind === 'outcome')
	const metricId = await company.metricId('prs-merged')
	const outcome = { by: 'metric', metricId, comparison: 'at-least', value: 1, periods: 1 } as const
	const { scope } = hr
	const of = { roadmapId: planId, itemId: item?.id ?? '' }
	await changeItem(scope, { ...of, version: 1, input: { outcome, ownerId: stranger.memberId } })
	for (let n = 0; n < 5; n += 1) await company.addMember(`Person ${n}`, company.team)
	await company.addValue({
		...{ metric: 'prs-merged', start: '2026-03-01', grain: 'month', kind: 'team', weight: null },
		...{ subjectId: company.team, value: 4711 },
	})
	await checkDueOutcomes(scope, { at: new Date() })
	await database.adminPool.query(`UPDATE roadmap SET owner_id = $1 WHERE id = $2`, [
		stranger.memberId,
		planId,
	])
	const started = await startCheckpoint(scope, { roadmapId: planId, idempotencyKey: randomUUID() })
	const checkpoint = started.ok ? `/checkpoints/${started.checkpointId}` : ''
	const path = `${root}/${planId}`
	const itemPath = `${path}/items/${of.itemId}`
	const pages = [itemPath, path, `${path}?view=table`, `${path}${checkpoint}`, `${path}/items.csv`]
	const figure = /4[,.]?711/
	const [asStranger, asHr] = [await as('stranger'), await as('hr')]
	for (const page of pages) {
		const read = await asStranger.get(page)
		expect([page, read.status, figure.test(read.text)]).toEqual([page, 200, false])
	}
	const told = (await asStranger.get(itemPath)).text
	expect(told).toContain('Met: ')
	expect(told).toContain('Its figures are for those who may read this metric')
	expect((await asStranger.get(`${path}/items.csv`)).text).toContain('Met: ')
	for (const page of [itemPath, `${path}/items.csv`]) expect((await asHr.get(page)).text).toMatch(figure)
	const checkpointId = started.ok ? started.checkpointId : ''
	const about = { account: { name: 'A', slug: company.slug, locale: 'en' }, baseUrl: server.url }
	const held = await holdCheckpoint(scope, {
		...{ roadmapId: planId, checkpointId, version: 1, decisions: '', locale: 'en' },
		minutes: (minutes) => minutesMails(minutes, about),
	})
	expect(held).toEqual({ ok: true, mails: 2 })
	const { rows } = await database.adminPool.query<{ text: string }>(
		`SELECT c.agenda::text || c.standing::text AS text FROM roadmap_checkpoint c WHERE id = $1
		 UNION ALL SELECT text || html FROM outbox_message WHERE account_id = $2 AND subject LIKE 'Read the minutes%'`,
		[checkpointId, company.accountId],
	)
	expect(rows).toHaveLength(3)
	for (const { text } of rows) {
		expect(text).toContain(item?.text)
		expect(text).not.toMatch(figure)
	}
	// Its history says what did it.
	expect((await asHr.get(itemPath)).text).toContain('By its metric')
})

test('moving a phase shows what follows, then does it', async () => {
	const planId = await company.addPlan()
	const lead = await as('lead')
	const fields = { what: 'discovery', to: '2026-01-25', version: '1' }
	const preview = await lead.post(`${root}/${planId}/edit`, { intent: 'preview', ...fields })
	expect(preview.status).toBe(200)
	expect(preview.text).toContain('26 Jan 2026 – 11 Apr 2026')
	// The form that moves carries what was previewed, whatever is typed above it.
	const moving = preview.text.split('<form').find((form) => form.includes('Move it so'))
	expect(moving).toContain('type="hidden" name="what" value="discovery"')
	expect(moving).toContain('type="hidden" name="to" value="2026-01-25"')
	expect((await company.read(planId)).phases[0]?.endsOn).toBe('2026-01-18')
	expect((await lead.post(`${root}/${planId}/edit`, { intent: 'move', ...fields })).status).toBe(303)
	expect((await company.read(planId)).phases[1]).toMatchObject({
		startsOn: '2026-01-26',
		endsOn: '2026-04-11',
	})
})

test('a plan from level 2 to 5 in less than six months is told what the source says', async () => {
	const planId = await company.addPlan()
	const lead = await as('lead')
	const fields = { intent: 'preview', what: 'scaling', to: '2026-07-05', version: '1' }
	// Six months and a day, then less.
	const longer = await lead.post(`${root}/${planId}/edit`, fields)
	expect(longer.text).not.toContain('What the source says')
	const early = { ...fields, what: 'mvp', to: '2026-02-01' }
	await lead.post(`${root}/${planId}/edit`, { ...early, intent: 'move' })
	const shorter = { ...fields, to: '2026-05-10', version: '2' }
	expect((await lead.post(`${root}/${planId}/edit`, shorter)).text).toContain('realistic window')
})

test('a remedy of the plan’s lens is taken up once, with the key of its entry', async () => {
	const planId = await company.addPlan()
	const lead = await as('lead')
	const page = `${root}/${planId}`
	const remedy = { intent: 'remedy', remedyKey: 'remediations.named-owner', phase: 'mvp' }
	const take = (more: Record<string, string> = {}) =>
		lead.post(page, { ...remedy, idempotencyKey: crypto.randomUUID(), ...more })
	expect((await lead.get(page)).text).toContain('value="remediations.named-owner"')
	expect((await take()).status).toBe(303)
	const taken = (await company.read(planId)).items.filter(({ kind }) => kind === 'remedy')
	expect(taken).toMatchObject([{ sourceKey: 'remediations.named-owner', phase: 'mvp', state: 'todo' }])
	expect((await lead.get(page)).text).not.toContain('value="remediations.named-owner"')
	const again = await take()
	expect([again.status, again.text.includes('has taken this up already')]).toEqual([409, true])
	// Of another lens.
	expect((await take({ remedyKey: 'traps.magical-thinking' })).status).toBe(400)
	expect((await company.read(planId)).items).toHaveLength(21)
})

test('a template of the same name is replaced once that is asked, and none of another name', async () => {
	const planId = await company.addPlan()
	const hr = await as('hr')
	const save = (fields: Record<string, string>) =>
		hr.post(`${root}/${planId}/edit`, { intent: 'template', ...fields })
	expect([(await save({ name: 'One' })).status, (await save({ name: 'Two' })).status]).toEqual([303, 303])
	const asked = await save({ name: 'One' })
	expect(asked.status).toBe(409)
	expect(asked.text).toMatch(/<button(?=[^>]*name="replace")[^>]*value="One"/)
	expect((await save({ name: 'Two', replace: 'One' })).status).toBe(409)
	expect((await save({ name: 'One', replace: 'One' })).status).toBe(303)
	const { text } = await hr.get(`${root}/new`)
	expect(text).toContain('Templates of your company')
})

test('the gate of a later phase says which comes first and closes nothing', async () => {
	const planId = await company.addPlan()
	const sponsor = await as('sponsor')
	const gate = async (phase: string) => (await sponsor.get(`${root}/${planId}/phases/${phase}`)).text
	expect(await gate('discovery')).toContain('value="close"')
	const later = await gate('mvp')
	expect(later).toContain('phases close in their order')
	expect(later).not.toContain('value="close"')
	await closeRoadmap(company.scope, { roadmapId: planId, close: true })
	const closed = await gate('discovery')
	expect(closed).toContain('The plan is closed')
	expect(closed).not.toContain('In its way')
})

test('whoever has left and a team that is archived are said, and stay named', async () => {
	const team = await company.addTeam('Ledger', company.top)
	const planId = await company.addPlan({ teamId: team })
	const gone = await company.addMember('Gerda', team)
	const { version } = await company.read(planId)
	const head = { name: 'To level 5', startLevel: 2, targetLevel: 5, ownerId: null, sponsorIds: [gone] }
	await changeRoadmap(company.scope, { roadmapId: planId, version, head })
	const [item] = (await company.read(planId)).items
	const itemId = item?.id ?? ''
	await changeItem(company.scope, { roadmapId: planId, itemId, version: 1, input: { ownerId: gone } })
	const hr = await as('hr')
	const executive = await as('sponsor')
	const said = async (path = '', by = hr) =>
		(await by.get(`${root}/${planId}${path}`)).text.replaceAll(/<!-- -->|<[^>]*>/g, '')
	const before = await said()
	expect(before).toContain('No owner, Gerda')
	expect(before).not.toContain('has left')
	await database.adminPool.query(`UPDATE member SET left_on = current_date - 1 WHERE id = $1`, [gone])
	await database.adminPool.query(`UPDATE team SET archived_at = now() WHERE id = $1`, [team])
	const after = await said()
	expect(after).toContain('No owner, Gerda (has left)')
	expect(after).toContain('for Ledger (archived).')
	// On the card of the board, on the item for whoever only reads it, and where another is named.
	expect(after).toMatch(/Gerda \(has left\).*Gerda \(has left\)/s)
	expect(await said(`/items/${itemId}`, executive)).toContain('OwnerGerda (has left)')
	expect(await said(`/items/${itemId}`)).toContain('Gerda (has left). Name another: e-mail')
	const { text } = await hr.get(`${root}/${planId}/edit`)
	expect(text).toContain('Gerda</textarea>')
})

test('who leads no team is offered no plan to begin, and a lens that a team is not marked for is said', async () => {
	// Somebody who has people and leads no team.
	const memberId = await company.addMember('Ida', null)
	await company.addMember('Rita', company.other, memberId)
	const idle = await join({ accountId: company.accountId }, { roles: ['member'], name: 'Ida', memberId })
	const manager = visit(server.url, (await startSessionOf(database.adminPool, idle.userId)) ?? '')
	const begins = 'Begin a plan'
	expect((await manager.get(`${root}/new`)).text).toContain('No team to plan for')
	expect((await manager.get(root)).text).not.toContain(begins)
	expect((await (await as('hr')).get(root)).text).toContain(begins)
	const said = async (template: string) =>
		(await (await as('hr')).get(`${root}/new?template=${template}`)).text.split('(the lens does not apply)')
			.length - 1
	expect(await said('five-ai-coding-levels')).toBe(3)
	await database.adminPool.query(`UPDATE team SET builds_product_features = true WHERE id = $1`, [
		company.team,
	])
	expect(await said('five-ai-coding-levels')).toBe(2)
	expect(await said('sales-tier')).toBe(0)
})

test('the timeline sets done against planned by day, from before the plan to its end', async () => {
	const planId = await company.addPlan()
	const { text } = await (await as('member')).get(`${root}/${planId}?view=timeline`)
	const table = /Planned and done by day.*?<\/table>/s.exec(text)?.[0] ?? ''
	const rows = table.split('<tr').slice(2)
	expect([rows[0]?.includes('4 Jan 2026'), rows[0]?.includes('0%')]).toEqual([true, true])
	expect(rows.some((row) => row.includes('4 Jan 2027') && row.includes('100%'))).toBe(true)
})

test('what one may not do answers like what does not exist', async () => {
	const planId = await company.addPlan()
	const missing = `${root}/${crypto.randomUUID()}`
	const stranger = await as('stranger')
	const none = await stranger.get(missing)
	expect(none.status).toBe(404)
	const theirs = await stranger.get(`${root}/${planId}`)
	expect([theirs.status, theirs.text.length]).toEqual([404, none.text.length])
	const member = await as('member')
	expect((await member.get(`${root}/${planId}/edit`)).status).toBe(404)
	const item = (await company.read(planId)).items[0]
	const card = { intent: 'card', itemId: item?.id ?? '', version: '1', state: 'done' }
	expect((await member.post(`${root}/${planId}`, card)).status).toBe(404)
	expect((await member.post(`${root}/${planId}/phases/discovery`, { intent: 'close' })).status).toBe(404)
	expect((await company.read(planId)).items[0]?.state).toBe('todo')
})
