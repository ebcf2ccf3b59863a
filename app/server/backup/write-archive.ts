import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { pack } from 'tar-stream'
import { fromWebStream, toWebStream } from './to-web-stream.ts'
import { makeTrailer } from './archive-format.ts'
import { writeTo } from './write-file.ts'
import type { Destination } from './write-file.ts'

export type ArchiveWriter = {
	/** Adds an entry; resolves once there is room for the next. */
	add: (name: string, content: Buffer) => Promise<void>
	/** Ends the archive; resolves once it is at its place, with the size and SHA-256 of the file. */
	finish: () => Promise<{ bytes: number; sha256: string }>
	/** Gives it up; nothing is left at its place. */
	abort: (error: Error) => Promise<void>
}

/** A tar file in zstd, with a SHA-256 of all of it at its end; with a passphrase inside an age file. */
export function openArchiveWriter(destination: Destination, passphrase?: string): ArchiveWriter {
	const tar = pack()
	const sha256 = createHash('sha256')
	let bytes = 0
	const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } })
	const running = pipeline(
		tar,
		compress,
		addTrailer,
		(source: AsyncIterable<Uint8Array>) => encrypt(source, passphrase),
		async function* (source: AsyncIterable<Uint8Array>) {
			for await (const chunk of source) {
				bytes += chunk.length
				sha256.update(chunk)
				yield chunk
			}
		},
		(source: AsyncIterable<Uint8Array>) => writeTo(destination, source),
	)
	// It is reported where the writer is used next.
	running.catch(() => undefined)
	return {
		async add(name, content) {
			try {
				const taken = new Promise<void>((resolve, reject) => {
					const header = { name, size: content.length, mode: 0o600, mtime: new Date(0) }
					const entry = tar.entry(header, (error) => (error ? reject(error) : resolve()))
					// An error of a stream that nobody listens to ends the process.
					entry.on('error', reject)
					entry.end(content)
				})
				// Of a writing that ended early nobody takes the entry.
				await Promise.race([taken, running])
			} catch (error) {
				tar.destroy(error as Error)
				// What ended it says more than that it ended.
				await running
				throw error
			}
		},
		async finish() {
			tar.finalize()
			await running
			return { bytes, sha256: sha256.digest('hex') }
		},
		async abort(error) {
			tar.destroy(error)
			await running.catch(() => undefined)
		},
	}
}

async function* addTrailer(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const digest = createHash('sha256')
	for await (const chunk of source) {
		digest.update(chunk)
		yield chunk
	}
	yield makeTrailer(digest.digest())
}

async function* encrypt(
	source: AsyncIterable<Uint8Array>,
	passphrase: string | undefined,
): AsyncGenerator<Uint8Array> {
	if (passphrase === undefined) {
		yield* source
		return
	}
	const encrypter = new Encrypter()
	encrypter.setPassphrase(passphrase)
	yield* fromWebStream(await encrypter.encrypt(toWebStream(source)))
}
