import { Agent, createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Balancer = {
	url: string
	add: (address: string) => void
	remove: (address: string) => void
	/** Whether the balancer sends requests there now. */
	isInUse: (address: string) => boolean
	close: () => Promise<void>
}

const CHECK_EVERY_MS = 100

/** The header that says which process answered. */
export const servedBy = 'x-served-by'

/**
 * A balancer as plain as they come: one after another among those whose /readiness says 200, kept-alive connections to
 * each. Only a request of which nothing was sent, because nobody took the connection, goes to the next; any other failure
 * is the client's to see, as a 502.
 */
export async function startBalancer(): Promise<Balancer> {
	const backends = new Map<string, { ready: boolean; agent: Agent }>()
	let turn = 0
	const stopped = new AbortController()

	const check = async (address: string) => {
		const ready = await fetch(`${address}/readiness`).then(
			async (response) => {
				await response.arrayBuffer()
				return response.ok
			},
			() => false,
		)
		const backend = backends.get(address)
		if (backend) backend.ready = ready
	}
	const checking = (async () => {
		while (!stopped.signal.aborted) {
			await Promise.all([...backends.keys()].map(check))
			await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS))
		}
	})()

	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = []
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
		incoming.on('end', () => forward(incoming, Buffer.concat(chunks), outgoing, 0))
	})

	function forward(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, tries: number): void {
		const ready = [...backends].filter(([, backend]) => backend.ready)
		const [address, backend] = ready[turn++ % Math.max(ready.length, 1)] ?? []
		if (!address || !backend || tries > backends.size) {
			outgoing.writeHead(502).end('no backend')
			return
		}
		const sent = request(
			address + incoming.url,
			{ method: incoming.method, headers: incoming.headers, agent: backend.agent },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, [servedBy]: address })
				answer.pipe(outgoing)
				answer.on('error', () => outgoing.destroy())
			},
		)
		sent.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'ECONNREFUSED') forward(incoming, body, outgoing, tries + 1)
			else if (outgoing.headersSent) outgoing.destroy()
			else outgoing.writeHead(502).end(`the backend failed: ${error.code}`)
		})
		// Whoever stops listening is not listened to for.
		outgoing.once('close', () => {
			if (!outgoing.writableFinished) sent.destroy()
		})
		sent.end(body)
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
	const { port } = server.address() as AddressInfo
	return {
		url: `http://127.0.0.1:${port}`,
		add: (address) => void backends.set(address, { ready: false, agent: new Agent({ keepAlive: true }) }),
		remove: (address) => {
			backends.get(address)?.agent.destroy()
			backends.delete(address)
		},
		isInUse: (address) => backends.get(address)?.ready === true,
		close: async () => {
			stopped.abort()
			await checking
			for (const address of backends.keys()) backends.get(address)?.agent.destroy()
			server.closeAllConnections()
			await new Promise<void>((resolve) => server.close(() => resolve()))
		},
	}
}
