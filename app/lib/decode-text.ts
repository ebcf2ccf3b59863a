import { isUtf8 } from 'node:buffer'
import { mappedBytes } from './mapped-bytes.ts'

export type TextEncoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

export type DecodedText =
	| { ok: true; utf8: Buffer; encoding: TextEncoding }
	/** What the bytes are instead of text. */
	| { ok: false; problem: 'empty' | 'workbook' | 'pdf' | 'binary' }

const pieceSize = 1024 * 1024

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
	return prefix.every((byte, i) => bytes[i] === byte)
}

/**
 * Text, as UTF-8, of a file that came without a word about its encoding: a byte order mark decides; else what is valid UTF-8
 * is UTF-8, and anything else the Windows code page of western Europe, in which a spreadsheet saves "CSV".
 */
export function decodeText(bytes: Uint8Array): DecodedText {
	if (bytes.length === 0) return { ok: false, problem: 'empty' }
	if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
		return { ok: false, problem: 'workbook' }
	}
	if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { ok: false, problem: 'pdf' }
	const decoded = decode(bytes)
	return decoded.utf8.includes(0) ? { ok: false, problem: 'binary' } : { ok: true, ...decoded }
}

function decode(bytes: Uint8Array): { utf8: Buffer; encoding: TextEncoding } {
	if (startsWith(bytes, 0xff, 0xfe)) return { utf8: recode(bytes, 'utf-16le'), encoding: 'UTF-16' }
	if (startsWith(bytes, 0xfe, 0xff)) return { utf8: recode(bytes, 'utf-16be'), encoding: 'UTF-16' }
	if (!isUtf8(bytes)) return { utf8: recode(bytes, 'windows-1252'), encoding: 'Windows-1252' }
	const text = startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes
	return { utf8: Buffer.from(text.buffer, text.byteOffset, text.length), encoding: 'UTF-8' }
}

/** Piece by piece: the text of a large file is never one string. */
function recode(bytes: Uint8Array, encoding: string): Buffer {
	const decoder = new TextDecoder(encoding)
	// Three bytes of UTF-8 at most for each of another encoding, and for what is cut off at the end.
	const utf8 = mappedBytes(0, bytes.length * 3 + 3)
	for (let from = 0; from <= bytes.length; from += pieceSize) {
		const stream = from + pieceSize <= bytes.length
		const piece = decoder.decode(bytes.subarray(from, from + pieceSize), { stream })
		const at = utf8.byteLength
		utf8.resize(at + Buffer.byteLength(piece))
		Buffer.from(utf8).write(piece, at)
	}
	return Buffer.from(utf8, 0, utf8.byteLength)
}
