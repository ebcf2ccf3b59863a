import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()
const home = `${server.url}/a/meridian`

/** A page that hears keys: the button of the palette is there as soon as scripts run. */
async function open(name: string, path = '', options: BrowserContextOptions = {}): Promise<Page> {
	const { rows } = await database.adminPool.query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
		`${name}@meridian.example`,
	])
	const page = await newPage(options)
	const value = await startSessionOf(database.adminPool, rows[0]?.id ?? null)
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	await page.goto(home + path)
	if (options.javaScriptEnabled !== false) await page.getByRole('button', { name: 'Go to' }).waitFor()
	return page
}

const press = async (page: Page, ...keys: string[]) => {
	for (const key of keys) await page.keyboard.press(key)
}
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const dialogs = (page: Page) => page.locator('dialog').count()

/** What axe finds in the dialog that is open. */
async function findingsInDialog(page: Page): Promise<string[]> {
	await page.evaluate(axe.source)
	return page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run: (selector: string) => Promise<{ violations: { id: string }[] }> }
		}
		return (await axe.run('dialog')).violations.map(({ id }) => id)
	})
}

test('g and a letter go to a section, j and k move over the check-ins, / takes the search', async () => {
	const page = await open('manager')
	await press(page, 'g', 'c')
	await heading(page, 'Check-ins')
	const names = await page.locator('tbody [data-review-item]').allTextContents()
	await press(page, 'j', 'j')
	expect(await focused(page)).toBe(names[1])
	await press(page, 'k')
	expect(await focused(page)).toBe(names[0])
	await press(page, 'Enter')
	await heading(page, `Check-in: ${names[0]}`)
	await press(page, 'j')
	await page.getByRole('heading', { level: 1, name: names[0] }).waitFor({ state: 'detached' })

	await press(page, 'g', 'c')
	await heading(page, 'Check-ins')
	await press(page, '/')
	await page.keyboard.type('g?jk/')
	expect(await page.locator('input[type=search]').inputValue()).toBe('g?jk/')
	expect(await dialogs(page)).toBe(0)
})

test('/ on a page without a search leads to people', async () => {
	const page = await open('hr', '/heatmap')
	await press(page, '/')
	await heading(page, 'People')
	await page.locator('input[type=search]:focus').waitFor()
	expect(page.url()).toBe(`${home}/people`)
})

test('? lists the shortcuts, and single keys can be turned off there for good', async () => {
	const page = await open('member')
	await press(page, '?')
	const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
	await dialog.waitFor()
	expect(await findingsInDialog(page)).toEqual([])
	await dialog.getByLabel('Shortcuts of single keys').uncheck()
	await press(page, 'Escape')
	await dialog.waitFor({ state: 'detached' })

	await page.reload()
	await page.getByRole('button', { name: 'Go to' }).waitFor()
	await press(page, '?', 'g', 'c', '/')
	expect(await dialogs(page)).toBe(0)
	expect(page.url()).toBe(home)
	await page.locator('header summary').click()
	await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
	await dialog.getByLabel('Shortcuts of single keys').check()
	await dialog.getByRole('button', { name: 'Close' }).click()
	await press(page, 'g', 'c')
	await heading(page, 'Check-ins')
})

test.each(['Control+k', 'Meta+k'])('%s opens the palette, which finds and goes', async (keys) => {
	const page = await open('executive', '/heatmap', { viewport: { width: 360, height: 740 } })
	await press(page, keys)
	const field = page.getByRole('combobox', { name: 'Go to a section, a team or a person' })
	await field.fill('paym')
	const option = page.getByRole('option', { name: 'Payments' })
	await option.waitFor()
	expect(await option.getAttribute('aria-selected')).toBe('true')
	expect(await field.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
	expect(await findingsInDialog(page)).toEqual([])
	await press(page, 'Enter')
	await heading(page, 'Payments')
	expect(await dialogs(page)).toBe(0)

	await press(page, keys)
	await press(page, 'ArrowDown', 'ArrowUp', 'ArrowUp', 'Enter')
	await heading(page, 'Frameworks')
})

test('without JavaScript nothing promises a shortcut', async () => {
	const page = await open('member', '', { javaScriptEnabled: false })
	await page.locator('header summary').click()
	await page.getByText('Your profile').waitFor()
	expect(await page.getByText('Keyboard shortcuts').count()).toBe(0)
	expect(await page.getByRole('button', { name: 'Go to' }).count()).toBe(0)
})
