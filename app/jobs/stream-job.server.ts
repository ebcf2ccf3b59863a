import type { AccountScope } from '#app/data/account-scope.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { watchJob } from './job-watch.server.ts'
import { showJob } from './show-job.server.ts'

/** News can be lost on the way: this often the job is looked at all the same, and the connection is seen to live. */
const lookEvery = 5000
/** Then the browser connects again, and whether the person may still see it is asked anew. */
const longest = 20_000

/**
 * The progress of a job as server-sent events: first how it stands, then whatever changes, until it has ended. Whoever
 * connects again misses nothing.
 */
export function streamJob(
	scope: AccountScope,
	of: { job: Job; locale: string; signal: AbortSignal; milliseconds?: number },
): Response {
	const { job, locale, signal, milliseconds = longest } = of
	const encoder = new TextEncoder()
	let stop = () => {}
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			let last = ''
			let isOpen = true
			let looking: Promise<void> | undefined
			let isAsked = false
			const close = () => {
				if (!isOpen) return
				stop()
				controller.close()
			}
			const tell = (now: Job | null) => {
				if (!isOpen) return
				const text = now ? JSON.stringify(showJob(now, locale)) : ''
				controller.enqueue(encoder.encode(now && text !== last ? `data: ${text}\n\n` : ':\n\n'))
				last = text
				if (!now || !isUnfinished(now.state)) close()
			}
			const look = async () => {
				do {
					isAsked = false
					tell(await findJob(scope, job.id))
				} while (isAsked)
			}
			// One look at a time, however much news there is.
			const ask = () => {
				if (!isOpen) return
				isAsked = true
				looking ??= look()
					.catch(close)
					.finally(() => (looking = undefined))
			}
			const unwatch = watchJob(job.id, ask, close)
			const timer = setInterval(ask, lookEvery)
			const end = setTimeout(close, milliseconds)
			signal.addEventListener('abort', close, { once: true })
			stop = () => {
				// A look that is under way finds nobody to tell any more.
				isOpen = false
				unwatch()
				clearInterval(timer)
				clearTimeout(end)
				signal.removeEventListener('abort', close)
			}
			controller.enqueue(encoder.encode('retry: 1000\n\n'))
			tell(job)
			ask()
		},
		cancel: () => stop(),
	})
	return new Response(body, {
		headers: {
			'Content-Type': 'text/event-stream; charset=utf-8',
			// Nobody in between may hold it back, to compress it or to keep it.
			'Cache-Control': 'private, no-store, no-transform',
			'X-Accel-Buffering': 'no',
		},
	})
}
