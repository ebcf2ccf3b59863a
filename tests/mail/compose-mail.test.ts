import { describe, expect, it } from 'vitest'
import { groupSizeMails, rolesMails } from '#app/mail/announcement-mails.server.ts'
import { composeMail } from '#app/mail/compose-mail.server.ts'
import { invitationMail } from '#app/mail/invitation-mail.server.ts'
import {
	knownAddressMail,
	passwordChangedMail,
	resetMail,
	welcomeMail,
} from '#app/mail/password-mails.server.ts'

/** Names that people have, and names that people make up. */
const names = [
	'Ada Lovelace',
	"Conan O'Brien",
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	'</p></body><h1>Paid</h1>',
	'a & b &amp; c &lt;',
	'שלמה המלך',
	'محمد بن سلمان',
	'👩🏽‍💻 Zoë',
	'株式会社',
	'Bcc: victim@example.com',
	'Line\r\nBcc: victim@example.com',
	'Line\nSubject: other',
	'Line\r\n\r\n<b>body</b>',
	'Tab\tNull\0Bell\u0007',
	'Separators\u2028and\u2029more\u0085end',
	'\u202eevil.exe\u202c',
	'\u2066isolated\u2069',
	'{{name}} ${name} %s',
	'x'.repeat(2_000),
	'   ',
]

const at = new Date('2026-11-20T10:00:00Z')
const baseUrl = 'https://contour.example.com'
const url = `${baseUrl}/reset-password/a-token`
const where = { locale: 'en-GB', timeZone: 'Europe/Berlin' }

/** Every mail there is, with a name in each place that takes one. */
function mailsWith(name: string) {
	const person = { name, email: 'reader@example.com' }
	const account = { name, slug: 'acme', ...where }
	return [
		resetMail({ to: 'reader@example.com', url, expiresAt: at }),
		passwordChangedMail({ to: 'reader@example.com', at, baseUrl }),
		knownAddressMail({ to: 'reader@example.com', at, baseUrl }),
		welcomeMail({ to: 'reader@example.com', accountName: name, at, baseUrl }),
		invitationMail({
			...where,
			to: 'reader@example.com',
			accountName: name,
			inviterName: name,
			url: `${baseUrl}/invitations/a-token`,
			expiresAt: at,
		}),
		...rolesMails({
			account,
			by: name,
			at,
			baseUrl,
			person,
			given: ['hr'],
			taken: ['member'],
			overseers: [person],
		}),
		...groupSizeMails({ account, by: name, at, baseUrl, from: 5, to: 3, overseers: [person] }),
	]
}

describe('a mail', () => {
	it.each(names)('with the name %.40j is one subject, and HTML of our own alone', (name) => {
		for (const { to, subject, text, html } of mailsWith(name)) {
			expect(to).toBe('reader@example.com')
			expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
			expect(subject.length).toBeLessThanOrEqual(400)
			expect(text).not.toMatch(/[\0\r\u2028\u2029\u202a-\u202e]/)
			const tags = [...html.matchAll(/<\s*\/?\s*([a-z!][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase())
			const ours = ['!doctype', 'html', 'head', 'meta', 'title', 'body', 'div', 'p', 'a']
			expect([...new Set(tags)].filter((tag) => !ours.includes(tag ?? ''))).toEqual([])
			expect(html.match(/<a /g)).toHaveLength(1)
			const attributes = [...html.matchAll(/<[a-z]+([^>]*)>/gi)].flatMap(([, inside = '']) =>
				[...inside.replace(/"[^"]*"/g, '""').matchAll(/([\w-]+)=/g)].map(([, attribute]) => attribute),
			)
			expect(new Set(attributes)).toEqual(new Set(['lang', 'charset', 'style', 'dir', 'href']))
		}
	})

	it('has one button to this site, and says who sends it and why', () => {
		for (const { text, html, subject } of mailsWith('Acme')) {
			const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
			expect(links).toHaveLength(1)
			expect(new URL(links[0] ?? '').origin).toBe(baseUrl)
			expect(text).toContain(links[0])
			expect(text).toMatch(/-- \n+.*Contour (sends|tells)/)
			expect(subject).toMatch(/20 Nov 2026/)
		}
	})

	it('says the same in both forms', () => {
		const { text, html } = composeMail({
			to: 'a@example.com',
			subject: 'Subject',
			paragraphs: ['Fish & chips <tonight>', 'שלום'],
			action: { label: 'Go', url: 'https://contour.example.com/?a=1&b="2"' },
			why: 'Because.',
		})
		expect(text).toBe(
			'Fish & chips <tonight>\n\nשלום\n\nGo:\nhttps://contour.example.com/?a=1&b=%222%22\n\n-- \nBecause.\n',
		)
		expect(html).toContain('Fish &amp; chips &lt;tonight&gt;')
		expect(html).toContain('<p dir="auto"')
		expect(html).toContain('href="https://contour.example.com/?a=1&amp;b=%222%22"')
	})

	it('tells each reader once, also whoever is owner, HR and the person in one', () => {
		const person = { name: 'Olga', email: 'olga@example.com' }
		const account = { name: 'Acme', slug: 'acme', ...where }
		const mails = rolesMails({
			account,
			by: 'Olga',
			at,
			baseUrl,
			person,
			given: ['hr'],
			taken: [],
			overseers: [person, person],
		})
		expect(mails.map(({ to }) => to)).toEqual(['olga@example.com'])
	})
})
