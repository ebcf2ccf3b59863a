import { describe, expect, it } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { mailsTo } from './mails-to.ts'
import type { Answer } from './visitor.ts'
import { newVisitor, textOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)

const password = 'correct horse battery'
let people = 0

/** A company set up by the form, with its owner signed in. */
async function signUp(of: { email?: string; accountName?: string } = {}) {
	const n = ++people
	const email = of.email ?? `person-${n}@example.com`
	const visitor = newVisitor(server.url)
	const fields = { accountName: `Company ${n}`, name: 'Ada', email, password, runsCheckIns: 'on', ...of }
	const answer = await visitor.post('/sign-up', fields)
	return { visitor, email, answer, slug: `company-${n}` }
}

async function signedUp() {
	const { visitor, email, slug } = await signUp()
	const signedIn = await visitor.post('/sign-in', { email, password })
	expect(signedIn).toMatchObject({ status: 303, location: '/' })
	return { visitor, email, slug }
}

/** All that an onlooker can compare. Ids of requests and times differ anyway. */
const seen = ({ status, body, location, headers }: Answer) => ({
	status,
	body,
	location,
	headers: [...headers].filter(
		([name]) => !['date', 'x-request-id', 'content-security-policy', 'etag'].includes(name),
	),
})

const linkIn = (text: string | undefined) =>
	new URL(/https?:\/\/\S+/.exec(text ?? '')?.[0] ?? 'http://none').pathname

describe('sign-up, sign-in and sign-out', () => {
	it('lead from nothing into the own account and out again', async () => {
		const { visitor, email, slug, answer } = await signUp()
		expect(answer).toMatchObject({ status: 303, location: '/sign-in' })
		expect(textOf((await visitor.get('/sign-in')).body)).toContain('If this e-mail address is new here')
		expect((await visitor.get(`/a/${slug}/settings`)).location).toBe(`/sign-in?to=%2Fa%2F${slug}%2Fsettings`)

		const to = `/a/${slug}/settings`
		const signedIn = await visitor.post(`/sign-in?to=${encodeURIComponent(to)}`, {
			email: email.toUpperCase(),
			password,
			to,
		})
		expect(signedIn).toMatchObject({ status: 303, location: to })
		const page = await visitor.get(to)
		expect(page.status).toBe(200)
		expect(page.headers.get('Cache-Control')).toBe('private, no-store')
		expect(textOf(page.body)).toContain('Smallest group whose results are shown')
		expect((await visitor.get('/')).location).toBe(`/a/${slug}`)

		expect((await visitor.get('/sign-out')).location, 'a link signs nobody out').toBe('/')
		expect((await visitor.get(to)).status).toBe(200)
		expect(await visitor.post('/sign-out', {})).toMatchObject({ status: 303, location: '/sign-in' })
		expect((await visitor.get(to)).status).toBe(302)
	})

	it('answer an address that is known like one that is new', async () => {
		const { email } = await signUp()
		const known = await signUp({ email, accountName: 'Something' })
		const unknown = await signUp({ accountName: 'Something' })
		expect(seen(known.answer)).toEqual(seen(unknown.answer))
		expect(seen(await known.visitor.get('/sign-in'))).toEqual(seen(await unknown.visitor.get('/sign-in')))
		const mails = await mailsTo(database.adminPool, email)
		expect(mails.map(({ subject }) => subject.replace(/\(.*/, ''))).toEqual([
			expect.stringMatching(/^Sign in to Contour: Company \d+ is ready /),
			'Sign in to Contour: you signed up before ',
		])
		const { rowCount } = await database.adminPool.query(`SELECT FROM account WHERE slug LIKE 'something%'`)
		expect(rowCount).toBe(1)
	})

	it('answer a wrong password like an address that nobody has', async () => {
		const { email } = await signUp()
		const wrong = (who: string) =>
			newVisitor(server.url).post('/sign-in', { email: who, password: 'not the password' })
		const blank = (answer: Answer, who: string) => ({
			...seen(answer),
			body: answer.body.replaceAll(who, 'X'),
		})
		const known = await wrong(email)
		const unknown = await wrong('nobody@example.com')
		expect(known.status).toBe(400)
		expect(blank(known, email)).toEqual(blank(unknown, 'nobody@example.com'))
		expect(known.body).not.toContain('not the password')
		expect(known.headers.getSetCookie()).toEqual([])
	})

	it('lead nowhere outside', async () => {
		const { email } = await signUp()
		for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
			const answer = await newVisitor(server.url).post('/sign-in', { email, password, to })
			expect(answer, to).toMatchObject({ status: 303, location: '/' })
		}
	})

	it.each<[Record<string, string>, string[]]>([
		[
			{ email: 'x', password: 'short', name: ' ', accountName: '' },
			[
				'Enter the name of your company.',
				'Enter your name.',
				'such as name@example.com',
				'Use at least 10 characters.',
			],
		],
		[{ password: 'p'.repeat(201) }, ['Use at most 200 characters.']],
		[
			{ email: 'ada.lovelace@example.com', password: 'ADA.lovelace@example.com' },
			['not your e-mail address'],
		],
		[{ name: 'Ada\0' }, ['characters that cannot be stored']],
		[{ name: 'A\nB' }, ['Use one line of plain text.']],
		[{ accountName: 'n'.repeat(201) }, ['Use at most 200 characters.']],
		[{ accountName: 'n'.repeat(200_000) }, ['far more text than fits']],
		[{ name: '\u200b' }, ['Enter your name.']],
	])('say in place what is wrong with %.60j', async (fields, messages) => {
		const visitor = newVisitor(server.url)
		const right = { accountName: 'Acme', name: 'Ada', email: `fine-${++people}@example.com`, password }
		const answer = await visitor.post('/sign-up', { ...right, ...fields })
		expect(answer.status).toBe(400)
		for (const message of messages) expect(textOf(answer.body)).toContain(message)
		expect(answer.body).not.toContain(`value="${fields['password'] ?? password}"`)
	})

	it('take names as people write them', async () => {
		const visitor = newVisitor(server.url)
		const email = `rtl-${++people}@example.com`
		const name = '<b>שלמה</b> 👩🏽‍💻 O\'Brien "&amp;"'
		expect((await visitor.post('/sign-up', { accountName: name, name, email, password })).status).toBe(303)
		await visitor.post('/sign-in', { email, password })
		const home = (await visitor.get('/')).location ?? ''
		const { body } = await visitor.get(`${home}/settings`)
		expect(body).not.toContain('<b>שלמה')
		expect(body).toContain('&lt;b&gt;שלמה')
	})
})

describe('a forgotten password', () => {
	it('is replaced through the mail, once, and everybody else is signed out', async () => {
		const { visitor, email, slug } = await signedUp()
		const forgetful = newVisitor(server.url)
		const asked = await forgetful.post('/forgot-password', { email })
		expect(asked).toMatchObject({ status: 303, location: '/forgot-password' })
		const path = linkIn((await mailsTo(database.adminPool, email)).at(-1)?.text)
		expect(path).toMatch(/^\/reset-password\/[\w-]{43}$/)
		expect(textOf((await forgetful.get(path)).body)).toContain('Choose a new password')

		const done = await forgetful.post(path, { password: 'another horse entirely' })
		expect(done).toMatchObject({ status: 303, location: '/' })
		expect((await forgetful.get('/')).location, 'signed in').toBe(`/a/${slug}`)
		expect((await visitor.get('/profile')).status, 'signed out').toBe(302)
		expect((await visitor.post('/sign-in', { email, password })).status).toBe(400)

		for (const answer of [
			await forgetful.get(path),
			await forgetful.post(path, { password: 'a third horse comes' }),
		]) {
			expect(answer.status).toBe(410)
			expect(textOf(answer.body)).toContain('This link has ended')
		}
	})

	it('is asked for by known and unknown addresses with one answer', async () => {
		const { email } = await signUp()
		const [known, unknown] = [newVisitor(server.url), newVisitor(server.url)]
		expect(seen(await known.post('/forgot-password', { email }))).toEqual(
			seen(await unknown.post('/forgot-password', { email: 'nobody@example.com' })),
		)
		expect(seen(await known.get('/forgot-password'))).toEqual(seen(await unknown.get('/forgot-password')))
		expect(await mailsTo(database.adminPool, 'nobody@example.com')).toEqual([])
	})

	it('ends with 410 for a link that never was', async () => {
		const visitor = newVisitor(server.url)
		for (const token of ['x', 'a'.repeat(43), '%00', '../sign-in', '😀']) {
			const answer = await visitor.get(`/reset-password/${encodeURIComponent(token)}`)
			expect(answer.status, token).toBe(410)
		}
	})
})

describe('the profile', () => {
	it('changes the password with a fresh session, and ends the others if asked', async () => {
		const { visitor, email } = await signedUp()
		const second = newVisitor(server.url)
		await second.post('/sign-in', { email, password })
		const before = visitor.cookies.get('__Host-contour-session')
		const change = (current: string, next: string, more = {}) =>
			visitor.post('/profile', { intent: 'password', current, password: next, ...more })

		expect((await change('wrong password', 'another horse entirely')).status).toBe(400)
		expect((await change(password, email)).status).toBe(400)
		expect(await change(password, 'another horse entirely')).toMatchObject({
			status: 303,
			location: '/profile',
		})
		expect(visitor.cookies.get('__Host-contour-session')).not.toBe(before)
		expect((await second.get('/profile')).status, 'not asked').toBe(200)
		expect((await change('another horse entirely', password, { endOthers: 'on' })).status).toBe(303)
		expect((await second.get('/profile')).status).toBe(302)
		expect((await visitor.get('/profile')).status).toBe(200)
	})

	it('lists sessions and ends them, but none of somebody else', async () => {
		const { visitor, email } = await signedUp()
		const second = newVisitor(server.url)
		await second.send('/sign-in', {
			method: 'POST',
			headers: {
				'Sec-Fetch-Site': 'same-origin',
				'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0',
			},
			body: new URLSearchParams({ email, password }),
		})
		const { body } = await visitor.get('/profile')
		expect(textOf(body)).toContain('Firefox on Windows')
		const sessionId = /name="sessionId" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''
		const stranger = await signedUp()
		await stranger.visitor.post('/profile', { intent: 'end-session', sessionId })
		expect((await second.get('/profile')).status).toBe(200)
		await visitor.post('/profile', { intent: 'end-session', sessionId })
		expect((await second.get('/profile')).status).toBe(302)
	})

	it.each(['', 'toString', '__proto__', 'constructor', 'delete'])('refuses the intent %j', async (intent) => {
		const { visitor } = await signedUp()
		expect((await visitor.post('/profile', { intent })).status).toBe(400)
	})
})
