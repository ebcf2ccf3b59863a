import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import type { Person } from '#tests/check-ins/company.ts'
import { sessionCookie, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { expectConsoleError } from '#tests/support/console.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { byKeyboard } from '#tests/support/keyboard-user.ts'
import { startTestServer } from '#tests/support/server.ts'
import { foundTeams } from '#tests/team-assessments/team-company.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Runs in the page, after axe. */
async function findViolations(): Promise<string[]> {
	const loaded = window as unknown as {
		axe: {
			run: (
				of: Document,
				options: object,
			) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
		}
	}
	const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
	const { violations } = await loaded.axe.run(document, { runOnly })
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

test('on a phone, by keyboard alone: a view is sent, revealed, and a check agreed with its evidence', async () => {
	const teams = await foundTeams(database.adminPool, 'by-keys')
	const open = async (person: Person, path: string) => {
		const page = await newPage(PHONE)
		const value = await startSessionOf(database.adminPool, person.userId)
		const url = server.url.replace('http:', 'https:')
		await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
		await page.goto(`${server.url}/a/by-keys${path}`)
		return { page, keys: byKeyboard(page) }
	}
	const { page, keys } = await open(teams.lead, '')
	await keys.use(page.getByRole('link', { name: 'AI coding level: Atlas' }))
	await keys.arrive('Assessments of Atlas')
	await keys.use(page.locator('button[value="five-ai-coding-levels"]'))
	await keys.arrive('AI coding level: Atlas')
	await keys.reach(page.locator('[id="verdict:checks.secure-keys-met"]'))
	await keys.press('Space')
	await keys.reach(page.locator('#claimed-0'))
	await keys.press('Space', 'ArrowDown')
	await keys.use(page.getByRole('button', { name: 'Send my view' }))
	await page.getByText('Your view is in, and locked').waitFor()

	// Another view comes in: the reveal is refused, and the page shows what is so now beside the reason.
	await page.getByRole('button', { name: 'Reveal with 1 of 3' }).waitFor()
	const asAda = visit(server.url, await startSessionOf(database.adminPool, teams.ada.userId))
	const { pathname } = new URL(page.url())
	expect((await asAda.post(pathname, { version: '0', claimed: '1', intent: 'send' })).status).toBe(303)
	expectConsoleError(/status of 409/)
	await keys.use(page.getByRole('button', { name: 'Reveal with 1 of 3' }))
	await page.getByRole('button', { name: 'Reveal with 2 of 3' }).waitFor()
	expect(await page.getByRole('alert').textContent()).toContain('How many views are in has changed')
	await keys.use(page.getByRole('button', { name: 'Reveal with 2 of 3' }))
	await page.getByRole('heading', { name: 'Check by check, differences first' }).waitFor()
	await keys.fits()
	// What all say is proposed.
	const proposed = page.locator('[id="verdict:checks.secure-keys-met"]')
	await keys.use(page.getByRole('link', { name: /^Agree on it ?: The team knows the basics/ }))
	await proposed.waitFor()
	expect(await proposed.isChecked()).toBe(true)
	await keys.use(page.getByText('Add evidence'))
	await keys.reach(page.getByLabel('What it shows'))
	await page.keyboard.type('Keys are in the vault')
	await keys.use(page.getByRole('button', { name: 'Record and go on' }))
	await page.getByText('1 of 30 agreed').waitFor()
	await keys.fits()
	await keys.use(page.getByText('Add evidence'))
	await page.evaluate(axe)
	expect(await page.evaluate(findViolations)).toEqual([])
})
