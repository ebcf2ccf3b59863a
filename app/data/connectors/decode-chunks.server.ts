import type { FileEncoding } from './connector.ts'

const labels: Record<FileEncoding, string> = {
	'UTF-8': 'utf-8',
	'UTF-16LE': 'utf-16le',
	'UTF-16BE': 'utf-16be',
	'Windows-1252': 'windows-1252',
}

/** The beginning of a file as text; of a part of a file without the character and the row that it cuts. */
export function decodeHead(bytes: Uint8Array, of: { encoding: FileEncoding; isWhole: boolean }): string {
	const text = new TextDecoder(labels[of.encoding]).decode(bytes, { stream: !of.isWhole })
	return of.isWhole || !text.includes('\n') ? text : text.slice(0, text.lastIndexOf('\n') + 1)
}

/** Pieces of a file as pieces of UTF-8, without a byte order mark. */
export async function* decodeChunks(
	chunks: AsyncIterable<Uint8Array>,
	encoding: FileEncoding,
): AsyncGenerator<Uint8Array> {
	if (encoding === 'UTF-8') {
		let isFirst = true
		for await (const chunk of chunks) {
			const hasMark = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf
			isFirst = false
			yield hasMark ? chunk.subarray(3) : chunk
		}
		return
	}
	const decoder = new TextDecoder(labels[encoding])
	for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
	const rest = decoder.decode()
	if (rest !== '') yield Buffer.from(rest)
}
