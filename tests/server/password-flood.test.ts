import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { newVisitor, textOf } from '#tests/auth/visitor.ts'
import { count, from } from '#tests/rate-limits/networks.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database, { TRUST_PROXY: '1', LOG_LEVEL: 'silent' })

const flood = 200
/** Two are worked on while a hundred wait. */
const place = 102
/** So many at least find no place; while they come in, a few of the others are done. */
const refused = flood - place - 20

/** Keeps the threads that check passwords busy for as long as `goOn` says so. */
async function occupyThreads(goOn: () => boolean): Promise<void> {
	const derive = promisify(pbkdf2)
	const one = async () => {
		while (goOn()) await derive('anything', 'at all', 100_000, 64, 'sha512')
	}
	await Promise.all(Array.from({ length: 4 }, one))
}

test('while two hundred want in at once, who finds no place is told to come again, and other pages go on', async () => {
	const seen = { answered: 0, pagesBetween: 0 }
	const isFull = () => seen.answered < refused
	const hog = occupyThreads(isFull)
	const attempts = Array.from({ length: flood }, async (_, n) => {
		const fields = { email: `nobody-${n}@example.com`, password: 'not the password' }
		const answer = await newVisitor(server.url).post('/sign-in', fields, from(`10.2.0.${n}`))
		seen.answered += 1
		return answer
	})
	while (seen.answered < flood) {
		const page = await newVisitor(server.url).get('/sign-up')
		expect(page.status).toBe(200)
		if (seen.answered < flood) seen.pagesBetween += 1
	}
	await hog
	const answers = await Promise.all(attempts)
	const counts = count(answers)
	expect(Object.keys(counts)).toEqual(['400', '503'])
	expect(counts['503']).toBeGreaterThanOrEqual(refused - 20)
	expect(counts['400'], 'nobody who had a place lost it').toBeGreaterThanOrEqual(place)
	for (const answer of answers.filter(({ status }) => status === 503)) {
		expect(answer.headers.get('Retry-After')).toBe('5')
		expect(textOf(answer.body)).toContain('Busy right now')
	}
	expect(seen.pagesBetween, 'pages come in between, not after').toBeGreaterThan(10)
	const again = { email: 'nobody@example.com', password: 'not the password' }
	expect((await newVisitor(server.url).post('/sign-in', again)).status, 'free again').toBe(400)
}, 240_000)
