import { expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()

async function openBoard(search = '', options: { javaScriptEnabled?: boolean } = {}) {
	const { rows } = await database.adminPool.query<{ id: string }>(
		`SELECT id FROM "user" WHERE email = 'executive@meridian.example'`,
	)
	const page = await newPage(options)
	const value = await startSessionOf(database.adminPool, rows[0]?.id ?? null)
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	await page.goto(`${server.url}/a/meridian/board${search}`)
	return page
}

test('prints on one sheet across, with nothing cut and no buttons on it', async () => {
	const page = await openBoard()
	await page.getByRole('button', { name: 'Print' }).waitFor()
	const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
	expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
	const [, width = 0, height = 0] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)?.map(Number) ?? []
	expect([Math.round(width), Math.round(height)]).toEqual([842, 595])

	// As wide as the sheet without its margins.
	await page.emulateMedia({ media: 'print' })
	await page.setViewportSize({ width: 1054, height: 726 })
	const cut = await page
		.locator('.board, .board th, .board td, .board li, .board dd')
		.evaluateAll((parts) =>
			parts
				.filter((part) => part.getBoundingClientRect().right > window.innerWidth + 1)
				.map((part) => part.textContent),
		)
	expect(cut).toEqual([])
	expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
	expect(await page.locator('.rail').isVisible()).toBe(false)
	await page.context().close()
})

test('is presented by keys, which move in a table while one is in it', async () => {
	const page = await openBoard('?present=1')
	await page.emulateMedia({ reducedMotion: 'reduce' })
	expect(await page.locator('.rail').isVisible()).toBe(false)
	await page.getByRole('heading', { level: 1 }).click()
	const top = (id: string) =>
		page.locator(`#${id}`).evaluate((slide) => Math.abs(Math.round(slide.getBoundingClientRect().top)))
	await expect.poll(async () => (await page.keyboard.press('ArrowRight'), top('teams'))).toBe(0)
	await page.keyboard.press('ArrowRight')
	expect(await top('families')).toBe(0)
	await page.keyboard.press('ArrowLeft')
	expect(await top('teams')).toBe(0)
	await page.locator('#teams [data-heat-row="0"][data-heat-column="0"]').focus()
	await page.keyboard.press('ArrowRight')
	expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['heatColumn'])).toBe('1')
	expect(await top('teams')).toBe(0)
	await page.getByRole('link', { name: 'Leave' }).click()
	await page.getByRole('link', { name: 'Present' }).waitFor()
	expect(await page.locator('.rail').isVisible()).toBe(true)
	await page.context().close()
})

test('is there without JavaScript, and on a narrow screen', async () => {
	const page = await openBoard('?present=1', { javaScriptEnabled: false })
	await page.setViewportSize({ width: 320, height: 640 })
	const isWide = () =>
		page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
	expect(await isWide()).toBe(false)
	await page.getByRole('link', { name: 'Families', exact: true }).click()
	expect(page.url()).toContain('#families')
	expect(await page.locator('#families').isVisible()).toBe(true)
	await page.getByRole('link', { name: 'Leave' }).click()
	await page.getByRole('link', { name: 'Present' }).waitFor()
	expect(await page.getByRole('button', { name: 'Print' }).count()).toBe(0)
	expect(await isWide()).toBe(false)
	await page.context().close()
})
