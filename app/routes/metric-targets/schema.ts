import { z } from 'zod'

const texts = {
	value: 'Enter a number, with a point for decimals.',
	dueOn: 'Enter the day as YYYY-MM-DD.',
	past: 'Choose today or a later day.',
	far: 'Choose a day within the next ten years.',
}

const version = z.coerce.number().int().min(0).max(2_147_483_647)
/** Empty for the account as a whole. */
const teamId = z.guid().optional()

/**
 * @param of.today where the account is: a target is for a day that is still to come
 * @param of.isShare a share is typed in percent
 */
export const metricTargetSchema = ({ today, isShare }: { today: string; isShare: boolean }) =>
	z.object({
		teamId,
		/** 0 where there was no target. */
		version,
		value: z.coerce
			.number(texts.value)
			.min(-1e12, texts.value)
			.max(1e12, texts.value)
			.transform((value) => (isShare ? Number((value / 100).toPrecision(12)) : value)),
		dueOn: z
			.string({ error: texts.dueOn })
			.pipe(z.iso.date(texts.dueOn))
			.refine((day) => day >= today, texts.past)
			.refine((day) => Number(day.slice(0, 4)) <= Number(today.slice(0, 4)) + 10, texts.far),
	})

export const metricRemovalSchema = z.object({ teamId, version })
