import { describe, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { expectGuarded } from './guarded.ts'
import type { RawAnswer } from './raw-request.ts'
import { sendRaw } from './raw-request.ts'

const database = await createTestDatabase()
const server = await startTestServer(
	database,
	{ LOG_LEVEL: 'silent' },
	{ timeouts: { request: { headers: 400, receive: 800, check: 50 } } },
)
const send = (lines: string[], body = '') => sendRaw(server.port, `${lines.join('\r\n')}\r\n\r\n${body}`)
const form = 'Content-Type: application/x-www-form-urlencoded'
const own = ['Host: 127.0.0.1', 'Sec-Fetch-Site: same-origin', form, 'Connection: close']
const large = String(1024 * 1024 + 1)

/** Says in plain text what is wrong, keeps nothing, and has the headers of every answer. */
function expectPlain(answer: RawAnswer): void {
	expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
	expect(answer.headers.get('cache-control')).toBe('private, no-store')
	expectGuarded(answer.headers)
}

describe('is answered in plain words', () => {
	test.each<[string, string[], string, number, RegExp]>([
		[
			'an address that is too long',
			[`GET /${'a'.repeat(9000)} HTTP/1.1`, 'Host: a'],
			'',
			414,
			/address is too long/,
		],
		['one that is longer still', [`GET /${'a'.repeat(40_000)} HTTP/1.1`, 'Host: a'], '', 431, /too long/],
		[
			'a header that is too long',
			['GET / HTTP/1.1', 'Host: a', `Cookie: ${'a'.repeat(40_000)}`],
			'',
			431,
			/too long/,
		],
		['no HTTP at all', ['EHLO mail.example.com'], '', 400, /cannot be read/],
		['no host', ['GET / HTTP/1.1', 'Connection: close'], '', 400, /names no host/],
		[
			'two lengths',
			['POST /sign-in HTTP/1.1', ...own, 'Content-Length: 3', 'Content-Length: 4'],
			'a=1',
			400,
			/cannot be read/,
		],
		[
			'a length and chunks',
			['POST /sign-in HTTP/1.1', ...own, 'Content-Length: 3', 'Transfer-Encoding: chunked'],
			'a=1',
			400,
			/cannot be read/,
		],
		[
			'a length below nothing',
			['POST /sign-in HTTP/1.1', ...own, 'Content-Length: -1'],
			'',
			400,
			/cannot be read/,
		],
		[
			'an odd expectation',
			['POST /sign-in HTTP/1.1', ...own, 'Expect: miracles', 'Content-Length: 3'],
			'a=1',
			417,
			/100-continue/,
		],
		['a method that is not known', ['TRACE / HTTP/1.1', 'Host: a'], '', 405, /method is not known/],
		[
			'too much for a page',
			['POST /sign-in HTTP/1.1', ...own, `Content-Length: ${large}`],
			'a=1',
			413,
			/at most 1 MB/,
		],
		[
			'too much for its data',
			['POST /sign-in.data HTTP/1.1', ...own, `Content-Length: ${large}`],
			'a=1',
			413,
			/at most 1 MB/,
		],
		['too much for HEAD', ['HEAD /sign-in HTTP/1.1', ...own, `Content-Length: ${large}`], '', 413, /^$/],
		[
			'too much for an upload',
			[
				'POST /a/x/roster-imports/new.data HTTP/1.1',
				'Host: a',
				'Content-Type: multipart/form-data; boundary=x',
				'Content-Length: 99999999',
			],
			'x',
			413,
			/a file may have 20 MB/,
		],
		[
			'chunks for a page',
			['POST /sign-in HTTP/1.1', ...own, 'Transfer-Encoding: chunked'],
			'3\r\na=1\r\n0\r\n\r\n',
			411,
			/how long/,
		],
		[
			'chunks for its data',
			['POST /sign-in.data HTTP/1.1', ...own, 'Transfer-Encoding: chunked'],
			'3\r\na=1\r\n0\r\n\r\n',
			411,
			/how long/,
		],
	])('%s', async (_what, lines, body, status, words) => {
		const answer = await send(lines, body)
		expect(answer).toMatchObject({ status, body: expect.stringMatching(words) })
		expectPlain(answer)
	})
})

describe('comes to a browser as a page', () => {
	const html = 'Accept: text/html,application/xhtml+xml'
	const body = 'a='.padEnd(Number(large), 'a')
	test.each<[string, string[], string, number, RegExp]>([
		[
			'a form that is too large, once it is here',
			['POST /sign-in HTTP/1.1', ...own, html, `Content-Length: ${large}`],
			body,
			413,
			/Too much at once/,
		],
		[
			'one that nobody would wait for',
			['POST /sign-in HTTP/1.1', ...own, html, 'Content-Length: 999999999'],
			'a=1',
			413,
			/Too much at once/,
		],
		[
			'an address that is too long',
			[`GET /${'a'.repeat(9000)} HTTP/1.1`, 'Host: a', html],
			'',
			414,
			/address is too long/,
		],
		[
			'a form that cannot be read, of a route without a page',
			['POST /theme HTTP/1.1', ...own, html, 'Content-Length: 7'],
			'theme=x',
			400,
			/could not be read/,
		],
		[
			'a form from elsewhere, to a route without a page',
			['POST /theme HTTP/1.1', 'Host: 127.0.0.1', form, 'Connection: close', html, 'Content-Length: 10'],
			'theme=dark',
			403,
			/Not sent from here/,
		],
	])('%s', async (_what, lines, text, status, words) => {
		const answer = await send(lines, text)
		expect(answer).toMatchObject({ status, body: expect.stringMatching(words) })
		expect(answer.body).toContain('Go to the first page')
		expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
		expect(answer.headers.get('cache-control')).toBe('private, no-store')
		expectGuarded(answer.headers)
	})
})

test('headers that do not come to an end are not waited for', async () => {
	const answer = await sendRaw(server.port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow')
	expect(answer).toMatchObject({ status: 408, body: expect.stringMatching(/did not arrive in time/) })
	expectPlain(answer)
})

test('a body that does not come is not waited for, and nothing of it is done', async () => {
	const lines = ['POST /sign-up HTTP/1.1', ...own, 'Content-Length: 1000']
	const answer = await send(lines, 'accountName=Slow&name=Ada')
	expect(answer).toMatchObject({ status: 408, body: expect.stringMatching(/Nothing was done/) })
	expectPlain(answer)
	const upload = ['POST /a/x/roster-imports/new HTTP/1.1', 'Host: 127.0.0.1', 'Sec-Fetch-Site: same-origin']
	const chunked = [...upload, 'Content-Type: multipart/form-data; boundary=x', 'Transfer-Encoding: chunked']
	// Nobody is signed in: the answer does not wait for the file.
	expect((await send(chunked, '3\r\nabc\r\n')).status).toBe(302)
	expect((await fetch(`${server.url}/sign-in`)).status).toBe(200)
})

test('what comes beyond the declared length is no part of the form', async () => {
	const lines = ['POST /theme HTTP/1.1', ...own.slice(0, 3), 'Content-Length: 10', 'Connection: close']
	expect((await send(lines, 'theme=dark')).headers.get('set-cookie')).toContain('theme=dark;')
	const answer = await send(lines, 'theme=darkest-of-all')
	expect(answer).toMatchObject({ status: 400, body: expect.stringMatching(/cannot be read/) })
	expectPlain(answer)
})
