import { readFile } from 'node:fs/promises'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { foundImportingCompany } from '#tests/imports/importing-company.ts'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()

/** Nothing to scroll sideways, and nothing that axe finds wrong. */
async function expectWell(page: Page) {
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
	await page.evaluate(`${axe.source}; 0`)
	const violations = await page.evaluate(async () => {
		const found = await (window as unknown as { axe: typeof axe }).axe.run()
		return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
	})
	expect(violations, page.url()).toEqual([])
}

async function upload(page: Page, name: string, content: string) {
	const file = { name, mimeType: 'text/csv', buffer: Buffer.from(content) }
	await page.setInputFiles('input[type=file]', file)
	await button(page, 'Upload').click()
	await page.getByRole('heading', { level: 1, name }).waitFor()
}

test('on a phone, a bad file is mended by its refused rows, applied, seen and taken back', async () => {
	const company = await foundImportingCompany(database.adminPool, 'phone')
	const page = await newPage({ ...PHONE, acceptDownloads: true })
	const value = await startSessionOf(database.adminPool, company.scope.userId)
	// A browser takes a secure cookie from its own machine, but has to be told so by an address with https.
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	await page.goto(`${server.url}/a/phone/imports`)
	await page.getByRole('link', { name: 'Import metrics' }).click()
	await page.getByRole('heading', { name: 'Which files it takes' }).waitFor()
	await expectWell(page)
	const rows = [
		'Team;Metric;Date;Value;Denominator',
		'Product;Pull requests merged;31.03.2026;1.234;',
		'Product;share-of-ai-output-edited;31.03.2026;30;120',
		'Sales;Pull requests merged;31.03.2026;twelve;',
		'A team with a very long name that nobody knows;Pull requests merged;31.03.2026;3;',
	]
	await upload(page, 'figures.csv', rows.join('\n'))
	await expectWell(page)
	await page.getByRole('radio', { name: 'The month that it lies in' }).check()
	await page.getByRole('radio', { name: 'A point' }).check()
	await button(page, 'See what it would do').click()
	await page.getByRole('heading', { name: '2 rows are refused' }).waitFor()
	await expectWell(page)

	await button(page, /^Apply the good rows \(2 values\)/).click()
	await page
		.getByText(/^Applied/)
		.first()
		.waitFor()
	await page.reload()
	await expectWell(page)
	const downloading = page.waitForEvent('download')
	await page.getByRole('link', { name: 'Refused rows as CSV' }).click()
	const refused = await readFile(await (await downloading).path(), 'utf8')
	const mended = refused
		.replace(',twelve,', ',12,')
		.replace('A team with a very long name that nobody knows', 'Product / Core')
	await page.getByRole('link', { name: 'Upload the mended rows' }).click()
	await page.getByRole('heading', { name: 'Which files it takes' }).waitFor()
	await upload(page, 'mended.csv', mended)
	const month = page.getByRole('radio', { name: 'The month that it lies in' })
	if ((await month.count()) > 0) await month.check()
	await button(page, 'See what it would do').click()
	await button(page, /^Apply the import \(2 values\)/).click()
	await page
		.getByText(/^Applied/)
		.first()
		.waitFor()
	const all = [
		'Core prs-merged 2026-03-01 month 3',
		'Product prs-merged 2026-03-01 month 1.234',
		'Product share-of-ai-output-edited 2026-03-01 month 30 / 120',
		'Sales prs-merged 2026-03-01 month 12',
	]
	expect(await company.values()).toEqual(all)

	await page.getByRole('link', { name: 'Imports' }).first().click()
	await page.getByText('2 imports').waitFor()
	await expectWell(page)
	await page.getByRole('link', { name: 'figures.csv' }).click()
	await page.getByText('Take this import back').click()
	await button(page, 'Take it back now').click()
	await page.getByText('2 values were removed, 0 put back.').waitFor()
	await expectWell(page)
	expect(await company.values()).toEqual([all[0], all[3]])
}, 60_000)
