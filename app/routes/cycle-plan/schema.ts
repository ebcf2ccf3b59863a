import { z } from 'zod'
import type { PlanField, PlanProblem } from '#app/domain/cycle/cycle-plan.ts'
import { dateNames } from '#app/domain/cycle/phase-words.ts'

const day = z
	.string()
	.optional()
	.transform((text, context) => {
		if (!text) return null
		if (z.iso.date().safeParse(text).success && /^20\d\d/.test(text)) return text
		context.addIssue({ code: 'custom', message: 'Enter a date, such as 2026-12-07, or leave it empty.' })
		return z.NEVER
	})

const noTeam = 'Choose a team of the list.'

export const planSchema = z.object({
	version: z.coerce.number().int().min(1).max(2_147_483_647),
	opensOn: day,
	reviewOn: day,
	calibrationOn: day,
	publishesOn: day,
	lateJoinersUntil: day,
	repeats: z.boolean().default(false),
	teamIds: z.array(z.guid(noTeam)).max(500, 'Choose at most 500 teams.').default([]),
	addedTeamId: z.guid(noTeam).optional(),
	familyIds: z.array(z.guid('Choose families of the list.')).max(200).default([]),
	/** Comes back to the form, to add another team. */
	then: z.enum(['stay']).optional(),
})

/** What is wrong, where, and what to do. */
export function describeProblem(problem: PlanProblem): { field: PlanField; message: string } {
	const { field } = problem
	if (problem.problem === 'past') {
		const message =
			field === 'lateJoinersUntil'
				? 'This day is past. Choose today or a later day, or clear it.'
				: field === 'opensOn'
					? 'Choose a day after today, or clear it. To open today, use the button on the cycle’s page.'
					: 'Choose a day after today, or clear it. To go on today, use the button on the cycle’s page.'
		return { field, message }
	}
	if (problem.problem === 'order') {
		const before = dateNames[problem.notAfter]
		return { field, message: `Choose a day after ‘${before}’, or clear one of the two.` }
	}
	return {
		field,
		message:
			problem.problem === 'before-opening'
				? 'Nobody can join before check-ins open. Choose a later day.'
				: 'Nobody can answer any more on this day. Choose a day before calibration, or publication, begins.',
	}
}

export const scopeProblems = {
	teamIds: 'One of the teams is archived or gone. Take it out, then save again.',
	familyIds: 'One of the families is asked nothing any more. Take it out, then save again.',
}
