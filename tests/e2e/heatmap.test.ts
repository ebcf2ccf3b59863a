import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()
const heatmap = `${server.url}/a/meridian/heatmap`

async function open(name: string, search = '', options: BrowserContextOptions = {}): Promise<Page> {
	const { rows } = await database.adminPool.query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
		`${name}@meridian.example`,
	])
	const page = await newPage(options)
	const value = await startSessionOf(database.adminPool, rows[0]?.id ?? null)
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	await page.goto(heatmap + search)
	return page
}

/** How far the focused tile lies under the sticky headers, in pixels; 0 for not at all. */
const covered = (page: Page) =>
	page.evaluate(() => {
		const tile = document.activeElement?.closest('td')?.getBoundingClientRect()
		const corner = document.querySelector('.heatmap thead th')?.getBoundingClientRect()
		if (!tile || !corner) return Number.NaN
		return Math.max(0, corner.bottom - tile.top - 1, corner.right - tile.left - 1)
	})

// The narrow table scrolls by itself; of the wide one all columns fit, and the page scrolls.
test.each([800, 1280])(
	'at %i pixels the arrow keys reach every cell, and no header ever covers it',
	async (width) => {
		const page = await open('hr', '', { viewport: { width, height: 460 } })
		await page.getByRole('button', { name: 'Go to' }).waitFor()
		const cells = page.locator('.heatmap [data-heat-row]')
		const last = await cells
			.last()
			.evaluate((cell: HTMLElement) => [Number(cell.dataset.heatRow), Number(cell.dataset.heatColumn)])
		const [rows = 0, columns = 0] = last
		expect(rows).toBeGreaterThan(3)
		await page.locator('.heatmap a[data-heat-row="0"]').first().focus()
		const path = [
			...Array<string>(rows).fill('ArrowDown'),
			...Array<string>(columns).fill('ArrowRight'),
			...Array<string>(rows).fill('ArrowUp'),
			...['Home', 'Control+End', 'Control+Home'],
		]
		for (const key of path) {
			await page.keyboard.press(key)
			expect(await covered(page), key).toBe(0)
		}
		// Far down, the heads are still there.
		await page.keyboard.press('Control+End')
		const headTop = await page
			.locator('.heatmap thead th')
			.last()
			.evaluate((head) => head.getBoundingClientRect().top)
		expect(headTop).toBeGreaterThanOrEqual(0)
		const size = await cells.first().evaluate((cell) => {
			const tile = cell.closest('td')?.getBoundingClientRect()
			return Math.min(tile?.width ?? 0, tile?.height ?? 0)
		})
		expect(size).toBeGreaterThanOrEqual(24)
	},
)

test.each(['light', 'dark'] as const)(
	'at 320 pixels in the %s theme rows are cards, and nothing scrolls sideways',
	async (colorScheme) => {
		const page = await open('executive', '?by=questions', {
			...{ viewport: { width: 320, height: 700 }, colorScheme },
		})
		await page.locator('.heatmap').waitFor()
		const width = await page.evaluate(() => document.documentElement.scrollWidth)
		expect(width).toBeLessThanOrEqual(320)
		const row = page.locator('.heatmap tbody tr').first()
		expect(await row.evaluate((element) => getComputedStyle(element).display)).toBe('grid')
		// Each tile says which column it is of.
		expect(await row.locator('.heat-label').first().isVisible()).toBe(true)
	},
)

test('without JavaScript the form, the headers and the pins are all there is to it', async () => {
	const page = await open('hr', '', { javaScriptEnabled: false })
	const names = () => page.locator('.heatmap tbody:last-of-type th[scope=row] bdi').allTextContents()
	const before = await names()
	await page.getByRole('link', { name: 'Sort by All families' }).click()
	await page.waitForURL(/sort=all/)
	const means = await page
		.locator('.heatmap tbody:last-of-type tr td:last-child .heat-value')
		.allTextContents()
	const figures = means.map((text) => Number.parseFloat(text))
	expect(figures).toEqual(figures.toSorted((a, b) => b - a))
	expect((await names()).toSorted()).toEqual(before.toSorted())

	const last = before.at(-1) ?? ''
	await page.getByRole('link', { name: `Keep ${last} at the top` }).click()
	await page.waitForURL(/pin=/)
	expect(await page.locator('.heat-pinned th bdi').allTextContents()).toEqual([last])
	await page.getByRole('link', { name: `Let go of ${last}` }).click()
	await page.waitForURL((url) => !url.searchParams.has('pin'))
	expect(await page.locator('.heat-pinned').count()).toBe(0)

	await page.getByLabel('Columns').selectOption('tiers')
	await page.getByRole('button', { name: 'Show' }).click()
	await page.waitForURL(/by=tiers/)
	expect(await page.locator('.heatmap thead').textContent()).toContain('AI-Native')
	expect(await page.locator('.heatmap caption').textContent()).toContain('People by team and tier')
})

test('rows of managers lead by keyboard to who they are made of, and back to the same rows', async () => {
	const page = await open('hr', '?rows=managers&raters=apart', { viewport: { width: 1100, height: 700 } })
	await page.getByRole('button', { name: 'Go to' }).waitFor()
	expect(await page.getByRole('columnheader', { name: 'Manager' }).count()).toBe(1)
	expect(await page.locator('.heatmap caption').textContent()).toContain('by self and by manager')
	await page.locator('.heatmap a[data-heat-row="0"]').last().focus()
	await page.keyboard.press('ArrowDown')
	expect(await covered(page)).toBe(0)
	const row = page.locator('.heatmap tbody:last-of-type tr').first()
	const manager = (await row.locator('th bdi').textContent()) ?? ''
	const pairs = /(\d+) pairs?/.exec((await row.locator('.heat-note').last().textContent()) ?? '')?.[1]
	await page.keyboard.press('Enter')
	await page.waitForURL(/heatmap\/cell/)
	const title = page.getByRole('heading', { level: 1 })
	await title.filter({ hasText: `direct reports of ${manager}` }).waitFor()
	expect(await page.getByText(`${pairs} pairs`).first().isVisible()).toBe(true)
	// Everybody there reports to this manager in the cycle.
	const names = await page
		.getByRole('table', { name: 'People in this cell' })
		.locator('tbody a bdi')
		.allTextContents()
	expect(names.length).toBeGreaterThan(1)
	const reports = await database.adminPool.query<{ name: string }>(
		`SELECT m.name FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 JOIN member b ON b.account_id = p.account_id AND b.id = p.manager_id
		 WHERE p.account_id = $1 AND b.name = $2
			AND p.cycle_id = (SELECT id FROM cycle WHERE account_id = $1 AND phase = 'published' ORDER BY starts_on DESC LIMIT 1)`,
		[database.accountId, manager],
	)
	expect(names.toSorted()).toEqual(reports.rows.map(({ name }) => name).toSorted())
	await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').first().click()
	await page.waitForURL(
		(url) => url.searchParams.get('rows') === 'managers' && !url.pathname.endsWith('cell'),
	)
	expect(await page.locator('.heatmap tbody:last-of-type th bdi').first().textContent()).toBe(manager)

	const plain = await open('hr', '', { javaScriptEnabled: false })
	await plain.getByLabel('Rows').selectOption({ label: 'Location' })
	await plain.getByRole('button', { name: 'Show' }).click()
	await plain.waitForURL(/rows=attribute/)
	await plain.waitForLoadState()
	expect(await plain.locator('.heatmap thead th').first().textContent()).toContain('Location')
})

test('paper has the whole table without the controls', async () => {
	const page = await open('executive', '?statistic=distribution')
	await page.emulateMedia({ media: 'print' })
	expect(await page.locator('.heat-sort').first().isVisible()).toBe(false)
	expect(await page.getByRole('button', { name: 'Show' }).isVisible()).toBe(false)
	const isWhole = await page
		.locator('.heat-region')
		.evaluate((region) => region.scrollWidth <= region.clientWidth + 1)
	expect(isWhole).toBe(true)

	// As wide as a sheet across without its margins.
	await page.goto(`${heatmap}?by=metrics`)
	await page.setViewportSize({ width: 1047, height: 718 })
	const cut = await page
		.locator('.heatmap :is(td, th), .heatmap .heat-target *')
		.evaluateAll((parts) =>
			parts
				.filter((part) => part.getBoundingClientRect().right > window.innerWidth)
				.map((part) => part.textContent),
		)
	expect(cut).toEqual([])
})

test('metrics are chosen by boxes, and the address says them once', async () => {
	const page = await open('hr', '?by=metrics', { javaScriptEnabled: false })
	const heads = page.locator('.heatmap thead th:not(:first-child) > bdi')
	const usual = await heads.allTextContents()
	await page.getByText('Metrics side by side').click()
	const boxes = page.locator('input[name=metrics]')
	expect(await boxes.count()).toBeGreaterThan(usual.length)
	const wanted = [boxes.first(), boxes.last()]
	for (const box of wanted) await box.check()
	const keys = await Promise.all(wanted.map((box) => box.inputValue()))
	await page.getByRole('button', { name: 'Show' }).click()
	await page.waitForURL((url) => url.searchParams.getAll('metrics').join() === keys.join())
	await page.waitForLoadState()
	expect(new URL(page.url()).searchParams.getAll('metrics')).toHaveLength(1)
	expect(await heads.count()).toBe(2)
	const cell = page.locator('.heatmap a[data-heat-row="0"]').first()
	expect(await cell.getAttribute('href')).toContain(new URLSearchParams({ metrics: keys.join() }).toString())
})

test('a level of hundreds of teams arrives as one scrolls, and page by page without JavaScript', async () => {
	await database.adminPool.query(
		`INSERT INTO snapshot_node (account_id, snapshot_id, node_id, parent_id, name, depth)
		 SELECT s.account_id, s.id, gen_random_uuid(), s.account_id, 'Zone ' || to_char(n, 'FM000'), 1
		 FROM (SELECT * FROM snapshot WHERE account_id = $1 ORDER BY published_at DESC LIMIT 1) s, generate_series(1, 240) n`,
		[database.accountId],
	)
	const page = await open('hr', '', { viewport: { width: 1000, height: 600 } })
	await page.getByRole('button', { name: 'Go to' }).waitFor()
	const drawn = page.locator('.heatmap tbody:last-of-type tr th[scope=row]')
	const last = page.getByRole('rowheader', { name: /Zone 240/ })
	const region = page.locator('.heat-region')
	let most = 0
	for (let turn = 0; turn < 60 && !(await last.isVisible()); turn += 1) {
		await region.evaluate((element) => element.scrollTo(0, element.scrollHeight))
		await page.waitForTimeout(100)
		most = Math.max(most, await drawn.count())
	}
	expect(await last.isVisible()).toBe(true)
	// Only those in sight are drawn.
	expect(most).toBeLessThan(70)
	expect(await page.getByText(/^Teams 1 to 2\d\d of 2\d\d\.$/).count()).toBe(1)
	// The first row is that of everybody, and the keys go on from the rows that came.
	await drawn.last().locator('xpath=..').locator('[data-heat-row]').first().focus()
	await page.keyboard.press('ArrowUp')
	expect(await covered(page)).toBe(0)

	const plain = await open('hr', '', { javaScriptEnabled: false })
	const names = () => plain.locator('.heatmap tbody:last-of-type th[scope=row] bdi').allTextContents()
	const first = await names()
	expect(first).toHaveLength(50)
	await plain.getByRole('link', { name: 'Page 2' }).click()
	await plain.waitForURL(/page=2/)
	const second = await names()
	expect(second.filter((name) => first.includes(name))).toEqual([])
	await plain.getByLabel('Team', { exact: true }).fill('zone 24')
	await plain.getByRole('button', { name: 'Show' }).click()
	await plain.waitForURL(/q=zone/)
	expect(await names()).toEqual(['Zone 240'])
})

test.each(['', '?by=tiers'])(
	'the largest that is painted first comes from the server (%s)',
	async (search) => {
		const page = await open('executive', search)
		const html = (await (await page.reload())?.text()) ?? ''
		await page.getByRole('button', { name: 'Go to' }).waitFor()
		const largest = await page.evaluate(async (sent) => {
			type Paint = PerformanceEntry & { element: Element | null; url: string; size: number }
			const paints = await new Promise<Paint[]>((resolve) => {
				const observer = new PerformanceObserver((list) => resolve(list.getEntries() as Paint[]))
				observer.observe({ type: 'largest-contentful-paint', buffered: true })
			})
			const paint = paints.at(-1)
			const element = paint?.element
			if (!element) return null
			const fromServer = [
				...new DOMParser().parseFromString(sent, 'text/html').querySelectorAll(element.localName),
			]
			return {
				image: paint.url,
				isDrawn: element.closest('svg, canvas') !== null,
				text: element.textContent,
				isSent: fromServer.some(({ textContent }) => textContent === element.textContent),
			}
		}, html)
		expect(largest).toMatchObject({ image: '', isDrawn: false, isSent: true })
		expect(largest?.text?.length).toBeGreaterThan(0)
	},
)
