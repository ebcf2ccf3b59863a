import type { RouterContextProvider } from 'react-router'
import type { RateLimiter } from '#app/data/make-rate-limiter.server.ts'
import { makeRateLimiter } from '#app/data/make-rate-limiter.server.ts'
import { requestContext } from '#app/lib/request-context.ts'
import { waitWords } from '#app/lib/wait-words.ts'

/** What is counted under one name, in one or more windows of time. */
export type Counter = {
	limiters: readonly RateLimiter[]
	/** What a success does: begins anew, puts back what this attempt took, or counts like a failure. */
	success: 'clears' | 'gives-back' | 'counts'
}

export type Attempt =
	| {
			ok: true
			/** To be called when it went well. What fails stays counted. */
			succeed: () => Promise<void>
	  }
	/** `seconds` until the next; `message` says so. The answer gets its Retry-After by itself. */
	| { ok: false; seconds: number; message: string }

/** Windows of growing length make what is tried again and again slower and slower. */
export function makeCounter(
	name: string,
	windows: readonly { points: number; seconds: number }[],
	success: Counter['success'],
): Counter {
	const limiters = windows.map((window) => makeRateLimiter({ ...window, name: `${name}-${window.seconds}` }))
	return { limiters, success }
}

/**
 * Counts an attempt before it is made, so that many at the same moment cannot slip through together. The counters are
 * asked in their order and the first that refuses ends it: nothing else is used up by attempts that are not made. The network
 * comes first, so that what strangers make up (addresses, tokens) is counted only as often as their network may ask.
 *
 * @throws AppError `unavailable` where it cannot be counted
 */
export async function startAttempt(
	context: Readonly<RouterContextProvider>,
	counted: readonly (readonly [counter: Counter, what: string])[],
): Promise<Attempt> {
	for (const [index, [{ limiters }, what]] of counted.entries()) {
		for (const limiter of limiters) {
			const seconds = await limiter.take(what)
			if (seconds === 0) continue
			await giveBack(counted.slice(0, index))
			context.get(requestContext).retryAfter = seconds
			return { ok: false, seconds, message: `Too many attempts. Try again in ${waitWords(seconds)}.` }
		}
	}
	return { ok: true, succeed: () => settle(counted) }
}

async function giveBack(counted: readonly (readonly [Counter, string])[]): Promise<void> {
	for (const [{ limiters }, what] of counted) {
		for (const limiter of limiters) await limiter.giveBack(what)
	}
}

async function settle(counted: readonly (readonly [Counter, string])[]): Promise<void> {
	for (const [{ limiters, success }, what] of counted) {
		for (const limiter of limiters) {
			if (success === 'clears') await limiter.clear(what)
			if (success === 'gives-back') await limiter.giveBack(what)
		}
	}
}

/** Forgets what was counted. */
export async function clearCounter({ limiters }: Counter, what: string): Promise<void> {
	for (const limiter of limiters) await limiter.clear(what)
}
