import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Answer } from '#tests/auth/visitor.ts'
import { newVisitor, textOf } from '#tests/auth/visitor.ts'
import { count, from } from '#tests/rate-limits/networks.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { TEMPORARY } from '#tests/support/test-cluster.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, {
	TRUST_PROXY: '1',
	LOG_LEVEL: 'silent',
	DATABASE_POOL_SIZE: '2',
})

const flood = 200
/** Two are worked on while a hundred wait. */
const places = 102

/** What is compressed passes those threads as well. */
const plain = { 'Accept-Encoding': 'identity' }

/** Takes the threads on which passwords are checked: each waits for a writer of a pipe, without work, until `release`. */
function takeThreads(): { release: () => Promise<void> } {
	const folder = mkdtempSync(path.join(TEMPORARY, 'pipe-'))
	const pipe = path.join(folder, 'pipe')
	if (spawnSync('mkfifo', [pipe]).status !== 0) throw new Error('No pipe could be made.')
	const waiting = Array.from({ length: 4 }, () => open(pipe, 'r'))
	return {
		async release() {
			const writer = openSync(pipe, 'r+')
			for (const file of await Promise.all(waiting)) await file.close()
			closeSync(writer)
			rmSync(folder, { recursive: true })
		},
	}
}

test('while two hundred want in at once, who finds no place is told to come again, and other pages go on', async () => {
	const page = (address: string) => newVisitor(server.url).get(address, plain)
	// A connection is opened, and a page loaded for the first time, with work of those threads.
	expect((await page('/sign-up')).status).toBe(200)
	await Promise.all(Array.from({ length: 6 }, () => page('/sign-in')))
	const threads = takeThreads()
	const answers: Answer[] = []
	const attempts = Array.from({ length: flood }, async (_, n) => {
		const fields = { email: `nobody-${n}@example.com`, password: 'not the password' }
		answers.push(await newVisitor(server.url).post('/sign-in', fields, { ...from(`10.2.0.${n}`), ...plain }))
	})
	try {
		await expect.poll(() => answers.length, { timeout: 60_000 }).toBe(flood - places)
		expect(count(answers)).toEqual({ 503: flood - places })
		for (const answer of answers) {
			expect(answer.headers.get('Retry-After')).toBe('5')
			expect(textOf(answer.body)).toContain('Busy right now')
		}
	} finally {
		await threads.release()
	}
	// From here on the line of a hundred is worked off, on two of the four threads.
	let pagesBetween = 0
	while (answers.length < flood) {
		expect((await page('/sign-up')).status).toBe(200)
		if (answers.length < flood) pagesBetween += 1
	}
	expect(pagesBetween, 'pages come in between, not after').toBeGreaterThan(3)
	await Promise.all(attempts)
	expect(count(answers), 'nobody who had a place lost it').toEqual({ 400: places, 503: flood - places })
	const again = { email: 'nobody@example.com', password: 'not the password' }
	expect((await newVisitor(server.url).post('/sign-in', again)).status, 'free again').toBe(400)
}, 240_000)
