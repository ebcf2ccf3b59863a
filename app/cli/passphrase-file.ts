import { readFile } from 'node:fs/promises'
import { CommandError, exitCodes, optional, type Values } from './command.ts'

/** The passphrase in the file that `--passphrase-file` names, without the line feed at its end. */
export async function readPassphrase(
	values: Values,
	{ shortest = 1 }: { shortest?: number } = {},
): Promise<string | undefined> {
	const file = optional(values, 'passphrase-file')
	if (file === undefined) return undefined
	let text: string
	try {
		text = await readFile(file, 'utf8')
	} catch (error) {
		throw new CommandError(`--passphrase-file: ${(error as Error).message}`, exitCodes.notFound)
	}
	const passphrase = text.replace(/\r?\n$/, '')
	if (passphrase.length < shortest) {
		throw new CommandError(
			`--passphrase-file: ${file} holds ${passphrase.length} characters; a passphrase has at least ${shortest}.`,
			exitCodes.badInput,
		)
	}
	return passphrase
}
