import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { connectionConfig } from './database.server.ts'

/** How long a connection that broke is left alone. */
const pause = 1000

export type ListenTimes = {
	/** Milliseconds between two questions whether the connection is there: one that was cut on the way says nothing by itself. */
	heartbeat: number
	/** How long an answer is waited for before the connection is given up. */
	patience: number
}
const usualTimes: ListenTimes = { heartbeat: 15_000, patience: 10_000 }

/**
 * Hears what the database says on a channel, on one connection of its own that is made again whenever it breaks.
 *
 * @param of.onReady each time it hears anew: what was said before has been missed
 */
export function listenToDatabase(of: {
	channel: string
	onMessage: (payload: string) => void
	onReady: () => void
	times?: ListenTimes
}): { close: () => Promise<void> } {
	const closing = new AbortController()
	const { signal } = closing
	const { heartbeat, patience } = of.times ?? usualTimes
	const done = run()

	async function run(): Promise<void> {
		while (!signal.aborted) {
			await hear().catch(() => undefined)
			await sleep(pause, undefined, { signal }).catch(() => undefined)
		}
	}

	/** Until the connection breaks or is not wanted any more. */
	async function hear(): Promise<void> {
		const socket = new Socket()
		const client = new pg.Client({
			...connectionConfig(),
			stream: () => socket,
			keepAlive: true,
			query_timeout: patience,
			application_name: 'contour listen',
		})
		const broken = new Promise<void>((resolve) => {
			client.on('error', () => resolve())
			client.on('end', () => resolve())
			signal.addEventListener('abort', () => resolve(), { once: true })
		})
		const beat = async () => {
			for (;;) {
				await sleep(heartbeat, undefined, { signal })
				await client.query('SELECT 1')
			}
		}
		try {
			await client.connect()
			client.on('notification', ({ payload = '' }) => of.onMessage(payload))
			await client.query(`LISTEN ${client.escapeIdentifier(of.channel)}`)
			of.onReady()
			await Promise.race([broken, beat()])
		} finally {
			const end = client.end().catch(() => undefined)
			await Promise.race([end, sleep(patience, undefined, { ref: false })])
			// One that hangs takes no goodbye either.
			socket.destroy()
		}
	}

	return {
		async close() {
			closing.abort()
			await done
		},
	}
}
