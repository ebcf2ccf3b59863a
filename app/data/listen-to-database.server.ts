import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { connectionConfig } from './database.server.ts'

/** How long a connection that broke is left alone. */
const pause = 1000
/** How often the connection is asked whether it is there: one that was cut on the way says nothing by itself. */
const heartbeat = 15_000

/**
 * Hears what the database says on a channel, on one connection of its own that is made again whenever it breaks.
 *
 * @param of.onReady each time it hears anew: what was said before has been missed
 */
export function listenToDatabase(of: {
	channel: string
	onMessage: (payload: string) => void
	onReady: () => void
}): { close: () => Promise<void> } {
	const closing = new AbortController()
	const { signal } = closing
	const done = run()

	async function run(): Promise<void> {
		while (!signal.aborted) {
			await hear().catch(() => undefined)
			await sleep(pause, undefined, { signal }).catch(() => undefined)
		}
	}

	/** Until the connection breaks or is not wanted any more. */
	async function hear(): Promise<void> {
		const client = new pg.Client({
			...connectionConfig(),
			keepAlive: true,
			application_name: 'contour listen',
		})
		const broken = new Promise<void>((resolve) => {
			client.on('error', () => resolve())
			client.on('end', () => resolve())
			signal.addEventListener('abort', () => resolve(), { once: true })
		})
		let timer: NodeJS.Timeout | undefined
		try {
			await client.connect()
			client.on('notification', ({ payload = '' }) => of.onMessage(payload))
			await client.query(`LISTEN ${client.escapeIdentifier(of.channel)}`)
			of.onReady()
			timer = setInterval(() => void client.query('SELECT 1').catch(() => client.end()), heartbeat)
			await broken
		} finally {
			clearInterval(timer)
			await client.end().catch(() => undefined)
		}
	}

	return {
		async close() {
			closing.abort()
			await done
		},
	}
}
