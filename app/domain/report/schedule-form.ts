import { z } from 'zod'
import { longestMonth, reportRhythms } from './schedule.ts'

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** The rhythm of a saved report, as its form sends it. */
export const scheduleFormSchema = z
	.object({
		rhythm: z.enum(reportRhythms),
		weekday: whole(1, 7),
		monthDay: z.coerce
			.number('Enter a day of the month, from 1 to 31.')
			.int('Enter a day of the month, from 1 to 31.')
			.min(1, 'Enter a day of the month, from 1 to 31.')
			.max(longestMonth, 'Enter a day of the month, from 1 to 31.'),
		hour: whole(0, 23),
		/** 0 where there is none yet. */
		version: whole(0, 2_147_483_647),
	})
	.transform(({ weekday, monthDay, ...rest }) => ({
		...rest,
		day: rest.rhythm === 'weekly' ? weekday : monthDay,
	}))
