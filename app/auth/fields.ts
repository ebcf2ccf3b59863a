import { z } from 'zod'
import { passwordRules } from './password-rules.ts'

/** Lower case: addresses that differ in case alone are one user. */
export const emailField = z
	.string({ error: 'Enter your e-mail address.' })
	.trim()
	.max(254, 'An e-mail address has at most 254 characters.')
	.toLowerCase()
	.pipe(z.email('Enter an e-mail address, such as name@example.com.'))

/** The name of a person or a company: something visible, on one line. */
export const nameField = (missing: string) =>
	z
		.string({ error: missing })
		.trim()
		.min(1, missing)
		.max(200, 'Use at most 200 characters.')
		.refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), 'Use one line of plain text.')
		.refine((name) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(name), missing)

/** A password that is being chosen. */
export const newPasswordField = z
	.string({ error: 'Choose a password.' })
	.min(passwordRules.shortest, `Use at least ${passwordRules.shortest} characters.`)
	.max(passwordRules.longest, `Use at most ${passwordRules.longest} characters.`)

/** A password that somebody should know. Long ones are refused before they cost work. */
export const knownPasswordField = z
	.string({ error: 'Enter your password.' })
	.max(passwordRules.longest, `A password has at most ${passwordRules.longest} characters.`)

/** Why a password may not be chosen by this user; null when it may. */
export function refusePassword(password: string, email: string): string | null {
	const isEmail = password.trim().toLowerCase() === email.toLowerCase()
	return isEmail ? 'Choose a password that is not your e-mail address.' : null
}
