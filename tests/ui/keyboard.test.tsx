import { House } from 'lucide-react'
import { describe, expect, test } from 'vitest'
import { sectionsFor } from '#app/routes/account-layout/navigation.ts'
import { AppShell } from '#app/ui/app-shell.tsx'
import { readKey } from '#app/ui/keyboard/read-key.ts'
import { attribute, elements, renderAt, textOf } from './render.tsx'

const plain = { ctrlKey: false, metaKey: false, altKey: false }
const resting = { isTyping: false, singleKeys: true, afterGo: false }

describe('a key', () => {
	test.each([
		['/', 'search'],
		['?', 'help'],
		['j', 'next'],
		['k', 'previous'],
		['g', 'go'],
		['J', 'next'],
	])('%s alone asks for %s', (key, kind) => {
		expect(readKey({ ...plain, key }, resting)).toEqual({ kind })
	})

	test('after g names a section, also one that is a shortcut of its own', () => {
		expect(readKey({ ...plain, key: 'k' }, { ...resting, afterGo: true })).toEqual({
			kind: 'section',
			letter: 'k',
		})
		expect(readKey({ ...plain, key: '/' }, { ...resting, afterGo: true })).toEqual({ kind: 'search' })
	})

	test.each([{ isTyping: true }, { singleKeys: false }])('alone asks for nothing with %o', (change) => {
		for (const key of ['/', '?', 'j', 'k', 'g']) {
			expect(readKey({ ...plain, key }, { ...resting, ...change })).toBeNull()
		}
		expect(readKey({ ...plain, key: 'h' }, { ...resting, ...change, afterGo: true })).toBeNull()
	})

	test.each([{ ctrlKey: true }, { metaKey: true }])('with %o opens the palette, also in a field', (held) => {
		const typing = { ...resting, isTyping: true, singleKeys: false }
		expect(readKey({ ...plain, ...held, key: 'k' }, typing)).toEqual({ kind: 'palette' })
		expect(readKey({ ...plain, ...held, key: 'j' }, resting)).toBeNull()
	})

	test('with Alt belongs to the browser', () => {
		expect(readKey({ ...plain, altKey: true, key: 'k', ctrlKey: true }, resting)).toBeNull()
	})
})

test('each section has a letter of its own', () => {
	const everybody = {
		roles: ['owner', 'hr', 'executive', 'member'],
		isMember: true,
		isManager: true,
	} as const
	for (const person of [everybody, { ...everybody, roles: ['hr'] as const }]) {
		const letters = sectionsFor(person, 'x', '/a/x').map(({ goKey }) => goKey)
		expect(letters).toEqual([...new Set(letters)])
		expect(letters.every((letter) => /^[a-z]$/.test(letter))).toBe(true)
	}
})

test('a bottom bar shows the short name of a section and says the whole', async () => {
	const html = await renderAt(
		<AppShell
			account={{ name: 'Meridian', href: '/' }}
			sections={[{ label: 'Training needs', short: 'Training', href: '/t', icon: House }]}
			userMenu={<p>Menu</p>}
		>
			<h1>Page</h1>
		</AppShell>,
	)
	const link = elements(elements(html, 'nav').at(-1)?.inner ?? '', 'a')[0]
	expect(textOf(link?.inner ?? '')).toBe('Training')
	expect(attribute(link?.attributes ?? '', 'aria-label')).toBe('Training needs')
})
