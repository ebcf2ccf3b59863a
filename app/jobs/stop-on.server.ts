import { cancelStatement } from '#app/data/cancel-statement.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** How often the statement under way is cut short, until the work has noticed: it may stand between two of them. */
const every = 300

/** One signal for both reasons to break a job off, which cuts short the statement under way as well. */
export function stopOn(stopping: AbortSignal) {
	const controller = new AbortController()
	let reason: 'cancelled' | 'stopping' | null = null
	let timer: NodeJS.Timeout | undefined
	let transaction: Transaction | undefined
	let hasEnded = false
	/** Wishes that are on their way to the server. */
	const cuts = new Set<Promise<void>>()

	function cut() {
		if (!transaction) return
		const one = cancelStatement(transaction).finally(() => cuts.delete(one))
		cuts.add(one)
	}

	function now(why: 'cancelled' | 'stopping') {
		if (reason || hasEnded) return
		reason = why
		controller.abort(new Error('The job is broken off.'))
		cut()
		timer = setInterval(cut, every)
	}
	const onStopping = () => now('stopping')
	stopping.addEventListener('abort', onStopping, { once: true })

	return {
		signal: controller.signal,
		now,
		/** Why it was broken off; null where it was not. */
		get reason() {
			return reason
		},
		watch(of: Transaction) {
			transaction = of
			if (stopping.aborted) now('stopping')
		},
		/** Once it resolves nothing is broken off any more, and the connection may go to somebody else. */
		async end() {
			hasEnded = true
			clearInterval(timer)
			stopping.removeEventListener('abort', onStopping)
			await Promise.all(cuts)
		},
	}
}
