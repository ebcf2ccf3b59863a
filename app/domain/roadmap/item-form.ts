import { z } from 'zod'
import { highestWeight, itemKinds, itemStates, lowestWeight } from './item.ts'
import { outcomeRuleSchema } from './outcome-rule-schema.ts'
import { comparisons } from './outcome-rule.ts'
import { phaseKeys } from './phase.ts'

const text = (most: number, missing: string) =>
	z
		.string({ error: missing })
		.trim()
		.min(1, missing)
		.max(most, `Use at most ${most} characters.`)
		.refine((given) => !given.includes('\0'), 'Use plain text.')

export const itemText = text(500, 'Say what is to be done.').refine(
	(given) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(given),
	'Use one line of plain text.',
)
export const commentText = text(2000, 'Write your comment.')
export const approvalNote = text(1000, 'Say what shows that the outcome is met.')
export const exceptionReason = text(1000, 'Say why the phase is closed all the same.')

/** Of a link that somebody types: only what a browser opens without harm. */
const webAddress = z
	.string()
	.trim()
	.max(2000, 'An address has at most 2000 characters.')
	.refine((given) => {
		const url = URL.parse(given)
		return url !== null && /^https?:$/.test(url.protocol)
	}, 'Enter an address that begins with https:// or http://.')
	.transform((given) => URL.parse(given)?.href ?? given)

export const evidenceSchema = z.object({
	note: text(1000, 'Say what shows that it is done.'),
	url: webAddress.optional(),
})

const number = z.coerce.number('Enter a number, with a point for decimals.')

/** An item, as the form of its page sends it. The owner is looked up apart; a share is typed in percent, see `asRule`. */
export const itemFormSchema = z
	.object({
		text: itemText,
		kind: z.enum(itemKinds, 'Choose a kind.'),
		phase: z.enum(phaseKeys, 'Choose a phase.'),
		state: z.enum(itemStates, 'Choose a state.'),
		weight: z.coerce.number().int().min(lowestWeight).max(highestWeight),
		owner: z.string().trim().max(320, 'Use at most 320 characters.').optional(),
		dueOn: z.iso.date('Enter the day as YYYY-MM-DD.').optional(),
		link: webAddress.optional(),
		/** How an outcome is met; left out while nobody has said. */
		by: z.enum(['metric', 'note']).optional(),
		metricId: z.guid('Choose a metric from the list.').optional(),
		comparison: z.enum(comparisons).optional(),
		value: number.min(-1e12, 'Enter a number.').max(1e12, 'Enter a number.').optional(),
		periods: z.coerce.number('Enter a whole number of periods.').optional(),
	})
	.superRefine(({ kind, by, metricId, value, comparison, periods }, context) => {
		if (kind !== 'outcome' || by !== 'metric') return
		const refuse = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message })
		if (metricId === undefined) refuse('metricId', 'Choose a metric from the list.')
		if (value === undefined) refuse('value', 'Enter a number, with a point for decimals.')
		if (metricId === undefined || value === undefined) return
		const rule = outcomeRuleSchema.safeParse({ by, metricId, comparison, value, periods })
		for (const { path, message } of rule.error?.issues ?? []) refuse(String(path[0]), message)
	})
export type ItemForm = z.infer<typeof itemFormSchema>
