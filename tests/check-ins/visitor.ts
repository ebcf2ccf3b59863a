import { createHash, randomBytes } from 'node:crypto'
import type { Client, Pool } from 'pg'

export const sessionCookie = '__Host-contour-session'

/** A session of a user, made behind the application's back; answers with the value of the cookie. */
export async function startSessionOf(admin: Pool | Client, userId: string | null): Promise<string> {
	if (!userId) throw new Error('without a user account there is no session')
	const token = randomBytes(32).toString('base64url')
	await admin.query(
		`INSERT INTO session (id, user_id, expires_at, absolute_end_at)
		 VALUES ($1, $2, now() + interval '1 day', now() + interval '1 day')`,
		[createHash('sha256').update(token).digest('hex'), userId],
	)
	return token
}

export type Answer = { status: number; text: string; location: string | null; cookies: string[] }

/** Somebody with a browser that runs no script: gets pages and posts the forms that they hold. */
export function visit(base: string, token: string) {
	const headers = { Cookie: `${sessionCookie}=${token}`, 'Accept-Encoding': 'identity' }
	const answerOf = async (response: Response): Promise<Answer> => ({
		status: response.status,
		text: await response.text(),
		location: response.headers.get('Location'),
		cookies: response.headers.getSetCookie(),
	})
	return {
		get: async (path: string) => answerOf(await fetch(base + path, { headers, redirect: 'manual' })),
		post: async (path: string, fields: Record<string, string>) =>
			answerOf(
				await fetch(base + path, {
					method: 'POST',
					headers: { ...headers, Origin: new URL(base).origin, 'Sec-Fetch-Site': 'same-origin' },
					body: new URLSearchParams(fields),
					redirect: 'manual',
				}),
			),
	}
}

const unescape = (html: string) =>
	html
		.replaceAll('&quot;', '"')
		.replaceAll('&#x27;', "'")
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&')

/** The controls of the page's forms as a browser would send them: hidden, typed, chosen and checked ones. */
export function fieldsOf(html: string): Record<string, string> {
	const fields: Record<string, string> = {}
	for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
		const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
		const name = attribute('name')
		if (!name) continue
		const type = attribute('type')
		if ((type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(tag)) continue
		fields[unescape(name)] = unescape(attribute('value') ?? '')
	}
	for (const [, attributes = '', options = ''] of html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
		const name = /\bname="([^"]*)"/.exec(attributes)?.[1]
		const tags = options.match(/<option\b[^>]*>/g) ?? []
		const chosen = tags.find((tag) => /\bselected\b/.test(tag)) ?? tags[0]
		if (name && chosen) fields[unescape(name)] = unescape(/\bvalue="([^"]*)"/.exec(chosen)?.[1] ?? '')
	}
	for (const [, attributes = '', text = ''] of html.matchAll(/<textarea\b([^>]*)>([^<]*)<\/textarea>/g)) {
		const name = /\bname="([^"]*)"/.exec(attributes)?.[1]
		if (name) fields[unescape(name)] = unescape(text)
	}
	return fields
}
