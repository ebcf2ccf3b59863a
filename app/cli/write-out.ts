import { once } from 'node:events'
import { CommandError, exitCodes } from './command.ts'

/** Whoever read standard output wants no more of it. */
export class ReaderGone extends Error {}

let failure: ReaderGone | CommandError | null = null
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	failure ??= error.code === 'EPIPE' ? new ReaderGone() : explain(error)
})

/**
 * Writes a part of a long output and waits until it is taken.
 *
 * @throws ReaderGone
 * @throws CommandError where it cannot be written
 */
export async function writeOut(text: string | Uint8Array): Promise<void> {
	try {
		if (!failure && !process.stdout.write(text)) await once(process.stdout, 'drain')
	} catch (error) {
		if (!failure) throw error
	}
	if (failure) throw failure
}

function explain({ code, message }: NodeJS.ErrnoException): CommandError {
	const why = code === 'ENOSPC' ? 'the disk is full. Make room there, or name another place' : message
	return new CommandError(
		`Standard output cannot be written: ${why}. What came out is not whole.`,
		exitCodes.cannotWrite,
	)
}
