import { z } from 'zod'

/** As long as the table takes. */
export const decisionsLength = 4000

/** May be empty: a checkpoint can decide nothing. */
export const decisionsText = z
	.string()
	.trim()
	.max(decisionsLength, `Use at most ${decisionsLength} characters.`)
	.transform((given) => given.replaceAll('\r\n', '\n'))
	.default('')
