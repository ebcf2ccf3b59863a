import { createConnection } from 'node:net'
import { z } from 'zod'
import type { Transaction } from './database.server.ts'

/** What the server has told a connection about itself, and where it is. */
const connectionSchema = z.object({
	host: z.string(),
	port: z.number(),
	processID: z.number().int(),
	secretKey: z.number().int(),
})

const cancelRequest = 80_877_102

/** How long the server is waited for to take the wish. */
const patience = 5000

/**
 * Cuts short the statement that a transaction is waiting for, as the protocol has it: on a connection of its own, by the key of
 * the other. It needs no right that the transaction has not. Does nothing where no statement runs.
 *
 * Resolves once the server has done it. Until then the connection must not be given back: whoever has it next would have
 * their statement cut short.
 */
export function cancelStatement({ sql }: Transaction): Promise<void> {
	const { host, port, processID, secretKey } = connectionSchema.parse(sql)
	const message = Buffer.alloc(16)
	for (const [index, value] of [16, cancelRequest, processID, secretKey].entries()) {
		message.writeInt32BE(value, index * 4)
	}
	const socket = host.startsWith('/')
		? createConnection(`${host}/.s.PGSQL.${port}`)
		: createConnection(port, host)
	return new Promise((resolve) => {
		// Who cannot be reached has nothing to be cut short.
		socket.on('error', () => undefined)
		socket.once('close', () => resolve())
		socket.setTimeout(patience, () => socket.destroy())
		socket.resume().end(message)
	})
}
