import type { Readable } from 'node:stream'
import { Readable as NodeReadable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { refuse } from './http.server.ts'

export type UploadedFile = {
	name: string
	/** The bytes as they come. One more than the limit tells a file that is too large. */
	content: AsyncIterable<Uint8Array>
	/** What the form holds before the file. */
	fields: ReadonlyMap<string, string>
}

/** Text beside the file, with the form's own marks. */
const beside = 256 * 1024
const limits = { fieldNameSize: 100, fieldSize: 10_000, fields: 20, files: 1, headerPairs: 50 }

/**
 * Hands on the file of a posted form while it comes, so that no file is in memory as a whole. What `take` leaves of it is
 * read to its end and dropped: a browser that still sends would see the connection break, not the answer.
 *
 * @returns null when the form holds no file
 * @throws the answer 400 for a body that is no such form or breaks off
 */
export async function takeUpload<Taken>(
	request: Request,
	{ maxBytes, take }: { maxBytes: number; take: (file: UploadedFile) => Promise<Taken> },
): Promise<Taken | null> {
	const contentType = request.headers.get('Content-Type') ?? ''
	if (!request.body || !contentType.startsWith('multipart/form-data')) throw refuse('invalid')
	const fields = new Map<string, string>()
	let taking: Promise<Taken> | undefined
	let file: Readable | undefined
	let isAtLimit = false
	let isTooMuch = false
	try {
		await new Promise<void>((resolve, reject) => {
			const parser = new Busboy({
				headers: { 'content-type': contentType },
				limits: { ...limits, fileSize: maxBytes + 1 },
			})
			parser.on('field', (field, value) => fields.set(field, value))
			parser.on('file', (_field, stream, fileName) => {
				// A field of a file that nobody has chosen has no name.
				if (!fileName) {
					stream.resume()
					return
				}
				file = stream
				stream.on('error', reject)
				stream.on('limit', () => (isAtLimit = true))
				taking = take({ name: fileName, content: upTo(stream, maxBytes + 1), fields })
				const drop = () => void stream.resume()
				taking.then(drop, drop)
			})
			parser.on('finish', resolve)
			parser.on('error', (error: Error) => {
				file?.destroy(error)
				reject(error)
			})
			let received = 0
			const body = NodeReadable.fromWeb(request.body as NodeStream)
			// The parser has a part before it is counted.
			body.on('error', reject).pipe(parser)
			body.on('data', (part: Uint8Array) => {
				received += part.length
				if (received <= maxBytes + beside) return
				isTooMuch = true
				body.unpipe(parser)
				resolve()
				// Of a file at its limit enough is here; whoever takes another one is told that it breaks off.
				if (!isAtLimit) parser.end()
			})
		})
	} catch (error) {
		// Whoever takes it is not to wait for the rest, and half a file is none.
		file?.destroy(error instanceof Error ? error : new Error('The upload broke off.'))
		await taking?.catch(() => undefined)
		throw refuse('invalid')
	}
	try {
		return (await taking) ?? null
	} catch (error) {
		throw isTooMuch ? refuse('invalid') : error
	}
}

/** The bytes of a stream, no more than are wanted. It is left open: what follows is not read, but has to go by. */
async function* upTo(stream: Readable, most: number): AsyncGenerator<Uint8Array> {
	let bytes = 0
	for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
		const part = chunk as Uint8Array
		bytes += part.length
		yield part
		if (bytes >= most) return
	}
}
