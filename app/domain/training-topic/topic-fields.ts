import { z } from 'zod'
import { evidenceLink } from '#app/domain/check-in/evidence-link.ts'
import { topicKindNames, topicKinds, topicLimits } from './topic.ts'

const most = (length: number) => `Use at most ${length.toLocaleString('en')} characters.`

const line = (length: number) =>
	z
		.string()
		.trim()
		.max(length, most(length))
		.refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'Use one line of plain text.')

const number = z.coerce.number('Enter a number, such as 4 or 1.5.')

/** A number with two decimals at most: more would be lost where it is kept. */
const hundredths = (value: number) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6

/** The fields of a topic, one by one: a form has them all, a file those that it has columns for. Empty text is left out. */
export const topicFields = {
	title: z
		.string({ error: 'Enter a title.' })
		.pipe(line(topicLimits.title))
		.pipe(z.string().min(1, 'Enter a title.')),
	description: z
		.string()
		.trim()
		.transform((text) => text.replace(/\r\n?/g, '\n'))
		.pipe(z.string().max(topicLimits.description, most(topicLimits.description)))
		.refine((text) => !text.includes('\0'), 'Use plain text.')
		.default(''),
	kind: z.enum(
		topicKinds,
		`Choose one of ${topicKinds.map((kind) => topicKindNames[kind].toLowerCase()).join(', ')}.`,
	),
	hours: number
		.gt(0, 'Enter more than 0 hours, or leave it empty.')
		.max(topicLimits.hours, 'Enter at most 10,000 hours.')
		.refine(hundredths, 'Use at most two decimals.')
		.optional(),
	cost: number
		.min(0, 'Enter 0 or more, or leave it empty.')
		.max(topicLimits.cost, 'Enter less than 1,000,000,000.')
		.refine(hundredths, 'Use at most two decimals.')
		.optional(),
	currency: z
		.string()
		.trim()
		.toUpperCase()
		.regex(/^[A-Z]{3}$/, 'Enter the three letters of a currency, such as EUR.')
		.refine((code) => Intl.supportedValuesOf('currency').includes(code), 'There is no such currency.')
		.optional(),
	provider: line(topicLimits.provider).default(''),
	link: z
		.string()
		.max(2000, most(2000))
		.transform((text, context) => {
			const link = evidenceLink(text)
			if (link !== null && link.length <= 2000) return link
			context.addIssue({
				code: 'custom',
				message: 'Enter the address of a web page, such as https://example.com.',
			})
			return z.NEVER
		})
		.optional(),
	capacity: number
		.int('Enter a whole number.')
		.min(1, 'Enter 1 or more, or leave it empty.')
		.max(topicLimits.capacity, 'Enter at most 1,000,000.')
		.optional(),
}

/** What files name a topic by. */
export const topicKeyField = z
	.string()
	.trim()
	.min(1, 'Give the row a key: what it is found by again.')
	.max(80, most(80))
	.regex(
		/^[a-z0-9]+(-[a-z0-9]+)*$/,
		'Use lower-case letters, digits and single hyphens, such as first-brief.',
	)

export const currencyMissing = 'Say in which currency, such as EUR.'
