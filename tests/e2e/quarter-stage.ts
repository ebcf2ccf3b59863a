import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { until } from '#tests/support/application.ts'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { KeyboardUser } from '#tests/support/keyboard-user.ts'
import { byKeyboard } from '#tests/support/keyboard-user.ts'
import { receiveMail } from '#tests/support/mail-receiver.ts'
import { startTestServer } from '#tests/support/server.ts'
import { passQuarterDays, zoneAtNoon } from './quarter-calendar.ts'
import type { Answers, Name, QuarterCompany } from './quarter-company.ts'
import { emailOf, foundQuarterCompany, nameOf, password } from './quarter-company.ts'

/** Where the quarter is played: the built application with its mail, the company, and each one's phone. To be called at the top of the file. */
export async function setQuarterStage() {
	const database = await createTestDatabase()
	const receiver = await receiveMail()
	const server = await startTestServer(database, { SMTP_URL: receiver.url })
	const { newPage } = await openBrowser()
	const admin = database.adminPool
	const timeZone = zoneAtNoon()
	const phones = new Map<Name, KeyboardUser>()
	const told: { to: Name; day: number }[] = []
	let company: QuarterCompany
	let day = 0
	let heard = 0
	beforeAll(async () => {
		openDatabase({ connectionString: database.appUrl })
		company = await foundQuarterCompany(admin, { timeZone })
	})
	afterAll(closeDatabase)

	async function newPhone(of: Name): Promise<KeyboardUser> {
		const user = byKeyboard(await newPage(PHONE))
		phones.set(of, user)
		return user
	}

	const stage = {
		root: `${server.url}/a/quarter`,
		dayIn: (days: number) => shiftDay(todayIn(timeZone), days),
		get company() {
			return company
		},
		/** Somebody follows the link of a mail on a phone on which nobody is signed in, and comes to where it leads. */
		async signInByMail(name: Name, containing: string): Promise<KeyboardUser> {
			const { body } = await receiver.mailTo(emailOf(name), containing)
			const [address = ''] = /http:\/\/[^\s"<>]+\/check-ins/.exec(body) ?? []
			const user = await newPhone(name)
			const { page } = user
			await page.goto(address)
			await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
			await user.fits()
			await user.type(page.getByLabel('E-mail address'), emailOf(name))
			await user.type(page.getByLabel('Password'), password)
			await user.press('Enter')
			await user.arrive('Check-ins')
			expect(page.url()).toBe(address)
			return user
		},
		/** Somebody at their phone, signed in, on a page of the account. */
		async at(name: Name, path: string, heading: string | RegExp): Promise<KeyboardUser> {
			const user = phones.get(name) ?? (await newPhone(name))
			if ((await user.page.context().cookies()).length === 0) {
				const value = await startSessionOf(admin, (await company.idsOf(name)).userId)
				const url = server.url.replace('http:', 'https:')
				await user.page
					.context()
					.addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
			}
			await user.page.goto(stage.root + path)
			await user.arrive(heading)
			return user
		},
		/** Lets days pass; nobody has looked at the calendar yet. */
		async pass(days: number): Promise<void> {
			await passQuarterDays(admin, company.accountId, days)
			day += days
		},
		/** The server looks at the calendar; who got which mail since the last time, as the mail server has it. */
		async news(): Promise<string[]> {
			await tendCycles({ baseUrl: server.url })
			await until(async () => {
				const { rows } = await admin.query('SELECT FROM outbox_message WHERE sent_at IS NULL')
				return rows.length === 0
			})
			const mails = receiver.mails.slice(heard)
			heard = receiver.mails.length
			told.push(...mails.filter(({ isReminder }) => isReminder).map(({ to }) => ({ to: nameOf(to), day })))
			return mails.map(({ to, subject }) => `${nameOf(to)}: ${subject}`).toSorted()
		},
		/** Who was reminded on which day of the quarter, from 0. */
		told,
	}
	return stage
}

/** Waits until the page says something. */
export const says = (page: Page, text: string | RegExp) =>
	page.getByRole('main').getByText(text).first().waitFor()
export const button = (page: Page, name: string | RegExp) =>
	page.getByRole('main').getByRole('button', { name, exact: typeof name === 'string' })
export const link = (page: Page, name: string | RegExp) =>
	page.getByRole('main').getByRole('link', { name, exact: typeof name === 'string' })
export const fold = (page: Page, words: string) =>
	page.getByRole('main').locator('summary', { hasText: words })
const option = (page: Page, question: number, halfSteps: number) =>
	page.locator(`[name="answers[${question}].halfSteps"][value="${halfSteps}"]`)

/** Answers the check-in on the page: the entry question, then each of the three. */
export async function answer(user: KeyboardUser, answers: Answers): Promise<void> {
	await user.choose(user.page.locator('#usesAi-yes'))
	for (const [index, halfSteps] of answers.entries()) await user.choose(option(user.page, index, halfSteps))
	await user.page.getByText('Suggested:').waitFor()
}

/** Chooses what a pair agrees on; equal answers are chosen already, and folded away. */
export async function settle(user: KeyboardUser, answers: Answers): Promise<void> {
	for (const [index, halfSteps] of answers.entries()) {
		const target = option(user.page, index, halfSteps)
		if (await target.isChecked()) continue
		const fold = user.page.locator('details', { has: target }).locator('summary')
		if ((await fold.count()) > 0) await user.use(fold)
		await user.choose(target)
	}
}

/** What is wrong has the focus at once, and leads to the field that it is about. */
export async function followRefusal(user: KeyboardUser, field: string): Promise<void> {
	const focused = (of: 'id' | 'textContent') => user.page.evaluate((key) => document.activeElement?.[key], of)
	await expect.poll(() => focused('textContent')).toContain('Some answers need another look')
	await user.press('Tab', 'Enter')
	await expect.poll(() => focused('id')).toBe(field)
}
