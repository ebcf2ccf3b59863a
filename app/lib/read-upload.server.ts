import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { refuse } from './http.server.ts'
import { mappedBytes } from './mapped-bytes.ts'

export type Upload =
	| { ok: true; fields: ReadonlyMap<string, string>; file: { name: string; bytes: Uint8Array<ArrayBuffer> } }
	| { ok: false; problem: 'no-file' | 'too-large'; fields: ReadonlyMap<string, string> }

/** Text beside the file is small: a key, a choice. All of it, with the form's own marks, takes no more than `beside` bytes. */
const beside = 256 * 1024
const limits = { fieldNameSize: 100, fieldSize: 10_000, fields: 20, files: 1, headerPairs: 50 }

/**
 * Reads a posted form with one file. What comes beyond the limit is not kept, however long the body says it is.
 *
 * @throws the answer 400 for a body that is no such form or breaks off
 */
export async function readUpload(request: Request, { maxBytes }: { maxBytes: number }): Promise<Upload> {
	const contentType = request.headers.get('Content-Type') ?? ''
	if (!request.body || !contentType.startsWith('multipart/form-data')) throw refuse('invalid')
	const fields = new Map<string, string>()
	const content = mappedBytes(0, maxBytes + 1)
	let name: string | undefined
	let tooLarge = false
	try {
		await new Promise<void>((resolve, reject) => {
			const parser = new Busboy({
				headers: { 'content-type': contentType },
				// One byte more tells a file of just the limit from a larger one.
				limits: { ...limits, fileSize: maxBytes + 1 },
			})
			parser.on('field', (field, value) => fields.set(field, value))
			parser.on('file', (_field, stream, fileName) => {
				name = fileName
				stream.on('data', (part: Uint8Array) => {
					const at = content.byteLength
					content.resize(at + part.length)
					new Uint8Array(content).set(part, at)
				})
				stream.on('limit', () => (tooLarge = true))
				stream.on('error', reject)
			})
			parser.on('finish', resolve)
			parser.on('error', reject)
			let received = 0
			const body = Readable.fromWeb(request.body as NodeStream)
			body.on('data', (part: Uint8Array) => {
				received += part.length
				if (received <= maxBytes + beside) return
				tooLarge = true
				body.unpipe(parser)
				resolve()
			})
			body.on('error', reject).pipe(parser)
		})
	} catch {
		throw refuse('invalid')
	}
	const bytes = new Uint8Array(content)
	if (tooLarge || bytes.length > maxBytes) return { ok: false, problem: 'too-large', fields }
	if (!name) return { ok: false, problem: 'no-file', fields }
	return { ok: true, fields, file: { name, bytes } }
}
