import { streamBytes } from './stream-bytes.server.ts'

/** `streamBytes` of text in UTF-8. */
export function streamText(
	run: (write: (text: string) => Promise<void>) => Promise<unknown>,
	signal: AbortSignal,
): ReadableStream<Uint8Array> {
	return streamBytes((write) => run((text) => write(Buffer.from(text, 'utf8'))), signal)
}
