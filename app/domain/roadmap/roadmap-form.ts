import { z } from 'zod'
import type { RoadmapLens } from './roadmap-lens.ts'
import { checkLevels } from './roadmap-lens.ts'

/** As many sponsors as a plan may have: a phase that waits for more is closed by nobody. */
export const mostSponsors = 10

const line = (most: number, missing: string) =>
	z
		.string({ error: missing })
		.trim()
		.min(1, missing)
		.max(most, `Use at most ${most} characters.`)
		.refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'Use one line of plain text.')

const level = z.coerce.number().int().min(0).max(6)

/** What a plan is called, where it leads and who stands for it, as a form sends it. People are looked up apart. */
const headFields = {
	name: line(200, 'Enter a name.'),
	startLevel: level,
	targetLevel: level,
	owner: z.string().trim().max(320, 'Use at most 320 characters.').optional(),
	sponsors: z
		.string()
		.max(4000, 'Use at most 4000 characters.')
		.default('')
		.transform((text) => text.split('\n').flatMap((name) => name.trim() || []))
		.refine((names) => names.length <= mostSponsors, `Name ${mostSponsors} sponsors at most.`),
}

const checked =
	(lens: RoadmapLens) =>
	({ startLevel, targetLevel }: { startLevel: number; targetLevel: number }, context: z.RefinementCtx) => {
		const problem = checkLevels({ lens, startLevel, targetLevel })
		if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.message })
	}

export const roadmapHeadSchema = (lens: RoadmapLens) => z.object(headFields).superRefine(checked(lens))

/** @param of.today a plan begins in its year, one of the two before or one of the three after */
export const roadmapFormSchema = ({ lens, today }: { lens: RoadmapLens; today: string }) =>
	z
		.object({
			...headFields,
			/** Left out for the account. */
			teamId: z.guid('Choose a team from the list.').optional(),
			withBelow: z.literal('yes').optional(),
			startsOn: startDay(today),
		})
		.superRefine(checked(lens))

const yearOf = (day: string) => Number(day.slice(0, 4))

/** The first day of a plan, as a form sends it. */
export const startDay = (today: string) =>
	z
		.string({ error: 'Enter the first day.' })
		.pipe(z.iso.date('Enter the day as YYYY-MM-DD.'))
		.refine(
			(day) => yearOf(day) >= yearOf(today) - 2 && yearOf(day) <= yearOf(today) + 3,
			'Choose a day that is no more than two years ago, and within the next three.',
		)
