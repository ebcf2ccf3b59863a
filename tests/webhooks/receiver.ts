import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

export type Received = { path: string; headers: Record<string, string>; body: string }

/** What the receiver answers: a status, headers, or nothing at all until the promise is kept. */
export type Answer = { status?: number; headers?: Record<string, string>; after?: Promise<unknown> }

/** A real HTTP server on a free port, until the end of the file. To be called at the top of the file. */
export async function receiveWebhooks() {
	const received: Received[] = []
	const state: { answer: (message: Received) => Answer } = { answer: () => ({}) }
	const server = createServer((request, response) => {
		void text(request).then(async (body) => {
			const message = { path: request.url ?? '', headers: flat(request.headers), body }
			received.push(message)
			const { status = 204, headers = {}, after } = state.answer(message)
			await after
			response.writeHead(status, headers).end(status === 204 ? undefined : 'A text of the other side')
		})
	})
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const { port } = server.address() as AddressInfo
	afterAll(() => {
		server.closeAllConnections()
		server.close()
	})
	return {
		port,
		url: `http://127.0.0.1:${port}`,
		/** Everything that has come, oldest first, whatever was answered. */
		received,
		/** How it answers from now on. */
		answerWith(answer: (message: Received) => Answer) {
			state.answer = answer
		},
	}
}

const flat = (headers: IncomingHttpHeaders) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
