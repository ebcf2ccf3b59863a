import { z } from 'zod'
import { assignmentLimits, assignmentStates } from './assignment.ts'

const day = (words: string) => z.iso.date(words)
const note = z
	.string()
	.trim()
	.max(assignmentLimits.note, `Keep the note below ${assignmentLimits.note} characters.`)
	.default('')

const far = (today: string) => (text: string) => Number(text.slice(0, 4)) <= Number(today.slice(0, 4)) + 10
const dueTexts = { day: 'Enter the day as YYYY-MM-DD.', far: 'Choose a day within the next ten years.' }

/** What is given to whom the page shows. @param today where the account is */
export const givingSchema = (today: string) =>
	z.object({
		topic: z
			.array(z.guid('Load the page again and choose anew.'))
			.min(1, 'Choose at least one topic.')
			.max(assignmentLimits.topics, `Choose at most ${assignmentLimits.topics} topics at once.`),
		dueOn: day(dueTexts.day)
			.refine((text) => text >= today, 'Choose today or a later day.')
			.refine(far(today), dueTexts.far)
			.optional(),
		note,
		mark: z.string().max(64),
	})

/** All that HR and managers may say of an assignment. */
export const assignmentSchema = (today: string) =>
	z.object({
		state: z.enum(assignmentStates, 'Choose how far it is.'),
		doneOn: day(dueTexts.day)
			.refine((text) => text <= today, 'Choose today or an earlier day.')
			.optional(),
		dueOn: day(dueTexts.day).refine(far(today), dueTexts.far).optional(),
		note,
	})
