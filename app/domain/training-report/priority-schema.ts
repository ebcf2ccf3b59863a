import { z } from 'zod'

const weight = z.coerce
	.number({ error: 'Give a whole number from 0 to 100.' })
	.int('Give a whole number from 0 to 100.')
	.min(0, 'Give a whole number from 0 to 100.')
	.max(100, 'Give a whole number from 0 to 100.')

const version = z.coerce.number().int().min(0).max(2_147_483_647)

/** Going back to the proposal. */
export const priorityResetSchema = z.object({ version })

/** The form of the weights. `version` is 0 while those of Contour hold. */
export const prioritySchema = z
	.object({
		...{ gap: weight, people: weight, due: weight, roadmap: weight },
		version,
	})
	.refine(({ gap, people, due, roadmap }) => gap + people + due + roadmap > 0, {
		path: ['gap'],
		error: 'Let at least one of them count: give it more than 0.',
	})
