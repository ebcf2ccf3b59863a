import { ReadableStream as NodeReadableStream } from 'node:stream/web'

/** The same bytes as a stream of the web's kind; what is not taken is not read either. */
export function toWebStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
	return NodeReadableStream.from(source) as unknown as ReadableStream<Uint8Array>
}

/** The bytes of a stream of the web's kind. */
export async function* fromWebStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = stream.getReader()
	try {
		for (;;) {
			const { done, value } = await reader.read()
			if (done) return
			yield value
		}
	} finally {
		await reader.cancel().catch(() => undefined)
	}
}
