import { readFile, writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { expectConsoleError } from '#tests/support/console.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { receiveMail } from '#tests/support/mail-receiver.ts'
import { startTestServer } from '#tests/support/server.ts'
import { TEMPORARY } from '#tests/support/test-cluster.ts'

const receiver = await receiveMail()
const database = await createTestDatabase()
const server = await startTestServer(database, { SMTP_URL: receiver.url })
const { newPage } = await openBrowser()
const root = `${server.url}/a/north-wind-gmbh`
const password = 'a rather long password'

/** As a big HR system exports it: a title above the header, semicolons, a BOM, German dates, blanks, a quoted line break. */
const roster =
	'\u{feff}' +
	[
		'Worker report;;;;;;;;',
		'Employee ID;Worker;Primary Work Email;Business Title;Department;Team;Reports To (ID);Hire Date;Location',
		'100;Olga Öhm ; OLGA@northwind.example;CEO;Executive;;;01.02.2015;Köln',
		'101;Mara Müller;mara@northwind.example;Engineering lead;Engineering;Platform;100;13.03.2018;Köln',
		'102;Sam Straße;sam@northwind.example;Engineer;Engineering;Platform;101;15.06.2020;"Köln\nSüd"',
		...Array.from(
			{ length: 7 },
			(_, i) =>
				`${110 + i};Engineer ${i + 1};e${i + 1}@northwind.example;Engineer;Engineering;Platform;101;2${i}.09.2021;Bonn`,
		),
		'120;Eva Exner;eva@northwind.example;COO;Executive;;100;01.04.2016;Köln',
		'130;Sina Sommer;sina@northwind.example;Account executive;Sales;Field;100;01.05.2019;Bonn',
	].join('\r\n')
const rosterFile = `${TEMPORARY}/main-job-roster.csv`

beforeAll(() => writeFile(rosterFile, roster))

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()

async function signIn(page: Page, email: string) {
	await page.goto(`${server.url}/sign-in`)
	await page.getByLabel('E-mail address').fill(email)
	await page.getByLabel('Password').fill(password)
	await button(page, 'Sign in').click()
	await page.waitForURL(`${root}`)
}

/** Follows the link of the invitation that came by mail, and signs up with it. */
async function join(page: Page, email: string, name: string) {
	const { body } = await receiver.mailTo(email, '/invitations/')
	const [link] = /http:\/\/[^\s"<>]+\/invitations\/[\w.~-]+/.exec(body) ?? []
	if (!link) throw new Error(`The mail to ${email} has no link.`)
	await page.goto(link)
	await page.getByLabel('Your name').fill(name)
	await page.getByLabel('Choose a password').fill(password)
	await button(page, /^Join/).click()
	await page.waitForURL(`${root}`)
}

/** Answers the open check-in on the page: half-steps of the three questions. */
async function answer(page: Page, halfSteps: readonly [number, number, number]) {
	await page.locator('#usesAi-yes').check()
	for (const [index, value] of halfSteps.entries()) {
		await page.locator(`[name="answers[${index}].halfSteps"][value="${value}"]`).check()
	}
	await page.getByText('Suggested:').waitFor()
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
	await button(page, 'Send').click()
	await page.waitForURL(/agreement$/)
}

test('from an empty account to the export of training needs', async () => {
	const owner = await newPage()
	await owner.goto(`${server.url}/sign-up`)
	await owner.getByLabel('Company').fill('North Wind GmbH')
	await owner.getByLabel('Your name').fill('Olga Öhm')
	await owner.getByLabel('E-mail address').fill('olga@northwind.example')
	await owner.getByLabel('Password').fill(password)
	await button(owner, 'Set up the company').click()
	await owner.waitForURL(/sign-in/)
	await signIn(owner, 'olga@northwind.example')
	expect(await owner.getByText('Meridian').count()).toBe(0)

	// The roster: upload, columns as guessed, dry run, applied.
	await owner.goto(`${root}/roster-imports/new`)
	await owner.setInputFiles('input[type=file]', rosterFile)
	await button(owner, 'Upload').click()
	await button(owner, 'See what it would do').click()
	await owner.getByText('Added (12)').waitFor()
	await button(owner, 'Apply the import').click()
	await owner.getByText(/^Applied /).waitFor()
	await owner.goto(`${root}/people`)
	await owner.getByText('Sam Straße', { exact: true }).waitFor()

	// Targets, and a cycle that is opened.
	await owner.goto(`${root}/targets`)
	await setTarget(owner)
	await owner.goto(`${root}/cycles/new`)
	await button(owner, 'Create the cycle').click()
	// The dates that we suggest, as they are.
	await owner.waitForURL(/cycles\/[0-9a-f-]{36}\/plan/)
	await button(owner, 'Save the plan').click()
	await owner.waitForURL(/cycles\/[0-9a-f-]{36}$/)
	const cycle = owner.url()
	await button(owner, /^Open for 10 people/).click()
	await owner.getByText(/is open for 10 people/).waitFor()

	// Invitations by mail, to everybody who has an address.
	await owner.goto(`${root}/invitations`)
	await inviteAll(owner)
	const manager = await newPage(PHONE)
	await join(manager, 'mara@northwind.example', 'Mara Müller')
	const member = await newPage(PHONE)
	await join(member, 'sam@northwind.example', 'Sam Straße')
	const executive = await newPage()
	await join(executive, 'eva@northwind.example', 'Eva Exner')
	await owner.goto(`${root}/settings/roles`)
	await giveRole(owner, 'Eva Exner', 'executive')

	// Self and manager on a phone, blind, then side by side.
	await member.goto(`${root}/check-ins`)
	await member.getByText('Your own check-in').first().waitFor()
	const participant = await database.adminPool.query<{ id: string; name: string }>(
		`SELECT p.id, m.name FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id ORDER BY m.name`,
	)
	const checkInOf = (name: string) =>
		`${root}/check-ins/${participant.rows.find((row) => row.name === name)?.id}`
	await member.goto(checkInOf('Sam Straße'))
	await answer(member, [4, 4, 6])
	await manager.goto(checkInOf('Sam Straße'))
	expect(await manager.content()).not.toContain('in transition')
	await answer(manager, [3, 4, 4])
	await manager.goto(`${checkInOf('Sam Straße')}/agreement`)
	for (const [index, value] of [4, 4, 4].entries()) {
		await manager.locator(`[name="answers[${index}].halfSteps"][value="${value}"]`).check()
	}
	const agree = manager.getByRole('button', { name: 'Agree', exact: true })
	await agree.click()
	await agree.waitFor({ state: 'detached' })
	await member.goto(`${checkInOf('Sam Straße')}/agreement`)
	await member
		.getByText(/tier 2/i)
		.first()
		.waitFor()
	// The other engineers have not joined: their manager's answers alone count, and are marked so.
	for (let i = 1; i <= 7; i += 1) {
		await manager.goto(checkInOf(`Engineer ${i}`))
		await answer(manager, i % 2 === 0 ? [2, 2, 3] : [3, 4, 4])
	}

	// Published, with the list of who is not assessed before.
	await owner.goto(`${cycle}?view=publish`)
	await owner.getByText('Sina Sommer').waitFor()
	const publish = owner.getByRole('button', { name: /^Publish/ })
	await publish.click()
	await publish.waitFor({ state: 'detached' })

	// The executive sees Engineering and no person; Sales, a single one, is hidden.
	await executive.goto(`${root}/heatmap`)
	const table = executive.getByRole('table')
	await table.getByText('8 of 9').first().waitFor()
	const content = await executive.content()
	for (const name of ['Sam Straße', 'Engineer 1', 'Sina Sommer']) expect(content).not.toContain(name)
	expectConsoleError(/status of 404/)
	expect((await executive.goto(`${root}/people`))?.status()).toBe(404)

	// HR exports who needs which step next: the file holds what the screen shows.
	await owner.goto(`${root}/reports/training-needs`)
	await owner.getByText('Sam Straße').first().waitFor()
	const shown = await owner.getByRole('main').textContent()
	const [download] = await Promise.all([
		owner.waitForEvent('download'),
		owner.getByRole('link', { name: /CSV/ }).first().click(),
	])
	const csv = await readFile(await download.path(), 'utf8')
	const rows = csv.trim().split('\r\n').slice(1)
	expect(rows.some((row) => row.includes('Sam Straße'))).toBe(true)
	expect(rows.some((row) => row.includes('Sina Sommer'))).toBe(false)
	expect(shown).toContain(String(rows.length))
}, 300_000)

async function setTarget(page: Page) {
	const save = page.getByRole('button', { name: 'Save the target of Engineering' })
	const form = page.locator('form').filter({ has: save })
	await form.getByLabel('Tier').selectOption('5')
	await form
		.getByLabel('To be reached by')
		.fill(new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10))
	await save.click()
	await page.getByRole('button', { name: 'Remove the target of Engineering' }).waitFor()
}

async function inviteAll(page: Page) {
	await button(page, 'Invite 12 people').click()
	await page
		.getByText(/12 (invitations|people)/)
		.first()
		.waitFor()
}

async function giveRole(page: Page, name: string, role: string) {
	await page.getByRole('link', { name: `Change the roles of ${name}` }).click()
	await page.locator(`[name=roles][value=${role}]`).check()
	await button(page, 'Save the roles').click()
	await page.getByRole('button', { name: 'Save the roles' }).waitFor({ state: 'detached' })
}
