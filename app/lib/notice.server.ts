import { redirect } from 'react-router'
import { z } from 'zod'
import { readCookie, writeCookie } from './cookies.server.ts'
import type { FlashNotice } from './notice.ts'
import { noticeTones } from './notice.ts'

const schema = z.object({ tone: z.enum(noticeTones), message: z.string().max(500) })
const name = 'notice'

/** The Set-Cookie value that shows a message on the next page, once. */
export function noticeCookie({ tone, message }: FlashNotice): string {
	return writeCookie(name, JSON.stringify({ tone, message: message.slice(0, 500) }), { maxAge: 60 })
}

export const noticeCookieCleared = () => writeCookie(name, '', { maxAge: 0 })

export function readNotice(request: Request): FlashNotice | null {
	const text = readCookie(request, name)
	if (!text) return null
	try {
		return schema.parse(JSON.parse(text))
	} catch {
		return null
	}
}

/** Ends an action: goes on to a page of this site (303) that says what was done. */
export function redirectWithNotice(
	url: string,
	message: string,
	{ tone = 'success', headers }: { tone?: FlashNotice['tone']; headers?: HeadersInit } = {},
): Response {
	const all = new Headers(headers)
	all.append('Set-Cookie', noticeCookie({ tone, message }))
	return redirect(url, { status: 303, headers: all })
}
