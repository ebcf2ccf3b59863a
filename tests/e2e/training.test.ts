import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()
const { adminPool: admin, accountId } = database
const root = `${server.url}/a/meridian`

test('from the report of needs to the plan, and to who has moved by the next cycle', async () => {
	const { rows: cycles } = await admin.query<{ name: string; published: string; opened: string }>(
		`SELECT name, published_at::date::text AS published, opened_at::date::text AS opened FROM cycle
		 WHERE account_id = $1 AND phase = 'published' ORDER BY starts_on DESC LIMIT 2`,
		[accountId],
	)
	const [after, before] = cycles
	if (!after || !before) throw new Error('two cycles are published')
	const { rows: users } = await admin.query<{ id: string }>(
		`SELECT id FROM "user" WHERE email = 'hr@meridian.example'`,
	)
	// What the sample has been given before is another test's.
	await admin.query('DELETE FROM training_assignment WHERE account_id = $1', [accountId])
	const page = await newPage()
	const value = await startSessionOf(admin, users[0]?.id ?? null)
	// A browser takes a secure cookie from its own machine, but has to be told so by an address with https.
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])

	// The step that most people of the first family lack by the earlier cycle, to all of them.
	await page.goto(`${root}/reports/training-needs?cycle=${encodeURIComponent(before.name)}`)
	await page.getByRole('link', { name: 'Assign training for it', exact: true }).first().click()
	const assign = page.getByRole('button', { name: /^Assign to \d+ people$/ })
	const count = Number(/\d+/.exec((await assign.textContent()) ?? '')?.[0])
	expect(count).toBeGreaterThan(9)
	await page.getByRole('checkbox').first().check()
	await assign.click()
	await page.getByText(`Assigned: ${count} trainings to ${count} people.`).waitFor()

	// Half of them have done it, as a file of the list says, before the later cycle asked.
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'CSV', exact: true }).click(),
	])
	const csv = await readFile(await download.path(), 'utf8')
	const given: Record<string, string>[] = parse(csv, { columns: true, bom: true })
	expect(given).toHaveLength(count)
	const done = given.filter((_, i) => i % 2 === 0).map((row) => ({ ...row, 'done on': before.published }))
	await page.getByRole('link', { name: 'Import completions' }).click()
	await page.getByLabel('CSV file').setInputFiles({
		...{ name: 'completions.csv', mimeType: 'text/csv' },
		buffer: Buffer.from(stringify(done, { header: true })),
	})
	await page.getByRole('button', { name: 'Upload' }).click()
	await page.getByRole('button', { name: 'Apply all of it' }).click()
	await page.getByText(`Completions of what was given: ${done.length}, new: 0.`).waitFor()

	// What came of it by the later cycle: both groups, the difference, and what it does not say.
	await page.getByRole('link', { name: 'What came of it' }).click()
	await page.getByText('No proof that training was the cause').waitFor()
	expect(await page.getByLabel('Moved by').inputValue()).toBe(after.name)
	const row = page.getByRole('row').filter({ hasText: 'Any for this step' }).first()
	const text = (await row.textContent()) ?? ''
	const [, trained, ofTrained] = /(\d+) of (\d+), \d+/.exec(text) ?? []
	expect(Number(ofTrained)).toBeGreaterThan(4)
	expect(Number(ofTrained)).toBeLessThanOrEqual(done.length)
	expect(Number(trained)).toBeLessThanOrEqual(Number(ofTrained))
}, 120_000)
