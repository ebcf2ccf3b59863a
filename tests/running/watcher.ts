import { setTimeout as sleep } from 'node:timers/promises'
import { servedBy } from './round-robin.ts'

export type Watcher = {
	/** Which process each connection was with, in order. */
	connections: string[]
	/** What went wrong with a connection; one that ends by itself is none of it. */
	failed: string[]
	/** Resolves with the last message once it says that all is finished. */
	finished: Promise<{ isFinished: boolean; stage: string }>
}

/**
 * Reads a stream of server-sent events as a browser's EventSource does: one that has ended is opened again after the pause
 * that the server asked for. The first connection is with `first`, whatever the balancer would choose.
 */
export async function watch(url: string, init: RequestInit, first: string): Promise<Watcher> {
	const connections: string[] = []
	const failed: string[] = []
	const connect = async () => {
		const response = await fetch(url, init)
		if (response.status !== 200 || !response.body) throw new Error(`status ${response.status}`)
		return { body: response.body, address: response.headers.get(servedBy) ?? '' }
	}
	let opened = await connect()
	while (opened.address !== first) {
		await opened.body.cancel()
		opened = await connect()
	}
	connections.push(first)

	const read = async (body: ReadableStream<Uint8Array>) => {
		const decoder = new TextDecoder()
		let text = ''
		let retry = 0
		for await (const piece of body) {
			text += decoder.decode(piece, { stream: true })
			const messages = text.split('\n\n')
			text = messages.pop() ?? ''
			for (const message of messages) {
				if (message.startsWith('retry: ')) retry = Number(message.slice(7))
				if (!message.startsWith('data: ')) continue
				const news = JSON.parse(message.slice(6))
				if (news.isFinished) return { news, retry }
			}
		}
		return { news: null, retry }
	}
	const finished = (async () => {
		for (let body = opened.body; ;) {
			let pause = 1000
			try {
				const { news, retry } = await read(body)
				if (news) return news
				pause = retry
			} catch (error) {
				failed.push(String((error as Error).cause ?? error))
			}
			await sleep(pause)
			const next = await connect()
			connections.push(next.address)
			body = next.body
		}
	})()
	// It is reported to who waits for it.
	finished.catch((error: Error) => void failed.push(error.message))
	return { connections, failed, finished }
}
