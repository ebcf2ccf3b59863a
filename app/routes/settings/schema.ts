import { z } from 'zod'
import { nameField } from '#app/auth/fields.ts'
import { locales } from '#app/lib/locales.ts'
import { isTimeZone } from '#app/lib/time-zones.ts'

const size = 'Enter a whole number from 3 to 100.'

export const settingsSchema = z.object({
	name: nameField('Enter the name of the account.'),
	timeZone: z
		.string({ error: 'Choose a time zone.' })
		.max(100)
		.refine(isTimeZone, 'Choose a time zone of the list.'),
	locale: z.enum(locales, 'Choose a format of the list.'),
	fiscalYearStart: z.coerce.number('Choose a month.').int().min(1).max(12),
	minimumGroupSize: z.coerce.number(size).int(size).min(3, size).max(100, size),
	version: z.coerce.number().int().min(1).max(2_147_483_647),
})
