import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { addEvidence } from '#app/data/roadmaps/add-evidence.server.ts'
import { approveOutcome } from '#app/data/roadmaps/approve-outcome.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { moveItem } from '#app/data/roadmaps/move-item.server.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { shiftMonths } from '#app/domain/roadmap/shift-months.ts'
import { tendRoadmaps } from '#app/jobs/tend-roadmaps.server.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { planningCompany } from '#tests/roadmaps/planning-company.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { expectConsoleError } from '#tests/support/console.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { byKeyboard } from '#tests/support/keyboard-user.ts'
import type { KeyboardUser } from '#tests/support/keyboard-user.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()
let company: Awaited<ReturnType<typeof planningCompany>>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await planningCompany(database.adminPool)
	// As many people as the rule of privacy asks for, so that a value of the team is shown.
	for (let n = 0; n < 6; n += 1) await company.addMember(`Person ${n}`, company.team)
})
afterAll(closeDatabase)

async function openAs(who: 'lead' | 'sponsor' | 'member', options: { javaScriptEnabled?: boolean } = {}) {
	const page = await newPage(options)
	const value = (await startSessionOf(database.adminPool, company.people[who].userId)) ?? ''
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	return page
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first()
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

/** Opens the page of an item. */
async function openItem(user: KeyboardUser, text: string) {
	const { rows } = await database.adminPool.query<{ address: string }>(
		`SELECT 'roadmaps/' || i.roadmap_id || '/items/' || i.id AS address FROM roadmap_item i
		 JOIN roadmap r ON r.id = i.roadmap_id WHERE i.text = $1 ORDER BY r.created_at DESC LIMIT 1`,
		[text],
	)
	await user.page.goto(`${server.url}/a/${company.slug}/${rows[0]?.address}`)
	await user.arrive(text)
}

/** Shows a deliverable and sets it done. */
async function finish(user: KeyboardUser, text: string) {
	const { page } = user
	await openItem(user, text)
	await user.type(page.getByLabel('What shows it', { exact: true }), 'Seen at the review')
	await user.use(button(page, 'Add evidence'))
	await said(page, 'The evidence is added.')
	await user.pick(page.getByLabel('State', { exact: true }), 'Done')
	await user.use(button(page, 'Save'))
	await said(page, 'The item is saved.')
}

/** Does what is left of a phase as well, without its pages. */
async function finishRest(roadmapId: string, phase: PhaseKey) {
	const { scope, people, read } = company
	const note = 'Seen at the review'
	for (const { id: itemId, version, ...item } of (await read(roadmapId)).items) {
		if (item.phase !== phase || item.state === 'done') continue
		const of = { roadmapId, itemId }
		if (item.kind === 'outcome') {
			await changeItem(scope, { ...of, version, input: { outcome: { by: 'note' } } })
			await approveOutcome(people.sponsor.scope, { ...of, version: version + 1, note })
		} else {
			await addEvidence(scope, { ...of, note, url: null, idempotencyKey: randomUUID() })
			await changeItem(scope, { ...of, version, input: { state: 'done' } })
		}
	}
}

test('a plan from its beginning to a closed second phase, by keyboard alone', async () => {
	const today = todayIn('Europe/Berlin')
	const startsOn = shiftMonths(`${today.slice(0, 7)}-01`, -2)
	const root = `${server.url}/a/${company.slug}/roadmaps`
	const lead = byKeyboard(await openAs('lead'))
	const { page } = lead

	// Begun from the source's template, previewed first.
	await page.goto(root)
	await lead.arrive('Roadmaps')
	await lead.use(link(page, 'Begin a plan'))
	await lead.arrive('Begin a plan')
	await lead.use(link(page, /^Two weeks to twelve months/))
	await page.getByLabel('Name', { exact: true }).waitFor()
	await lead.type(page.getByLabel('Name', { exact: true }), 'To level 5')
	await lead.type(page.getByLabel(/^Owner/), 'Lena')
	await lead.type(page.getByLabel(/^Sponsors/), 'Sam')
	await lead.pick(page.getByLabel('For', { exact: true }), 'Product / Checkout')
	await lead.typeDay(page.getByLabel('First day'), startsOn)
	await lead.use(button(page, 'Preview'))
	await said(page, 'As the plan would begin.')
	await lead.use(button(page, 'Begin the plan'))
	await lead.arrive('To level 5')
	const plan = page.url()
	// The first phase was to end long ago.
	await said(page, /was to end on .* and is open/)

	// The first phase closes by what is there: its deliverables are shown, and its outcomes are met by notes.
	const sponsor = byKeyboard(await openAs('sponsor'))
	const gate = sponsor.page
	await finish(lead, 'Success metrics')
	await openItem(lead, 'The product hypothesis is validated')
	await lead.pick(page.getByLabel('Met by'), 'A note that a sponsor approves')
	await lead.use(button(page, 'Save'))
	await said(page, 'A sponsor of the plan approves the note')
	await openItem(sponsor, 'The product hypothesis is validated')
	await sponsor.type(gate.getByLabel('What shows that it is met'), 'Shown at the review')
	await sponsor.use(button(gate, 'Approve: it is met'))
	await said(gate, 'The note is approved: the outcome is met.')
	await finishRest(plan.slice(plan.lastIndexOf('/') + 1), 'discovery')
	await gate.goto(`${plan}/phases/discovery`)
	await sponsor.arrive('Gate of Discovery')
	await said(gate, 'Nothing: everything is there.')
	await sponsor.use(button(gate, 'Close the phase'))
	await said(gate, 'The phase is closed.')

	// In the second one an item is late, …
	await finish(lead, 'MVP of production grade')
	await openItem(lead, 'Telemetry schema')
	await lead.typeDay(page.getByLabel(/^Due/), shiftDay(today, -3))
	await lead.use(button(page, 'Save'))
	await said(page, 'The item is saved.')
	await page.goto(`${plan}?view=table&state=overdue`)
	await lead.arrive('To level 5')
	await said(page, '1 item is overdue, by 3 days.')
	expect(await page.getByRole('row').count()).toBe(2)

	// … a metric decides an outcome, …
	await openItem(lead, 'Measurable signals inform how the model is improved')
	await lead.pick(page.getByLabel('Met by'), 'A metric')
	await lead.pick(page.getByLabel('Metric', { exact: true }), 'Stories shipped')
	await lead.type(page.getByLabel('Value'), '10')
	await lead.type(page.getByLabel('Periods in a row'), '1')
	await lead.use(button(page, 'Save'))
	await said(page, 'The metric has not been looked at yet.')

	// … and the gate is refused.
	await gate.goto(`${plan}/phases/mvp`)
	await sponsor.arrive(/^Gate of MVP/)
	expectConsoleError(/status of 409/)
	await sponsor.use(button(gate, 'Close the phase'))
	await said(gate, 'Something keeps this phase open')
	expect(await gate.getByRole('list').getByText('Not met yet').count()).toBe(1)
	expect(await gate.getByRole('list').getByText('Not done yet').count()).toBe(2)

	// The values of last month come in, and the job looks at them.
	await company.addValue({
		...{ metric: 'stories-shipped', start: shiftMonths(`${today.slice(0, 7)}-01`, -1), grain: 'month' },
		...{ kind: 'team', subjectId: company.team, value: 12, weight: null },
	})
	await database.adminPool.query(
		`UPDATE roadmap_item SET next_check_at = now() - interval '1 minute' WHERE next_check_at IS NOT NULL`,
	)
	await tendRoadmaps()
	await openItem(lead, 'Measurable signals inform how the model is improved')
	await said(page, /^Met: Stories shipped at least 10/)
	await finish(lead, 'Telemetry schema')

	// One that does not fit goes to the phase after, by the keys of the board, and the focus stays with it.
	await page.goto(plan)
	await lead.arrive('To level 5')
	await lead.reach(link(page, 'First pipeline for retraining'))
	await lead.press('Shift+ArrowRight')
	await page.getByText('Moved to Experimentation and hardening, place 6 of 6.').waitFor({ state: 'attached' })
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('First pipeline for retraining')

	await gate.goto(`${plan}/phases/mvp`)
	await sponsor.arrive(/^Gate of MVP/)
	await said(gate, 'Nothing: everything is there.')
	await sponsor.use(button(gate, 'Close the phase'))
	await said(gate, 'The phase is closed.')
	await said(gate, 'Experimentation and hardening')
	expect(await gate.getByRole('list').locator('[aria-current=step]').textContent()).toContain(
		'Experimentation',
	)
}, 180_000)

test('a checkpoint is drafted, held and sent, by keyboard alone', async () => {
	const planId = await company.addPlan()
	const lead = byKeyboard(await openAs('lead'))
	const { page } = lead
	await page.goto(`${server.url}/a/${company.slug}/roadmaps/${planId}`)
	await lead.arrive('To level 5')
	await lead.use(link(page, 'Checkpoints'))
	await lead.arrive('Checkpoints of To level 5')
	await lead.use(button(page, 'Start a checkpoint'))
	await lead.arrive('Draft of a checkpoint')
	const draft = page.url()
	await lead.type(page.getByLabel('What is decided'), 'Telemetry comes first')
	await lead.use(button(page, 'Save the draft'))
	await said(page, 'The draft is saved.')
	await lead.tick(page.getByLabel(/^Send the minutes/))
	await lead.use(button(page, 'Hold it today'))
	await said(page, 'The checkpoint is held. Its minutes are on their way.')
	await lead.arrive(/^Checkpoint of/)
	expect(page.url()).toBe(draft)
	await said(page, 'Telemetry comes first')
	expect(await page.getByRole('button', { name: 'Hold it today' }).count()).toBe(0)
	await lead.use(link(page, 'Checkpoints'))
	await lead.arrive('Checkpoints of To level 5')
	await said(page, 'with decisions')
})

test('the menu of a card moves it without JavaScript, and who only reads has none', async () => {
	const planId = await company.addPlan()
	const address = `${server.url}/a/${company.slug}/roadmaps/${planId}`
	const page = await openAs('lead', { javaScriptEnabled: false })
	await page.goto(address)
	await page.locator('summary', { hasText: 'Change “Telemetry schema”' }).click()
	await page.getByRole('button', { name: 'To Scaling to level 5' }).and(page.locator(':visible')).click()
	await said(page, 'The item is moved.')
	// Without a script the notice is there before the board that follows it; there is one card of the name, or this fails.
	const column = page.getByRole('region', { name: 'Scaling to level 5' })
	await column.getByText('Telemetry schema', { exact: true }).waitFor()

	// A name without a space makes no page wider.
	const long = await company.addMember('Nachname'.repeat(18), company.team)
	await database.adminPool.query(`UPDATE roadmap_item SET owner_id = $1 WHERE roadmap_id = $2`, [
		long,
		planId,
	])
	const reader = await openAs('member')
	await reader.goto(address)
	await byKeyboard(reader).fits()
	await reader.getByText('Telemetry schema', { exact: true }).first().waitFor()
	expect(await reader.getByText('Change “Telemetry schema”').count()).toBe(0)
	await reader.getByLabel('Your comment').fill('Well planned')
	await button(reader, 'Comment').click()
	await said(reader, 'Your comment is added.')
})

test('a card is dragged to another phase', async () => {
	const planId = await company.addPlan()
	const page = await openAs('lead')
	await page.goto(`${server.url}/a/${company.slug}/roadmaps/${planId}`)
	await page.getByRole('button', { name: 'Go to' }).waitFor()
	const column = page.getByRole('region', { name: 'Scaling to level 5' })
	await page.getByText('Telemetry schema', { exact: true }).first().dragTo(column.getByRole('heading'))
	await page.getByText('Moved to Scaling to level 5, place 7 of 7.').waitFor({ state: 'attached' })
	expect(await column.getByText('Telemetry schema', { exact: true }).count()).toBe(1)

	// Somebody else moves another meanwhile: then it goes nowhere from here, and stands where they put it.
	const item = (await company.read(planId)).items.find(({ text }) => text === 'First pipeline for retraining')
	await moveItem(company.scope, {
		...{
			roadmapId: planId,
			itemId: item?.id ?? '',
			version: item?.version ?? 0,
			phase: 'hardening',
			beforeId: null,
		},
	})
	expectConsoleError(/status of 409/)
	await page
		.getByText('First pipeline for retraining', { exact: true })
		.first()
		.dragTo(column.getByRole('heading'))
	await said(page, 'The card was not moved')
	const theirs = page.getByRole('region', { name: 'Experimentation and hardening' })
	await theirs.getByText('First pipeline for retraining', { exact: true }).waitFor()
})

test('who saves second keeps what they typed, sees what the first saved, and saves at the second try', async () => {
	const planId = await company.addPlan()
	const item = (await company.read(planId)).items.find(({ text }) => text === 'Telemetry schema')
	const of = { roadmapId: planId, itemId: item?.id ?? '' }
	const address = `${server.url}/a/${company.slug}/roadmaps/${planId}`
	const page = await openAs('lead')
	await page.goto(`${address}/items/${of.itemId}`)
	await page.getByRole('button', { name: 'Go to' }).waitFor()
	await changeItem(company.scope, { ...of, version: 1, input: { weight: 4, text: 'Theirs' } })
	await page.getByLabel('What is to be done').fill('Mine')
	expectConsoleError(/status of 409/)
	await button(page, 'Save').click()
	await said(page, 'Saved by somebody else in the meantime')
	await page.getByRole('heading', { level: 1, name: 'Theirs' }).waitFor()
	expect(await page.getByLabel('What is to be done').inputValue()).toBe('Mine')
	await button(page, 'Save').click()
	await said(page, 'The item is saved.')
	expect((await company.read(planId)).items.find(({ id }) => id === item?.id)).toMatchObject({ text: 'Mine' })
})
