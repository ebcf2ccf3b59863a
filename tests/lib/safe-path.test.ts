import { describe, expect, it } from 'vitest'
import { safePath } from '#app/lib/http.server.ts'

describe('the way back after signing in', () => {
	it.each([
		['/a/meridian', '/a/meridian'],
		['/a/meridian/people?page=2&sort=name#top', '/a/meridian/people?page=2&sort=name#top'],
		['/a/grün', '/a/gr%C3%BCn'],
		['/?to=https://evil.example', '/?to=https://evil.example'],
	])('%s stays', (to, expected) => {
		expect(safePath(to)).toBe(expected)
	})

	it.each([
		'https://evil.example',
		'//evil.example',
		'///evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'/\t/evil.example',
		'/\n/evil.example',
		'/%09//evil.example/\\',
		'javascript:alert(1)',
		'/..//evil.example',
		'/a/..//evil.example',
		'/./\\evil.example',
		' /a',
		'a/b',
		'',
		null,
		undefined,
		7,
		{},
		`/${'a'.repeat(3000)}`,
	])('%j leads to the first page', (to) => {
		expect(safePath(to)).toBe('/')
	})

	it('leads nowhere else, whatever is thrown at it', () => {
		const parts = [
			'/',
			'\\',
			'.',
			'..',
			'//',
			'@',
			':',
			'https:',
			'evil.example',
			'%2f',
			'%5c',
			'%00',
			'\t',
			'\n',
			'\0',
			'?',
			'#',
			';',
			'a',
			'​',
			'／',
			'\ud800',
		]
		let seed = 20_261_120
		const random = (below: number) => {
			seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
			return seed % below
		}
		const base = 'https://contour.example.com/sign-in'
		let kept = 0
		for (let round = 0; round < 50_000; round++) {
			const to = Array.from({ length: 1 + random(7) }, () => parts[random(parts.length)]).join('')
			const path = safePath(to)
			expect(new URL(path, base).origin, JSON.stringify(to)).toBe('https://contour.example.com')
			expect(path).not.toMatch(/[\r\n\t\0\\]/)
			if (path !== '/') kept++
		}
		expect(kept, 'not everything is refused').toBeGreaterThan(500)
	})
})
