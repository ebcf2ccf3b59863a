import { describe, expect, it } from 'vitest'
import { isFromOurPages } from '#app/auth/same-origin.server.ts'

const own = ['https://contour.example.com', 'http://127.0.0.1:3000']

/** Requests of Node drop neither header, unlike a browser's. */
const request = (method: string, headers: Record<string, string>) =>
	new Request('https://contour.example.com/anything', { method, headers })

const sites = [undefined, 'same-origin', 'none', 'same-site', 'cross-site', '', 'SAME-ORIGIN']
const origins = [
	undefined,
	'https://contour.example.com',
	'http://127.0.0.1:3000',
	'http://contour.example.com',
	'https://contour.example.com:444',
	'https://contour.example.com.evil.example',
	'https://evil.example',
	'null',
	'',
]

/** The rule a second time: what browsers say about the site counts; only without it the origin. */
function expected(site: string | undefined, origin: string | undefined): boolean {
	if (site !== undefined) return site === 'same-origin' || site === 'none'
	return origin === 'https://contour.example.com' || origin === 'http://127.0.0.1:3000'
}

describe('where a form comes from', () => {
	const cases = sites.flatMap((site) => origins.map((origin) => ({ site, origin })))

	it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s passes from our own pages alone', (method) => {
		for (const { site, origin } of cases) {
			const headers = {
				...(site !== undefined && { 'Sec-Fetch-Site': site }),
				...(origin !== undefined && { Origin: origin }),
			}
			expect(isFromOurPages(request(method, headers), own), JSON.stringify(headers)).toBe(
				expected(site, origin),
			)
		}
	})

	it.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and passes from everywhere', (method) => {
		for (const { site, origin } of cases) {
			const headers = {
				...(site !== undefined && { 'Sec-Fetch-Site': site }),
				...(origin !== undefined && { Origin: origin }),
			}
			expect(isFromOurPages(request(method, headers), own)).toBe(true)
		}
	})
})
