import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()

async function open(name: string, path: string, options: BrowserContextOptions = {}): Promise<Page> {
	const { rows } = await database.adminPool.query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
		`${name}@meridian.example`,
	])
	const page = await newPage(options)
	const value = await startSessionOf(database.adminPool, rows[0]?.id ?? null)
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	await page.goto(`${server.url}/a/meridian/${path}`)
	return page
}

test('a trend is there without JavaScript at 320 px, down to the teams, and its pictures are for eyes alone', async () => {
	const page = await open('executive', 'heatmap/trend', {
		javaScriptEnabled: false,
		viewport: { width: 320, height: 800 },
	})
	for (const name of ['', 'Engineering']) {
		if (name) await page.locator('#below').getByRole('link', { name, exact: true }).click()
		await page.getByRole('heading', { level: 1, name: name || 'Trend' }).waitFor()
		await page.waitForLoadState()
		expect(await page.locator('table.heatmap caption').count()).toBe(2)
		expect(await page.locator('table.heatmap tbody th:not([scope=row])').count()).toBe(0)
		expect(await page.locator('svg:visible:not([aria-hidden] *, [aria-hidden])').count()).toBe(0)
		expect(await page.locator('.trend-lines').count()).toBeGreaterThan(2)
		const { scrollWidth, clientWidth } = await page
			.locator('html')
			.evaluate(({ scrollWidth: all, clientWidth: seen }) => ({ scrollWidth: all, clientWidth: seen }))
		expect(scrollWidth).toBe(clientWidth)
	}
	await page.context().close()
})

test('a flow is drawn in the browser of who sees everybody, beside its table, and for nobody else', async () => {
	const hr = await open('hr', 'reports/movement', { reducedMotion: 'reduce' })
	const flow = hr.locator('.flow-chart[aria-hidden]')
	await flow.locator('svg path').first().waitFor()
	// As many ways as the table has.
	const rows = await hr.getByRole('table', { name: 'From tier to tier' }).locator('tbody tr').count()
	expect(await flow.locator('svg path').count()).toBe(rows)
	// The cycle that is counted from may be chosen.
	await hr.getByLabel('Since').selectOption({ index: 3 })
	await hr.getByRole('button', { name: 'Show' }).click()
	await hr.waitForURL(/since=/)
	await hr.getByText(/· since Q4 2025/).waitFor()
	await hr.context().close()

	const executive = await open('executive', 'reports/movement?since=Q4+2025')
	await executive.getByText('For you it is always since the cycle before').waitFor()
	// Of the whole company, where nobody's tier follows from it, and of no team.
	await executive.locator('.flow-chart svg').waitFor()
	await executive.getByText(/role famil(y is|ies are) hidden/).waitFor()
	await executive.getByRole('link', { name: 'Customer service', exact: true }).first().click()
	await executive.getByText('Both sides, not who went where').waitFor()
	expect(await executive.locator('.flow-chart').count()).toBe(0)
	await executive.context().close()
})
