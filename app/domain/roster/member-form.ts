import { z } from 'zod'
import { cleanCell, isEmail } from './clean-cell.ts'

/** Blank is none. Text is cleaned like a cell of an import, so that both ways in lead to the same records. */
const optionalText = (longest: number) =>
	z
		.string()
		.optional()
		.transform((text) => cleanCell(text) || null)
		.refine((text) => text === null || text.length <= longest, `Use at most ${longest} characters.`)

const day = (what: string) =>
	optionalText(40).refine(
		(text) => text === null || isDay(text),
		`Enter ${what} as a date, such as 2026-07-01.`,
	)

function isDay(text: string): boolean {
	if (!/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
	const date = new Date(`${text}T00:00:00Z`)
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const mostAttributes = 50

/** 'Location: Porto', one a line. */
const attributes = z
	.string()
	.optional()
	.transform((text, context) => {
		const entries: [string, string][] = []
		for (const line of (text ?? '').split('\n')) {
			if (cleanCell(line) === '') continue
			const colon = line.indexOf(':')
			const [name, value] = [cleanCell(line.slice(0, colon)), cleanCell(line.slice(colon + 1))]
			if (colon < 1 || name === '' || value === '') {
				context.addIssue({
					code: 'custom',
					message: `Write “${cleanCell(line).slice(0, 60)}” as a name, a colon and a value.`,
				})
				return z.NEVER
			}
			if (name.length > 200 || value.length > 500) {
				context.addIssue({ code: 'custom', message: 'A name has at most 200 characters, a value 500.' })
				return z.NEVER
			}
			entries.push([name, value])
		}
		if (entries.length > mostAttributes) {
			context.addIssue({ code: 'custom', message: `Use at most ${mostAttributes} lines.` })
			return z.NEVER
		}
		return Object.fromEntries(entries)
	})

export const writeAttributes = (values: Readonly<Record<string, string>>): string =>
	Object.entries(values)
		.map(([name, value]) => `${name}: ${value}`)
		.join('\n')

const name = z
	.string({ error: 'Enter the name.' })
	.transform(cleanCell)
	.refine((text) => text !== '', 'Enter the name.')
	.refine((text) => text.length <= 200, 'Use at most 200 characters.')

/** The form of a member, by hand. */
export const memberFormSchema = z
	.object({
		name,
		email: optionalText(254)
			.transform((text) => text?.toLowerCase() ?? null)
			.refine((text) => text === null || isEmail(text), 'Enter an e-mail address, such as name@example.com.'),
		externalId: optionalText(200),
		jobTitle: optionalText(200),
		familyKey: optionalText(100),
		teamId: z
			.union([z.uuid(), z.literal('')], 'Choose a team from the list.')
			.optional()
			.transform((id) => id || null),
		manager: optionalText(300),
		startedOn: day('the first day'),
		leftOn: day('the last day'),
		attributes,
	})
	.superRefine(({ startedOn, leftOn }, context) => {
		if (startedOn && leftOn && leftOn < startedOn) {
			context.addIssue({ code: 'custom', path: ['leftOn'], message: 'The last day is before the first.' })
		}
	})

/** The form of a team. */
export const teamFormSchema = z.object({
	name,
	parentId: z
		.union([z.uuid(), z.literal('')], 'Choose a team from the list.')
		.optional()
		.transform((id) => id || null),
	lead: optionalText(300),
})

type Refusal = { field: string; reason: string; holder?: string }

const whoIsMeant = {
	nobody: 'Nobody here has this e-mail, id or name, or they have left.',
	several: 'Several people have this name. Enter the e-mail or id.',
}

const words: Record<string, Record<string, string>> = {
	manager: {
		...whoIsMeant,
		loop: 'This person reports to the one you are editing, directly or through others.',
	},
	lead: whoIsMeant,
	familyKey: { gone: 'This family is no longer there. Choose another one.' },
	teamId: { gone: 'This team is no longer there. Choose another one.' },
	parentId: {
		gone: 'This team is no longer there. Choose another one.',
		loop: 'A team cannot stand below itself.',
	},
	name: { taken: 'There is a team of this name at this place already.' },
}

/** Refusals of the records as errors of the form's fields. */
export function refusalsByField(refusals: readonly Refusal[]): Record<string, string[]> {
	return Object.fromEntries(
		refusals.map(({ field, reason, holder }) => [
			field,
			[holder ? `${holder} has this one.` : (words[field]?.[reason] ?? 'This cannot be used.')],
		]),
	)
}
