import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Person } from '#tests/check-ins/company.ts'
import { foundCompany } from '#tests/check-ins/company.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { expectConsoleError } from '#tests/support/console.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()

let companies = 0
async function pair() {
	const slug = `browser-${++companies}`
	const company = await foundCompany(database.adminPool, slug)
	const manager = await company.addMember('Mara Manager')
	const member = await company.addMember('Sam Sales', { managerId: manager.memberId })
	const participantId = await company.addParticipant(member, { manager })
	const address = `${server.url}/a/${slug}/check-ins/${participantId}`
	const open = async (person: Person, options: BrowserContextOptions = PHONE) => {
		const page = await newPage(options)
		await signIn(page, person)
		await page.goto(address)
		return page
	}
	const stored = async () => {
		const { rows } = await database.adminPool.query<{
			note: string | null
			version: number
			sent: boolean
			answers: number[]
		}>(
			`SELECT note, version, submitted_at IS NOT NULL AS sent,
				(SELECT array_agg(half_steps ORDER BY question_key) FROM check_in_answer a WHERE a.check_in_id = c.id) AS answers
			 FROM check_in c WHERE account_id = $1`,
			[company.accountId],
		)
		return rows
	}
	return { company, manager, member, participantId, address, open, stored }
}

async function signIn(page: Page, person: Person) {
	const value = await startSessionOf(database.adminPool, person.userId)
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
}

const choose = (page: Page, index: number, halfSteps: number) =>
	page.locator(`[name="answers[${index}].halfSteps"][value="${halfSteps}"]`).check()
const answerAll = async (page: Page, halfSteps: readonly [number, number, number]) => {
	await page.locator('#usesAi-yes').check()
	for (const [index, value] of halfSteps.entries()) await choose(page, index, value)
}
/** Waits until the page's scripts run: only then is there a status. */
const saved = (page: Page) => page.getByText(/^Draft saved, /).waitFor()
const note = (page: Page) => page.locator('[name=note]')
const scrollsSideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

describe('a check-in on a phone', () => {
	it('suggests a tier at once, saves by itself and sends what was typed last', async () => {
		const { member, open, stored, address } = await pair()
		const page = await open(member)
		await answerAll(page, [2, 4, 6])
		await page.getByText('Suggested:').waitFor()
		expect(await page.getByText('tier 2.5 (AI-Advanced, in transition) fits as well').isVisible()).toBe(true)
		expect(await page.getByText('Next, at tier 1.5:').filter({ visible: true }).count()).toBe(1)
		await saved(page)
		await page.goto(address)
		expect(await page.locator('[name="answers[2].halfSteps"][value="6"]').isChecked()).toBe(true)
		expect(await scrollsSideways(page)).toBe(false)

		await choose(page, 2, 4)
		await note(page).fill('typed last')
		// At once, while the page may still be saving.
		await page.getByRole('button', { name: 'Send' }).click()
		await page.waitForURL(/agreement$/)
		await page.getByText('Waiting for the other side').waitFor()
		expect(await stored()).toMatchObject([{ note: 'typed last', sent: true }])
		expect(await page.evaluate(() => localStorage.length)).toBe(0)
	})

	it('sends while a save is on its way, and takes it for nobody else’s', async () => {
		const { member, open, stored } = await pair()
		const page = await open(member)
		await answerAll(page, [3, 3, 4])
		await saved(page)
		let release = () => {}
		const held = new Promise<void>((resolve) => (release = resolve))
		await page.route(/\.data/, async (route) => {
			if (route.request().postData()?.includes('autosave')) await held
			await route.continue()
		})
		await note(page).fill('first')
		await page.waitForRequest((request) => request.postData()?.includes('autosave') ?? false)
		await note(page).fill('second')
		await page.getByRole('button', { name: 'Send' }).click()
		release()
		await page.waitForURL(/agreement$/)
		expect(await stored()).toMatchObject([{ note: 'second', sent: true }])
	})

	it('loses nothing without a connection, and saves once it is back', async () => {
		expectConsoleError(/ERR_INTERNET_DISCONNECTED/)
		const { member, open, stored } = await pair()
		const page = await open(member)
		await answerAll(page, [3, 3, 3])
		await saved(page)
		await page.context().setOffline(true)
		await note(page).fill('typed in the tunnel')
		await page.getByText('No connection.').waitFor()
		await page.getByRole('button', { name: 'Send' }).click()
		await page.getByText('The server could not be reached').waitFor()
		// The button stands far below what it was answered with.
		const told = page.locator(':focus').filter({ hasText: 'The server could not be reached' })
		await told.waitFor()
		expect(await told.evaluate((box) => box.getBoundingClientRect().top >= 0)).toBe(true)
		expect(await note(page).inputValue()).toBe('typed in the tunnel')
		expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain('typed in the tunnel')
		await page.context().setOffline(false)
		await saved(page)
		expect(await stored()).toMatchObject([{ note: 'typed in the tunnel', sent: false }])
		expect(await page.evaluate(() => localStorage.length)).toBe(0)
	})

	it('takes a proxy’s error for a lost connection, and saves once the server answers again', async () => {
		expectConsoleError(/status of 502/)
		const { member, open, stored } = await pair()
		const page = await open(member)
		await answerAll(page, [3, 3, 4])
		await saved(page)
		await page.route(/\.data/, (route) =>
			route.request().method() === 'POST'
				? route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' })
				: route.continue(),
		)
		await note(page).fill('behind a broken proxy')
		await page.getByText('No connection.').waitFor()
		await page.getByRole('button', { name: 'Send' }).click()
		await page.getByText('The server could not be reached').waitFor()
		expect(await note(page).inputValue()).toBe('behind a broken proxy')
		await page.unroute(/\.data/)
		await saved(page)
		expect(await stored()).toMatchObject([{ note: 'behind a broken proxy', sent: false }])
	})

	it('offers what the device kept when the page was closed without a connection', async () => {
		expectConsoleError(/ERR_INTERNET_DISCONNECTED/)
		const { member, manager, open, stored, address } = await pair()
		const closed = await open(member)
		await answerAll(closed, [3, 3, 3])
		await saved(closed)
		await closed.context().setOffline(true)
		await note(closed).fill('never saved')
		await closed.getByText('No connection.').waitFor()
		const page = await closed.context().newPage()
		await closed.close()
		await page.context().setOffline(false)
		// Somebody else on the same device is offered nothing of it.
		await signIn(page, manager)
		await page.goto(address)
		await page.getByText('Check-in: Sam Sales').waitFor()
		await page.locator('#usesAi-yes').check()
		await saved(page)
		expect(await page.content()).not.toContain('never saved')
		expect(await page.getByText('This device kept changes').count()).toBe(0)
		await signIn(page, member)
		await page.goto(address)
		await page.getByRole('button', { name: 'Use them' }).click()
		expect(await note(page).inputValue()).toBe('never saved')
		await saved(page)
		expect((await stored()).map((row) => row.note).sort()).toEqual(['never saved', null])
	})

	it('never overwrites the newer draft of another tab, and shows both', async () => {
		expectConsoleError(/status of 409/)
		const { member, open, stored, address } = await pair()
		const one = await open(member)
		const two = await one.context().newPage()
		await two.goto(address)
		await note(two).fill('the second tab')
		await saved(two)
		await note(one).fill('the first tab')
		const notice = one.getByRole('status').filter({ hasText: 'in another tab or on another device' })
		await notice.waitFor()
		expect(await notice.textContent()).toContain('the second tab')
		expect(await notice.textContent()).toContain('the first tab')
		await note(one).fill('the first tab, still typing')
		await one.waitForTimeout(2500)
		expect(await stored()).toMatchObject([{ note: 'the second tab', version: 1 }])
		await one.getByRole('button', { name: 'Save draft' }).click()
		await one.getByText('Draft saved. Only you can see it.').waitFor()
		expect(await stored()).toMatchObject([{ note: 'the first tab, still typing', version: 2 }])
	})

	it('works without a script: the aim beside the choice, the questions gone after a no', async () => {
		expectConsoleError(/status of 400/)
		const { member, manager, open, stored, address } = await pair()
		const without = { ...PHONE, javaScriptEnabled: false }
		const page = await open(member, without)
		await page.locator('#usesAi-no').check()
		expect(await page.getByText('How do you research a prospect?').isVisible()).toBe(false)
		await page.locator('#usesAi-yes').check()
		await choose(page, 0, 3)
		expect(await page.getByText('Next, at tier 2.0:').filter({ visible: true }).count()).toBe(1)
		await page.getByRole('button', { name: 'Send' }).click()
		await page.getByRole('alert').waitFor()
		// The alert stands at the top of a page whose rest may still be on its way.
		await page.waitForLoadState('load')
		expect(await page.getByText('Choose what fits best.').filter({ visible: true }).count()).toBe(4)
		expect(await scrollsSideways(page)).toBe(false)
		await choose(page, 1, 3)
		await choose(page, 2, 3)
		await page.getByText('Evidence (optional)').first().click()
		await page.locator('[name="answers[0].evidenceUrl"]').fill('example.com/proof')
		await page.getByRole('button', { name: 'Send' }).click()
		await page.getByText('All your answers stand at tier 1.5. Is that what you mean?').waitFor()
		expect(await stored()).toEqual([])
		await page.getByRole('button', { name: 'Send' }).click()
		await page.waitForURL(/agreement$/)
		expect(await stored()).toMatchObject([{ sent: true, answers: [3, 3, 3] }])

		const other = await open(manager, without)
		await answerAll(other, [3, 3, 5])
		await other.getByRole('button', { name: 'Send' }).click()
		await other.waitForURL(/agreement$/)
		expect(await other.getByText('A whole tier apart').isVisible()).toBe(true)
		expect(await other.getByRole('link', { name: 'https://example.com/proof' }).isVisible()).toBe(true)
		expect(await scrollsSideways(other)).toBe(false)
		await choose(other, 2, 4)
		await other.getByRole('button', { name: 'Agree' }).click()
		await other.getByText('works at tier 1.5').waitFor()
		await page.goto(`${address}/agreement`)
		expect(await page.getByText('You work at tier 1.5').isVisible()).toBe(true)
	})
})
