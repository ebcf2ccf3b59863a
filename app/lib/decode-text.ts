export type TextEncoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

export type DecodedText =
	| { ok: true; text: string; encoding: TextEncoding }
	/** What the bytes are instead of text. */
	| { ok: false; problem: 'empty' | 'workbook' | 'pdf' | 'binary' }

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
	return prefix.every((byte, i) => bytes[i] === byte)
}

/**
 * Text of a file that came without a word about its encoding: a byte order mark decides; else what is valid UTF-8 is UTF-8,
 * and anything else the Windows code page of western Europe, in which a spreadsheet saves "CSV".
 */
export function decodeText(bytes: Uint8Array): DecodedText {
	if (bytes.length === 0) return { ok: false, problem: 'empty' }
	if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
		return { ok: false, problem: 'workbook' }
	}
	if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { ok: false, problem: 'pdf' }
	const decoded = decode(bytes)
	if (decoded.text.includes('\0')) return { ok: false, problem: 'binary' }
	if (decoded.text.trim() === '') return { ok: false, problem: 'empty' }
	return { ok: true, ...decoded }
}

function decode(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
	if (startsWith(bytes, 0xff, 0xfe))
		return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' }
	if (startsWith(bytes, 0xfe, 0xff))
		return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' }
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
	} catch {
		return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
	}
}
