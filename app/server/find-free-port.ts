import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * From where no system takes the near end of outgoing connections (Linux: 32768 and up, others: 49152 and up): a busy
 * machine could give such a port away before the program that it was found for listens on it.
 */
const LISTENING_PORTS = [20_000, 32_768] as const
const TRIES = 50

/** A port of this machine that nobody listens on, for a program that cannot pick one itself. */
export async function findFreePort(): Promise<number> {
	for (let tries = 0; tries < TRIES; tries += 1) {
		const port = randomInt(...LISTENING_PORTS)
		if ((await tryPort(port)) === port) return port
	}
	const port = await tryPort(0)
	if (!port) throw new Error('This machine has no free port.')
	return port
}

/** The port if it can be listened on, or one that the system picks for 0; null where there is none. */
function tryPort(port: number): Promise<number | null> {
	return new Promise((resolve) => {
		const server = createServer()
		server.once('error', () => resolve(null))
		server.listen(port, '127.0.0.1', () => {
			const address = server.address()
			server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
		})
	})
}
