/** Longer than this nobody is waited for who does not take what is sent. */
const patience = 60_000

/**
 * A body that is written while it is sent: `write` resolves when the piece was taken. What `run` throws breaks the answer
 * off, so that half a file is never taken for a whole one; who goes away makes `write` throw.
 */
export function streamBytes(
	run: (write: (bytes: Uint8Array) => Promise<void>) => Promise<unknown>,
	signal: AbortSignal,
): ReadableStream<Uint8Array> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
	const writer = writable.getWriter()
	const abort = () => void writer.abort(new Error('The reader has gone.')).catch(() => undefined)
	signal.addEventListener('abort', abort, { once: true })

	async function write(bytes: Uint8Array): Promise<void> {
		const timer = setTimeout(abort, patience)
		try {
			await writer.write(bytes)
		} finally {
			clearTimeout(timer)
		}
	}

	void run(write)
		.then(() => writer.close())
		.catch((error: unknown) => writer.abort(error).catch(() => undefined))
		.finally(() => signal.removeEventListener('abort', abort))
	return readable
}
