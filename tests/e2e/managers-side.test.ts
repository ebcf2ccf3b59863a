import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, it } from 'vitest'
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
async function team() {
	const slug = `managers-side-${++companies}`
	const company = await foundCompany(database.adminPool, slug)
	const manager = await company.addMember('Mara Manager')
	const stand = await company.addMember('Dele Delegate')
	const ada = await company.addMember('Ada', { managerId: manager.memberId })
	const ben = await company.addMember('Ben', { managerId: manager.memberId })
	const ids = {
		ada: await company.addParticipant(ada, { manager }),
		ben: await company.addParticipant(ben, { manager }),
	}
	const root = `${server.url}/a/${slug}`
	const open = async (person: Person, path: string, options: BrowserContextOptions = PHONE) => {
		const page = await newPage(options)
		const value = await startSessionOf(database.adminPool, person.userId)
		const url = server.url.replace('http:', 'https:')
		await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
		await page.goto(root + path)
		return page
	}
	return { company, manager, stand, ada, ben, ids, root, open }
}

const scrollsSideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Chooses by the keyboard alone: from the focus on, arrows within each group, Tab to the next. */
async function answerByKeys(page: Page, steps: readonly number[]) {
	await page.locator('#usesAi-yes').focus()
	await page.keyboard.press('Space')
	for (const [index, down] of steps.entries()) {
		await page.locator(`[name="answers[${index}].halfSteps"]`).first().focus()
		await page.keyboard.press('Space')
		for (let step = 0; step < down; step++) await page.keyboard.press('ArrowDown')
	}
}

it('a manager goes from report to report by the keyboard alone, and sends and goes on', async () => {
	const { manager, ada, ids, root, open } = await team()
	const own = await open(ada, `/check-ins/${ids.ada}`)
	await answerByKeys(own, [0, 1, 2])
	await own.getByRole('button', { name: 'Send' }).focus()
	await own.keyboard.press('Enter')
	await own.waitForURL(/agreement$/)

	const page = await open(manager, '/check-ins', { viewport: { width: 1280, height: 900 } })
	expect(await page.getByText('Sent since you looked', { exact: true }).count()).toBe(1)
	await expect
		.poll(async () => {
			await page.keyboard.press('j')
			return page.evaluate(() => document.activeElement?.textContent)
		})
		.toBe('Ada')
	await page.keyboard.press('Enter')
	await page.waitForURL(`${root}/check-ins/${ids.ada}`)
	await page.getByRole('heading', { name: 'Check-in: Ada' }).waitFor()
	await page.keyboard.press('j')
	await page.waitForURL(`${root}/check-ins/${ids.ben}`)
	await page.getByRole('heading', { name: 'Check-in: Ben' }).waitFor()
	await answerByKeys(page, [1, 1, 2])
	await page.getByText('Suggested:').waitFor()
	await page.getByRole('button', { name: 'Send and go on to the next' }).focus()
	await page.keyboard.press('Enter')
	await page.waitForURL(`${root}/check-ins/${ids.ada}`)
	await page.getByText('Sent. It can’t be changed any more. Next: Ada.').waitFor()
	await answerByKeys(page, [0, 1, 2])
	await page.getByText('Suggested:').waitFor()
	await page.getByRole('button', { name: 'Send', exact: true }).focus()
	await page.keyboard.press('Enter')
	await page.waitForURL(`${root}/check-ins/${ids.ada}/agreement`)
	// From the agreement on to the next: Ben's side is sent, so it is his agreement.
	await page.getByRole('link', { name: 'Next: Ben' }).waitFor()
	await page.keyboard.press('j')
	await page.waitForURL(`${root}/check-ins/${ids.ben}/agreement`)
	await page.getByRole('link', { name: 'Previous: Ada' }).waitFor()
	await page.keyboard.press('k')
	await page.waitForURL(`${root}/check-ins/${ids.ada}/agreement`)
})

it('hands a report over on a phone, and the person sees who rates them before sending', async () => {
	const { manager, stand, ada, ids, root, open } = await team()
	const page = await open(manager, '/check-ins')
	await page.getByRole('link', { name: 'Hand over' }).click()
	await page.waitForURL(`${root}/check-ins/hand-over`)
	expect(await scrollsSideways(page)).toBe(false)
	await page.getByLabel('Ada').check()
	expectConsoleError(/status of 400/)
	await page.getByLabel('Who stands in').fill('Nobody Known')
	await page.getByRole('button', { name: 'Hand over' }).click()
	await page.getByRole('alert').waitFor()
	expect(await page.getByLabel('Ada').isChecked()).toBe(true)
	await page.getByLabel('Who stands in').fill('Dele Delegate')
	await page.getByRole('button', { name: 'Hand over' }).click()
	await page.getByText('Handed over: 1 person.').waitFor()
	expect(await page.getByText('Dele Delegate stands in').isVisible()).toBe(true)

	const own = await open(ada, `/check-ins/${ids.ada}`)
	const who = await own.locator('section, div').filter({ hasText: 'Who will see what' }).last().textContent()
	expect(who).toContain('Dele Delegate, who stands in for Mara Manager')
	expect(who).toContain('Mara Manager sees what is agreed, not your answers')

	const standing = await open(stand, '/check-ins')
	await standing.getByRole('link', { name: 'Ada' }).click()
	await standing.getByText('You stand in for Mara Manager').waitFor()
	expect(await scrollsSideways(standing)).toBe(false)
})

it('a private note is saved beside the check-in, and a newer one of another tab stays', async () => {
	expectConsoleError(/status of 409/)
	const { manager, ids, open } = await team()
	const one = await open(manager, `/check-ins/${ids.ada}`)
	await one.getByText('Private note').click()
	const two = await one.context().newPage()
	await two.goto(one.url())
	await two.getByText('Private note').click()
	await two.getByLabel('For you alone').fill('from the second tab')
	await two.getByRole('button', { name: 'Save note' }).click()
	await two.getByText(/^Saved /).waitFor()
	await one.getByLabel('For you alone').fill('from the first tab')
	await one.getByRole('button', { name: 'Save note' }).click()
	const notice = one.getByRole('status').filter({ hasText: 'Another tab has saved another note' })
	await notice.waitFor()
	expect(await notice.textContent()).toContain('from the second tab')
	expect(await one.getByLabel('For you alone').inputValue()).toBe('from the first tab')
	expect(await scrollsSideways(one)).toBe(false)
	await one.getByRole('button', { name: 'Save note' }).click()
	await one.getByText(/^Saved /).waitFor()
	await two.reload()
	expect(await two.getByLabel('For you alone').inputValue()).toBe('from the first tab')
})
