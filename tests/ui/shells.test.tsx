import { House } from 'lucide-react'
import { describe, expect, test } from 'vitest'
import { AppShell } from '#app/ui/app-shell.tsx'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { attribute, elements, renderAt, textOf } from './render.tsx'

const sections = (count: number, current: number) =>
	Array.from({ length: count }, (_, i) => ({
		label: `Section ${i + 1}`,
		href: `/s${i + 1}`,
		icon: House,
		current: i === current,
	}))

const shell = (count: number, current = 0) => (
	<AppShell
		account={{ name: 'Meridian & Söhne', href: '/' }}
		sections={sections(count, current)}
		userMenu={<p>Menu</p>}
	>
		<h1>Page</h1>
	</AppShell>
)

const hrefs = (html: string) => elements(html, 'a').map(({ attributes }) => attribute(attributes, 'href'))
const bottom = (html: string) => elements(html, 'nav').at(-1)?.inner ?? ''

describe('the shell', () => {
	test('starts with the skip link, and what it leads to can take the focus', async () => {
		const html = await renderAt(shell(3))
		expect(hrefs(html)[0]).toBe('#main')
		expect(html).toMatch(/<main id="main" tabindex="-1"/i)
	})

	test('shows five sections at the bottom where there are five', async () => {
		const bar = bottom(await renderAt(shell(5)))
		expect(hrefs(bar)).toEqual(['/s1', '/s2', '/s3', '/s4', '/s5'])
		expect(bar).not.toContain('<details')
	})

	test('puts what is beyond four under More, which opens without JavaScript', async () => {
		const bar = bottom(await renderAt(shell(9, 6)))
		const more = elements(bar, 'details')[0]?.inner ?? ''
		expect(hrefs(more)).toEqual(['/s5', '/s6', '/s7', '/s8', '/s9'])
		expect(textOf(elements(more, 'summary')[0]?.inner ?? '')).toBe('More')
		expect(attribute(elements(more, 'summary')[0]?.attributes ?? '', 'data-current')).toBe('true')
	})

	test('marks the section one is in, in the rail and at the bottom', async () => {
		const html = await renderAt(shell(6, 1))
		const marked = elements(html, 'a').filter(({ attributes }) => attributes.includes('aria-current="page"'))
		expect(marked.map(({ attributes }) => attribute(attributes, 'href'))).toEqual(['/s2', '/s2'])
	})

	test('of the sign-in pages has a skip link and a main too', async () => {
		const html = await renderAt(<AuthShell title="Sign in">Form</AuthShell>, '/sign-in')
		expect(hrefs(html)[0]).toBe('#main')
		expect(textOf(elements(html, 'h1')[0]?.inner ?? '')).toBe('Sign in')
	})
})

test('breadcrumbs end where one is, which is no link', async () => {
	const html = await renderAt(
		<Breadcrumbs
			items={[
				{ label: 'Meridian', href: '/m' },
				{ label: 'Platform', href: '/p' },
			]}
		/>,
	)
	expect(hrefs(html)).toEqual(['/m'])
	expect(html).toMatch(/aria-current="page"[^>]*><bdi>Platform</)
})

test('tabs are links, one of them current', async () => {
	const html = await renderAt(
		<Tabs
			label="View"
			items={[
				{ label: 'Mean', href: '?m=mean', current: true },
				{ label: 'n', href: '?m=n' },
			]}
		/>,
		'/heatmap',
	)
	expect(hrefs(html)).toEqual(['/heatmap?m=mean', '/heatmap?m=n'])
	expect(html.match(/aria-current="page"/g)).toHaveLength(1)
})
