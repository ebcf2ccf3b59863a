import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { newPasswordField } from '#app/auth/fields.ts'
import { CommandError, exitCodes, type Values } from './command.ts'

/**
 * The password for a new user: from standard input with `--password-stdin`, where neither the history of the shell nor the
 * list of processes shows it; otherwise a new one, which is to be printed.
 */
export async function choosePassword(values: Values): Promise<{ password: string; isNew: boolean }> {
	if (values['password-stdin'] !== true)
		return { password: randomBytes(12).toString('base64url'), isNew: true }
	const given = (await text(process.stdin)).replace(/\r?\n$/, '')
	const parsed = newPasswordField.safeParse(given)
	if (!parsed.success) {
		throw new CommandError(
			`The password cannot be used: ${parsed.error.issues[0]?.message ?? ''}`,
			exitCodes.badInput,
		)
	}
	return { password: parsed.data, isNew: false }
}
