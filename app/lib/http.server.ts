import { data } from 'react-router'
import type { AppErrorCode } from './app-error.ts'
import { statusOfCode } from './app-error.ts'

/** What is thrown for everything that does not exist or may not be seen: one answer for both, to the byte. */
export function notFound(): Response {
	return plain('not-found')
}

/**
 * A refusal to be thrown, shown by the shared error boundary (or as one line of text where the route has no page). The
 * server says in Retry-After when to come again.
 */
export function refuse(code: Exclude<AppErrorCode, 'too-many'>): Response {
	return plain(code)
}

/** The same where it was too much in too short a time: the page says for how long. */
export function refuseTooMany(seconds: number): Response {
	return plain('too-many', String(seconds))
}

function plain(code: AppErrorCode, body: string = code): Response {
	return new Response(body, {
		status: statusOfCode[code],
		headers: { 'Content-Type': 'text/plain; charset=utf-8' },
	})
}

/** The answer of an action that changed nothing, with what the form shows again. */
export function refusal<T>(body: T, code: AppErrorCode = 'invalid') {
	return data(body, { status: statusOfCode[code] })
}

/**
 * The same place on this site, or `fallback`: never another origin, whatever a link or a form says.
 *
 * @param to a path with query and hash, as it came from outside
 */
export function safePath(to: unknown, fallback = '/'): string {
	// Browsers read a backslash as a slash and drop tabs and line ends, so that //host can hide in them.
	if (typeof to !== 'string' || to.length > 2000 || !/^\/(?![/\\])/.test(to)) return fallback
	if (/[\\\p{Cc}]/u.test(to)) return fallback
	const base = 'http://inside.invalid'
	const url = URL.parse(to, base)
	if (!url || url.origin !== base || url.pathname.startsWith('//')) return fallback
	return url.pathname + url.search + url.hash
}
