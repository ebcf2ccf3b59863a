import { afterAll, describe, expect, it } from 'vitest'
import { losesCookies } from '#app/auth/plain-http.server.ts'
import { readCookie, writeCookie } from '#app/lib/cookies.server.ts'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'

const setUnsafe = (CONTOUR_UNSAFE_HTTP: 'on' | 'off') =>
	configureEnv(readEnv({ NODE_ENV: 'test', CONTOUR_UNSAFE_HTTP }))
afterAll(() => setUnsafe('off'))

const requestWith = (cookie: string, url = 'http://localhost/') =>
	new Request(url, { headers: { Cookie: cookie } })

describe('a cookie', () => {
	it('is bound to the host and to https, unless the unsafe switch is on', () => {
		setUnsafe('off')
		expect(writeCookie('theme', 'dark', { maxAge: 60 })).toBe(
			'__Host-contour-theme=dark; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure',
		)
		setUnsafe('on')
		expect(writeCookie('theme', 'dark', { maxAge: 60 })).toBe(
			'contour-theme=dark; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
		)
		setUnsafe('off')
	})

	it('carries any text there and back, and never a second attribute', () => {
		for (const value of [
			'',
			'a b',
			'ü 👩🏽‍💻',
			'x; Domain=evil.example',
			'a=b==',
			'"quoted"',
			'line\r\nSet-Cookie: b=c',
		]) {
			const cookie = writeCookie('notice', value, { maxAge: 60 })
			expect(cookie.split('; ')).toHaveLength(6)
			expect(cookie).not.toMatch(/[\r\n]/)
			expect(readCookie(requestWith(`other=1; ${cookie.split('; ')[0]}; last=2`), 'notice')).toBe(value)
		}
	})

	it('that nobody of ours wrote is none', () => {
		expect(readCookie(requestWith('__Host-contour-notice=%E0%A4%A'), 'notice')).toBeNull()
		expect(readCookie(requestWith('contour-notice=a; x__Host-contour-notice=b'), 'notice')).toBeNull()
		expect(readCookie(new Request('http://localhost/'), 'notice')).toBeNull()
	})
})

describe('plain http', () => {
	it.each([
		['https://contour.example.com/', false],
		['http://localhost:3000/', false],
		['http://app.localhost/', false],
		['http://127.0.0.1:3000/', false],
		['http://127.8.9.1/', false],
		['http://[::1]:3000/', false],
		['http://192.168.1.5:3000/', true],
		['http://contour.lan/', true],
		['http://localhost.example.com/', true],
		['http://127.0.0.1.example.com/', true],
	])('%s loses cookies: %s', (url, loses) => {
		expect(losesCookies(new Request(url))).toBe(loses)
		setUnsafe('on')
		expect(losesCookies(new Request(url))).toBe(false)
		setUnsafe('off')
	})
})
