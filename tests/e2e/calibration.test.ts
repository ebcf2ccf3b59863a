import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import type { Divisions } from '#tests/calibration/divisions.ts'
import { foundDivisions } from '#tests/calibration/divisions.ts'
import { growTeam } from '#tests/calibration/grow-team.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()
let of: Divisions
let group = ''

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	of = await foundDivisions(database.adminPool, 'thousand')
	const { accountId, cycleId, teams, mara, participants } = of
	await of.rate(participants.sam, { self: 3, manager: 4, agreed: 4 })
	const grown = { accountId, cycleId, teamId: teams.harbour, managerId: mara.memberId, people: 1000 }
	await growTeam(database.adminPool, grown)
	await suggestCalibrationGroups(of.hanna.scope, of)
	await of.movePhase('calibration')
	const { rows } = await database.adminPool.query<{ id: string }>(
		`SELECT id FROM calibration_group WHERE account_id = $1 AND name = 'North'`,
		[accountId],
	)
	group = `/a/thousand/cycles/${cycleId}/calibration/${rows[0]?.id}`
}, 180_000)
afterAll(closeDatabase)

async function open(who: Person, path: string, options: Parameters<typeof newPage>[0] = {}): Promise<Page> {
	const page = await newPage(options)
	const value = await startSessionOf(database.adminPool, who.userId)
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	await page.goto(server.url + path)
	return page
}

const table = (page: Page) => page.getByRole('region', { name: 'People of the group' })
const drawn = (page: Page) => table(page).locator('tbody tr[data-index]').count()
const rowOf = (page: Page, name: string) => table(page).getByRole('link', { name, exact: true })

test('a thousand rows are one table of which only those in sight are drawn, each with its number', async () => {
	const page = await open(of.hanna, `${group}?sort=name`)
	await page.getByText('1,003 people', { exact: true }).waitFor()
	await expect.poll(() => drawn(page)).toBeLessThan(60)
	expect(await page.getByRole('navigation', { name: 'Pages' }).count()).toBe(0)
	expect(await table(page).locator('table').getAttribute('aria-rowcount')).toBe('1004')
	const scrollTo = (share: number) =>
		table(page).evaluate((region, at) => region.scrollTo(0, region.scrollHeight * at), share)
	// What is measured on the way makes the table a little longer.
	await expect
		.poll(async () => {
			await scrollTo(1)
			return rowOf(page, 'Sue').isVisible()
		})
		.toBe(true)
	const last = table(page)
		.locator('tr')
		.filter({ has: page.getByRole('link', { name: 'Sue', exact: true }) })
	expect(await last.getAttribute('aria-rowindex')).toBe('1004')
	expect(await drawn(page)).toBeLessThan(60)
	await scrollTo(0)
	await rowOf(page, 'Mara').waitFor()
	await page.context().close()
})

test('paper has all rows, and the screen afterwards those in sight', async () => {
	const page = await open(of.hanna, `${group}?sort=name&q=Person 000`)
	await page.getByText('99 people', { exact: true }).waitFor()
	await page.evaluate(() => {
		window.addEventListener('beforeprint', () => {
			document.body.dataset.printed = String(document.querySelectorAll('tbody tr[data-index]').length)
		})
	})
	const pdf = (await page.pdf()).toString('latin1')
	expect(await page.evaluate(() => document.body.dataset.printed)).toBe('99')
	const pages = Math.max(...[...pdf.matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count)))
	// Cards would fill thirty, a screen of rows two.
	expect(pages).toBeGreaterThan(3)
	expect(pages).toBeLessThan(15)
	await expect.poll(() => drawn(page)).toBeLessThan(60)
	await page.context().close()
})

test('by keyboard alone: from one person to the next, and a tier is changed with its reason', async () => {
	const page = await open(of.mara, `${group}?q=Sam`)
	await page.getByRole('button', { name: 'Go to' }).waitFor()
	await page.keyboard.press('j')
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Sam')
	await page.getByRole('link', { name: 'Change the tier of Sam' }).focus()
	await page.keyboard.press('Enter')
	await page.getByLabel('Tier', { exact: true }).waitFor()
	await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('change')
	await page.getByLabel('Tier', { exact: true }).focus()
	for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
	expect(await page.getByLabel('Tier', { exact: true }).inputValue()).toBe('5')
	await page.keyboard.press('Tab')
	await page.keyboard.type('The same evidence as two others')
	await page.keyboard.press('Tab')
	await page.keyboard.press('Enter')
	await page.getByText('The tier of Sam is changed.').waitFor()
	await page.getByText('Changed', { exact: true }).waitFor()
	await page.context().close()
})

test('without JavaScript it has pages, and a phone holds it without scrolling sideways', async () => {
	const plain = await open(of.hanna, `${group}?sort=name`, { javaScriptEnabled: false })
	expect(await drawn(plain)).toBe(50)
	await plain.getByRole('link', { name: 'Next' }).click()
	await plain.getByText('51–100 of 1,003 people').waitFor()
	await plain.context().close()

	const phone = await open(of.hanna, group, PHONE)
	await phone.getByText('1–50 of 1,003 people').waitFor()
	expect(await phone.locator('thead').isVisible()).toBe(false)
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
	await phone.context().close()
})
