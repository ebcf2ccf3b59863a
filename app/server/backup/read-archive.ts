import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { extract } from 'tar-stream'
import { AGE_MARK, LONGEST_ENTRY_BYTES, readTrailer, TRAILER_BYTES } from './archive-format.ts'
import { BackupError } from './backup-error.ts'
import { fromWebStream, toWebStream } from './to-web-stream.ts'

const unusable = 65
const notThere = 66

export type ArchiveEntry = { name: string; content: Buffer }
export type ArchiveSource = { file: string; passphrase?: string | undefined }

/**
 * The entries of an archive, one after another, each whole in memory.
 *
 * @throws BackupError where the file is none, is damaged, or the passphrase is wrong. Its end is checked last: what came
 *   before may be used only when all of it has come.
 */
export async function* readArchive({ file, passphrase }: ArchiveSource): AsyncGenerator<ArchiveEntry> {
	const isEncrypted = await startsWith(file, AGE_MARK)
	if (isEncrypted && passphrase === undefined) {
		throw new BackupError(`${file} is encrypted. Give its passphrase with --passphrase-file.`, unusable)
	}
	const untar = extract()
	let broken: unknown
	const running = pipeline(
		createReadStream(file),
		(source: AsyncIterable<Uint8Array>) => decrypt(source, isEncrypted ? passphrase : undefined),
		checkTrailer,
		createZstdDecompress(),
		untar,
	).catch((error: unknown) => {
		broken = error
	})
	try {
		for await (const entry of untar) {
			const { name, size = 0 } = entry.header
			if (size > LONGEST_ENTRY_BYTES) throw new Error('an entry is longer than any of a backup')
			const chunks: Buffer[] = []
			for await (const chunk of entry) chunks.push(chunk as Buffer)
			yield { name, content: Buffer.concat(chunks) }
		}
		await running
		if (broken) throw broken
	} catch (error) {
		untar.destroy()
		await running
		throw explain(broken ?? error, file)
	}
}

async function startsWith(file: string, mark: Buffer): Promise<boolean> {
	try {
		const handle = await open(file, 'r')
		try {
			const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(mark.length), position: 0 })
			return buffer.subarray(0, bytesRead).equals(mark)
		} finally {
			await handle.close()
		}
	} catch (error) {
		throw new BackupError(`${file} cannot be read: ${(error as Error).message}`, notThere)
	}
}

async function* decrypt(
	source: AsyncIterable<Uint8Array>,
	passphrase: string | undefined,
): AsyncGenerator<Uint8Array> {
	if (passphrase === undefined) {
		yield* source
		return
	}
	const decrypter = new Decrypter()
	decrypter.addPassphrase(passphrase)
	let plain: ReadableStream<Uint8Array>
	try {
		plain = await decrypter.decrypt(toWebStream(source))
	} catch (error) {
		throw new WrongPassphrase((error as Error).message, { cause: error })
	}
	yield* fromWebStream(plain)
}

class WrongPassphrase extends Error {}

/** Takes the trailer off and compares; it holds back only as much as a trailer is long. */
async function* checkTrailer(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const digest = createHash('sha256')
	let held = Buffer.alloc(0)
	for await (const chunk of source) {
		const bytes = Buffer.concat([held, chunk])
		const ready = bytes.subarray(0, Math.max(0, bytes.length - TRAILER_BYTES))
		held = bytes.subarray(ready.length)
		if (ready.length === 0) continue
		digest.update(ready)
		yield ready
	}
	const expected = readTrailer(held)
	if (!expected) throw new Error('its end is missing, so it was cut off')
	if (!digest.digest().equals(expected)) throw new Error('its SHA-256 differs from the one at its end')
}

function explain(error: unknown, file: string): unknown {
	if (error instanceof BackupError) return error
	if (error instanceof WrongPassphrase) {
		return new BackupError(
			`${file} cannot be decrypted: the passphrase is wrong, or the file's beginning is damaged. Nothing was changed.`,
			unusable,
		)
	}
	return new BackupError(
		`${file} is no backup, or a damaged one (${(error as Error).message}). Nothing was changed. Take another one.`,
		unusable,
	)
}
