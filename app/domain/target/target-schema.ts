import { z } from 'zod'

const targetTexts = {
	tier: 'Choose a tier.',
	dueOn: 'Enter the day as YYYY-MM-DD.',
	past: 'Choose today or a later day.',
	far: 'Choose a day within the next ten years.',
}

/** 0 where there was no target. */
const version = z.coerce.number().int().min(0).max(2_147_483_647)

/** @param today where the account is: a target is for a day that is still to come */
export const targetSchema = (today: string) =>
	z.object({
		version,
		halfSteps: z.coerce
			.number(targetTexts.tier)
			.int(targetTexts.tier)
			.min(2, targetTexts.tier)
			.max(6, targetTexts.tier),
		dueOn: z
			.string({ error: targetTexts.dueOn })
			.pipe(z.iso.date(targetTexts.dueOn))
			.refine((day) => day >= today, targetTexts.past)
			.refine((day) => Number(day.slice(0, 4)) <= Number(today.slice(0, 4)) + 10, targetTexts.far),
	})

export const targetRemovalSchema = z.object({ version })
