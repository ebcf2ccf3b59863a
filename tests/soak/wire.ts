import { createServer, connect } from 'node:net'
import type { Server, Socket } from 'node:net'

/** Types of frontend messages that make the database do something: a simple query, and the run of a prepared one. */
const statementTypes = new Set(['Q'.charCodeAt(0), 'E'.charCodeAt(0)])

export type Cut = {
	/** The how-manieth statement from now on, from 1. */
	statement: number
	/** Whether the database still gets that statement. */
	moment: 'before' | 'after'
	/** Runs at once when it comes. */
	act: () => void
}

/**
 * A wire between application and database that knows where a statement begins, so that a fault falls at an exact point of
 * the conversation, time and again.
 */
export class Wire {
	#server: Server
	#target: { host: string; port: number }
	#sockets = new Set<Socket>()
	#seen = 0
	#cut: Cut | undefined
	#refusing = false
	/** Set once it listens. */
	port = 0

	constructor(targetUrl: string) {
		this.#target = endOf(targetUrl)
		this.#server = createServer((client) => this.#join(client))
	}

	async open(): Promise<this> {
		await new Promise<void>((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve))
		const address = this.#server.address()
		if (typeof address === 'object' && address) this.port = address.port
		return this
	}

	/** The connection string that leads through the wire. */
	through(url: string): string {
		const changed = new URL(url)
		changed.hostname = '127.0.0.1'
		changed.port = String(this.port)
		return changed.href
	}

	/** The database is elsewhere now. */
	leadTo(url: string): void {
		this.#target = endOf(url)
	}

	/** Counts the statements of what is done meanwhile. */
	async count(run: () => Promise<unknown>): Promise<number> {
		const before = this.#seen
		await run()
		return this.#seen - before
	}

	/** The next cut; whatever was planned before is not done any more. */
	plan(cut: Cut | undefined): void {
		this.#cut = cut && { ...cut, statement: this.#seen + cut.statement }
	}

	/** Whether a planned cut has not come yet. */
	get isPlanned(): boolean {
		return this.#cut !== undefined
	}

	/** Cuts every connection and, from now on, takes none or takes them again. */
	refuse(refusing: boolean): void {
		this.#refusing = refusing
		if (refusing) this.cutAll()
	}

	cutAll(): void {
		for (const socket of this.#sockets) socket.destroy()
	}

	/** Whoever is connected now hears nothing more and is not heard, although nothing is closed: a cable that was pulled. */
	hang(): void {
		for (const socket of this.#sockets) socket.pause()
	}

	async close(): Promise<void> {
		this.plan(undefined)
		this.cutAll()
		await new Promise((resolve) => this.#server.close(resolve))
	}

	#join(client: Socket): void {
		if (this.#refusing) {
			client.destroy()
			return
		}
		const database = connect(this.#target)
		for (const [one, other] of [
			[client, database],
			[database, client],
		] as const) {
			this.#sockets.add(one)
			one.setNoDelay(true)
			one.on('error', () => other.destroy())
			one.on('close', () => {
				this.#sockets.delete(one)
				other.destroy()
			})
		}
		database.on('data', (bytes) => client.write(bytes))
		const ends = messageEnds()
		client.on('data', (bytes) => {
			let sent = 0
			for (const { type, start, end } of ends(bytes)) {
				if (!statementTypes.has(type)) continue
				this.#seen += 1
				const cut = this.#cut
				if (!cut || this.#seen !== cut.statement) continue
				this.#cut = undefined
				const until = cut.moment === 'before' ? Math.max(start, sent) : end
				database.write(bytes.subarray(sent, until))
				sent = until
				cut.act()
			}
			if (!database.destroyed) database.write(bytes.subarray(sent))
		})
	}
}

const endOf = (url: string) => {
	const { hostname, port } = new URL(url)
	return { host: hostname, port: Number(port || 5432) }
}

type Message = { type: number; start: number; end: number }

/**
 * Finds the messages of one connection in what comes in pieces: their type, and where in this piece they begin and end. The
 * first message of a connection has no type; its length comes first.
 */
function messageEnds(): (bytes: Buffer) => Message[] {
	let isFirst = true
	/** What came of a header that is not whole yet. */
	let header = Buffer.alloc(0)
	let type = 0
	/** Bytes of the message under way that are still to come. */
	let missing = 0
	return (bytes) => {
		const found: Message[] = []
		let position = 0
		let start = 0
		while (position < bytes.length) {
			if (missing === 0) {
				const size = isFirst ? 4 : 5
				if (header.length === 0) start = position
				const more = bytes.subarray(position, position + size - header.length)
				header = Buffer.concat([header, more])
				position += more.length
				if (header.length < size) break
				type = isFirst ? 0 : (header[0] ?? 0)
				missing = header.readInt32BE(size - 4) - 4
				isFirst = false
				header = Buffer.alloc(0)
				if (missing > 0 && position === bytes.length) break
			}
			const taken = Math.min(missing, bytes.length - position)
			position += taken
			missing -= taken
			if (missing === 0) {
				found.push({ type, start, end: position })
				start = position
			}
		}
		return found
	}
}
