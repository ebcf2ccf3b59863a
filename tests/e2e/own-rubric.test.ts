import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { rubricLengths } from '#app/domain/framework/rubric-limits.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { Company } from '#tests/auth/new-company.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()
let company: Company
let page: Page

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await newCompany({ roles: ['owner'], content: builtInContent })
	await closeDatabase()
	page = await newPage(PHONE)
	const value = await startSessionOf(database.adminPool, company.owner.userId)
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
}, 120_000)

/** Moves the focus to a control by the Tab key alone, and no further than a page has controls. */
async function tabTo(name: string | RegExp, role: 'button' | 'textbox' | 'link'): Promise<void> {
	const control = page.getByRole(role, { name, exact: true })
	for (let presses = 0; presses < 200; presses++) {
		if (await control.evaluate((element) => element === document.activeElement)) return
		await page.keyboard.press('Tab')
	}
	throw new Error(`No way by keyboard to ${name}`)
}
const isWithin = () =>
	page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

test('on a phone and by keyboard alone: copy the map, add Finance, write its questions, publish', async () => {
	await page.goto(`${server.url}/a/${company.slug}/frameworks/${skillProgressionMap.rubric.key}/versions`)
	await tabTo('Copy into a draft', 'button')
	await page.keyboard.press('Enter')
	await page.getByRole('heading', { level: 1, name: 'Version 2, a draft' }).waitFor()
	await tabTo('Name', 'textbox')
	await page.keyboard.type('Finance')
	await page.keyboard.press('Enter')
	await page.getByRole('heading', { level: 1, name: 'Finance' }).waitFor()
	await page.getByRole('heading', { name: '2 things are missing' }).waitFor()

	// What is missing is said while one writes, before anything is saved.
	await tabTo('What counts as use', 'textbox')
	await page.keyboard.type('For example to check a statement.')
	await page.getByRole('heading', { name: '1 thing is missing' }).waitFor()
	for (const number of [1, 2]) {
		await tabTo('Add a question', 'button')
		await page.keyboard.press('Enter')
		await page.getByRole('heading', { name: `Question ${number}` }).waitFor()
	}
	await page.getByRole('heading', { name: '14 things are missing' }).waitFor()
	expect(await isWithin()).toBe(true)
	const boxes = page.getByRole('textbox')
	const ofEntry = 5
	for (let index = ofEntry; index < ofEntry + 14; index++) {
		await boxes.nth(index).focus()
		await page.keyboard.type(`Words number ${index} 👩🏽‍💻`)
	}
	await page.getByText('Nothing is missing in this family.').waitFor()

	// Too long is said in place, and nothing is lost by it.
	await boxes.nth(ofEntry).fill('x'.repeat(rubricLengths.question + 1))
	await page.getByText('Shorten it to 200 characters: it has 201.').first().waitFor()
	expect(await isWithin()).toBe(true)
	await boxes.nth(ofEntry).fill('How do you close a month?')
	await tabTo('Save', 'button')
	await page.keyboard.press('Enter')
	await page.getByText('Saved.').waitFor()

	await page.goto(`${server.url}/a/${company.slug}/frameworks/${skillProgressionMap.rubric.key}/draft`)
	await tabTo('Publish version 2', 'button')
	await page.keyboard.press('Enter')
	await page.getByText('Version 2 is published: new cycles ask it.').waitFor()
	await page.goto(`${server.url}/a/${company.slug}/frameworks/${skillProgressionMap.rubric.key}/own-finance`)
	await page.getByText('How do you close a month?').first().waitFor()
	await page.getByText('Added by your company').first().waitFor()
	expect(await isWithin()).toBe(true)
}, 120_000)
