import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '#tests/support/browser.ts'
import { SERVER_BUNDLE } from '#app/server/build.ts'
import { createSampleDatabase, samplePassword } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { watchPolicy } from './watch-policy.ts'

/** What the crawl of accessibility.test.ts does not come by: pages of errors, redirects, what follows signing out. */
const database = await createSampleDatabase()
const server = await startTestServer(database, { LOG_LEVEL: 'silent' })
const { newPage } = await openBrowser()
const query = database.adminPool.query.bind(database.adminPool)

async function openPage(): Promise<{ page: Page; stopped: string[] }> {
	const page = await newPage()
	// A page that answers with an error is what these tests are about; watchPolicy hears the rest.
	page.removeAllListeners('console')
	return { page, stopped: await watchPolicy(page) }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function signIn(page: Page, name: string, given = samplePassword): Promise<void> {
	await page.goto(`${server.url}/sign-in`)
	await page.getByLabel('E-mail address').fill(`${name}@meridian.example`)
	await page.getByLabel('Password', { exact: true }).fill(given)
	await page.getByRole('button', { name: 'Sign in' }).click()
}

test('pages of errors, as documents and within the page that is open', async () => {
	const { page, stopped } = await openPage()
	const seen: (number | undefined)[] = []
	const go = async (path: string) => seen.push((await page.goto(server.url + path))?.status())
	await go('/nowhere')
	await go('/reset-password/none')
	await go('/invitations/none')
	await go(`/${'a'.repeat(9000)}`)
	await query('ALTER FUNCTION find_account_by_slug RENAME TO find_account_away')
	await go('/sign-in')
	await heading(page, 'Something broke here')
	await go('/forgot-password')
	await page.getByRole('link', { name: 'Back to sign-in' }).click()
	await heading(page, 'Something broke here')
	await query('ALTER FUNCTION find_account_away RENAME TO find_account_by_slug')
	await query('ALTER TABLE rate_limit RENAME TO rate_limit_away')
	await signIn(page, 'nobody')
	await page.getByRole('heading', { level: 1, name: /Busy right now|Something broke here/ }).waitFor()
	await query('ALTER TABLE rate_limit_away RENAME TO rate_limit')
	expect(seen).toEqual([404, 410, 410, 414, 500, 200])
	expect(stopped).toEqual([])
	await page.context().close()
})

test('too many attempts are said on the page itself, and what was typed stays', async () => {
	const { page, stopped } = await openPage()
	for (let n = 0; n < 6; n++) {
		await signIn(page, 'stranger', `wrong password ${n}`)
		await page.getByRole('alert').waitFor()
	}
	const said = await page.getByRole('alert').textContent()
	expect(said).toMatch(
		/Too many attempts\. Try again in \d+ seconds?\. A new password, by mail, lets you in at once\./,
	)
	expect(await page.getByLabel('E-mail address').inputValue()).toBe('stranger@meridian.example')
	expect(stopped).toEqual([])
	await page.context().close()
})

test('redirects, and after signing out the way back shows nothing', async () => {
	const { page, stopped } = await openPage()
	await page.goto(`${server.url}/a/meridian/people?search=a`)
	await heading(page, 'Sign in')
	await signIn(page, 'hr')
	await page.waitForURL(`${server.url}/a/meridian`)
	const { rows } = await query<{ id: string; name: string }>(
		`SELECT id, name FROM member WHERE email = 'member@meridian.example'`,
	)
	const { id, name } = rows[0] ?? { id: '', name: 'nobody' }
	await page.goto(`${server.url}/a/meridian/people/${id}`)
	await heading(page, name)
	await page.goto(`${server.url}/a/meridian/people.csv`).catch(() => undefined)
	await page.getByRole('link', { name: 'Heatmap' }).first().click()
	await heading(page, /Heatmap/)
	await page.goto(`${server.url}/a/meridian/people/${id}`)
	await heading(page, name)
	const signOut = page.getByRole('button', { name: 'Sign out', includeHidden: true }).first()
	await signOut.evaluate((button) => (button as HTMLButtonElement).click())
	await heading(page, 'Sign in')

	for (let back = 0; back < 4; back++) {
		await page.goBack().catch(() => undefined)
		await heading(page, 'Sign in')
		const html = await page.content()
		expect(html).not.toContain(name)
		expect(html).not.toContain('Meridian')
	}
	expect(stopped).toEqual([])
	await page.context().close()
})

test('what the policy would stop is not sent: zod, which makes code of its schemas', () => {
	const folder = path.join(path.dirname(SERVER_BUNDLE), '..', 'client', 'assets')
	const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
	expect(scripts.length).toBeGreaterThan(100)
	expect(
		scripts.filter((name) => readFileSync(path.join(folder, name), 'utf8').includes('ZodError')),
	).toEqual([])
})
