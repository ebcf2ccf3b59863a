import { once } from 'node:events'

/** Whoever read standard output wants no more of it. */
export class ReaderGone extends Error {}

let isGone = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error
	isGone = true
})

/**
 * Writes a part of a long output and waits until it is taken.
 *
 * @throws ReaderGone
 */
export async function writeOut(text: string | Uint8Array): Promise<void> {
	try {
		if (!isGone && !process.stdout.write(text)) await once(process.stdout, 'drain')
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
	}
	if (isGone) throw new ReaderGone()
}
