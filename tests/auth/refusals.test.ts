import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { firmsOn } from './firms.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { foundCompany, signIn } = firmsOn(server.url, database)

describe('what does not exist, or is not yours', () => {
	it('has one answer, to the byte', async () => {
		const { slug, email } = await foundCompany()
		const visitor = await signIn(email)
		const other = await foundCompany()
		const paths = [
			'/nothing',
			`/a/${other.slug}`,
			`/a/${other.slug}/settings`,
			'/a/no-such-company/settings',
			`/a/${slug}/nothing`,
			`/a/${slug}/settings/nothing`,
			'/mailbox',
			'/mailbox/no-such-mail',
			`/a/${slug}/sample-removal`,
		]
		const answers = await Promise.all(paths.map((path) => visitor.get(path)))
		const [first] = answers
		for (const [n, answer] of answers.entries()) {
			expect(answer.status, paths[n]).toBe(404)
			expect(answer.body, paths[n]).toBe(first?.body)
		}
		expect(first?.body).not.toMatch(/<script/)
		expect(
			(await visitor.post(`/a/${other.slug}/settings?index`, { name: 'Mine', version: '1' })).status,
		).toBe(404)
		expect((await visitor.post(`/a/${slug}/sample-removal`, {})).status).toBe(404)
	})

	it('is refused with one answer where forms come from elsewhere, whoever asks', async () => {
		const { slug, email } = await foundCompany()
		const visitor = await signIn(email)
		const before = visitor.cookies.get('__Host-contour-session')
		const elsewhere: Record<string, string>[] = [
			{ 'Sec-Fetch-Site': 'cross-site' },
			{ 'Sec-Fetch-Site': 'same-site' },
			{ Origin: 'https://evil.example' },
			{ Origin: 'null' },
			{},
		]
		const paths = [
			'/sign-out',
			'/sign-in',
			'/theme',
			'/profile',
			`/a/${slug}/settings?index`,
			`/a/${slug}/sample-removal`,
		]
		for (const headers of elsewhere) {
			for (const path of [...paths, ...paths.map((each) => each.replace(/(\?|$)/, '.data$1'))]) {
				const answer = await visitor.send(path, {
					method: 'POST',
					headers,
					body: new URLSearchParams({ intent: 'end-others' }),
				})
				expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(403)
			}
		}
		expect(visitor.cookies.get('__Host-contour-session')).toBe(before)
		expect((await visitor.get('/profile')).status).toBe(200)
	})
})
