import { z } from 'zod'
import { decisionsLength } from './checkpoint-limits.ts'

/** May be empty: a checkpoint can decide nothing. */
export const decisionsText = z
	.string()
	.trim()
	.max(decisionsLength, `Use at most ${decisionsLength} characters.`)
	.transform((given) => given.replaceAll('\r\n', '\n'))
	.default('')
