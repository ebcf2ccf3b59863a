import { expect } from 'vitest'

/** What every answer says to a browser, whatever it is. */
const always: Record<string, string> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
}

const policy = [
	"default-src 'self'",
	/^script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'$/,
	"script-src-attr 'none'",
	/^style-src 'self' 'nonce-[\w+/=]{24}'$/,
	"style-src-attr 'unsafe-inline'",
	"img-src 'self' data:",
	"font-src 'self'",
	"connect-src 'self'",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
]

/** @param of.https whether the site is served by https, which is then all that a browser may use */
export function expectGuarded(headers: Headers, { https = false } = {}): void {
	const found = Object.fromEntries(Object.keys(always).map((name) => [name, headers.get(name)]))
	expect(found).toEqual(always)
	expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
	expect(headers.has('x-powered-by')).toBe(false)
	expect(headers.get('strict-transport-security')).toBe(https ? 'max-age=31536000' : null)
	const directives = (headers.get('content-security-policy') ?? '').split(';')
	const expected = [...policy, ...(https ? ['upgrade-insecure-requests'] : [])]
	expect(directives).toEqual(
		expected.map((each) => (typeof each === 'string' ? each : expect.stringMatching(each))),
	)
}
