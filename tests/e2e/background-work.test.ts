import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { until } from '#tests/support/application.ts'
import { openBrowser, PHONE } from '#tests/support/browser.ts'
import { expectConsoleError } from '#tests/support/console.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { TEMPORARY } from '#tests/support/test-cluster.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const admin = database.adminPool
const { newPage } = await openBrowser()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

let seed = 80

/** A company with a published cycle, and a browser of its HR. */
async function found(options?: Parameters<typeof newPage>[0]) {
	const company = await RandomCompany.found(admin, ++seed, { members: 30 })
	const { accountId, hr } = company
	const created = await createCycle(hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(hr, created)
	await company.answer(created.cycleId)
	await admin.query(
		`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 6, '2027-06-30' FROM role_family WHERE account_id = $1`,
		[accountId],
	)
	const published = await publishCycle(hr, created)
	if (!published.ok) throw new Error(published.reason)
	const page = await newPage(options)
	const value = await startSessionOf(admin, hr.userId)
	// A browser takes a secure cookie from its own machine, but has to be told so by an address with https.
	const url = server.url.replace('http:', 'https:')
	await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
	const root = `/a/c-${accountId.slice(0, 12)}`
	return { accountId, hr, page, root, snapshotId: published.snapshotId }
}

/** Work that nobody does: this has its lock. */
async function running(of: Awaited<ReturnType<typeof found>>, parameters: object, stage = 'preparing') {
	const jobId = crypto.randomUUID()
	const lock = await admin.connect()
	await lock.query(`SELECT pg_advisory_lock(hashtextextended('job:' || $1::text, 0))`, [jobId])
	await admin.query(
		`INSERT INTO job (account_id, id, kind, state, stage, parameters, created_by_user_id, started_at)
		 VALUES ($1, $2, 'training-needs-export', 'running', $3, $4, $5, now())`,
		[of.accountId, jobId, stage, JSON.stringify(parameters), of.hr.userId],
	)
	return {
		jobId,
		end: async () => {
			await admin.query(`UPDATE job SET state = 'cancelled', finished_at = now() WHERE id = $1`, [jobId])
			await lock.query('SELECT pg_advisory_unlock_all()')
			lock.release()
		},
	}
}

const focused = (page: Page) =>
	page.evaluate(() => ({
		role: document.activeElement?.getAttribute('role'),
		text: document.activeElement?.textContent,
	}))

test.each(['the page of a job', 'the page of training needs'])(
	'on %s, who presses Stop stays with what becomes of it, and can press it once',
	async (where) => {
		const company = await found()
		const { page, root } = company
		const { jobId, end } = await running(company, { cycle: company.snapshotId, steps: 'all' })
		try {
			await page.goto(
				server.url +
					(where === 'the page of a job' ? `${root}/jobs/${jobId}` : `${root}/reports/training-needs`),
			)
			const stop = page.getByRole('button', { name: 'Stop it' })
			await stop.focus()
			await page.keyboard.press('Enter')
			await stop.waitFor({ state: 'detached' })
			expect(await focused(page)).toEqual({ role: 'status', text: 'Stopping' })
			await page.getByText('It stops at its next step.').waitFor()
			expect(await focused(page)).toEqual({ role: 'status', text: 'Stopping' })
			expect(await stop.count()).toBe(0)
			expect(await page.getByRole('button', { name: /Stop/ }).count()).toBe(0)
		} finally {
			await end()
		}
		const stopped = page.getByRole('status').filter({ hasText: /^(The export was )?[Ss]topped/ })
		await stopped.waitFor()
		// The line of the progress says so first, then what takes its place.
		await page.getByRole('progressbar').waitFor({ state: 'detached' })
		expect(await stopped.evaluate((element) => element === document.activeElement)).toBe(true)
	},
)

test('work that takes the place of other work shows how it is itself', async () => {
	const company = await found()
	const { page, root, snapshotId } = company
	// No news comes: what is seen is what the page was made of.
	await page.route('**/events', (route) => route.fulfill({ status: 204 }))
	const one = await running(company, { cycle: snapshotId, steps: 'all' }, 'counting')
	try {
		await page.goto(`${server.url}${root}/reports/training-needs`)
		await page.getByRole('status').filter({ hasText: 'Counting' }).waitFor()
		const other = await running(company, { cycle: snapshotId, steps: 'all', family: 'x' }, 'checking')
		try {
			await page.getByRole('link', { name: 'Step', exact: true }).click()
			await page.waitForURL(/sort=from/)
			await page.getByRole('status').filter({ hasText: 'Checking rows' }).waitFor()
			expect(await page.getByText('Counting', { exact: true }).count()).toBe(0)
		} finally {
			await other.end()
		}
	} finally {
		await one.end()
	}
})

test('on a phone a card says what there is to say, and no more', async () => {
	const company = await found(PHONE)
	const { page, root, snapshotId } = company
	const { end } = await running(company, { cycle: snapshotId, steps: 'all' })
	await end()
	await page.goto(`${server.url}${root}/jobs`)
	const card = page.getByRole('row').filter({ hasText: 'Export of training needs' })
	const text = await card.innerText()
	expect(text).toContain('everybody · all steps')
	expect(text).not.toContain('Why')
	expect(text).not.toContain('–')
})

test('a dry run leads from its top to where it is applied', async () => {
	const { page, root } = await found(PHONE)
	await page.goto(`${server.url}${root}/roster-imports/new`)
	await page.setInputFiles('input[type=file]', 'tests/fixtures/hr-export.csv')
	await page.getByRole('button', { name: 'Upload' }).click()
	await page.getByRole('button', { name: 'See what it would do' }).click()
	await page.getByRole('link', { name: 'Leave them as they are' }).click()
	const apply = page.getByRole('button', { name: 'Apply the import' })
	await page.getByRole('link', { name: 'Go to applying it' }).click()
	await page.waitForURL(/#apply$/)
	const isInView = () =>
		apply.evaluate((element) => {
			const { top, bottom } = element.getBoundingClientRect()
			return top >= 0 && bottom <= window.innerHeight
		})
	await until(isInView)
	expect(await apply.isEnabled()).toBe(true)
})

test('without a script, a file that is too large comes back as a page that says so', async () => {
	const { page, root } = await found({ javaScriptEnabled: false })
	await page.goto(`${server.url}${root}/roster-imports/new`)
	const file = path.join(TEMPORARY, `too-large-${crypto.randomUUID()}.csv`)
	await writeFile(file, Buffer.alloc(30 * 1024 * 1024, 'a'))
	onTestFinished(() => rm(file))
	await page.setInputFiles('input[type=file]', file)
	expectConsoleError(/status of 413/)
	await page.getByRole('button', { name: 'Upload' }).click()
	await page.getByRole('heading', { name: 'Too much at once' }).waitFor()
	expect(await page.getByRole('main').innerText()).toContain('a file may have 20 MB')
	await page.getByRole('link', { name: 'Go to the first page' }).waitFor()
})
