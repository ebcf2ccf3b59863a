import type { PersonRecord } from './person-record.ts'

/** A line of a person's record as it is read: under which heading, what it is, and what it says. */
export type RecordLine = { heading: string; what: string; says: string }

const headings: Record<keyof PersonRecord, string> = {
	...{ form: 'This file', madeAt: 'This file', account: 'This file', madeFor: 'This file' },
	leftOut: 'What is not in it, and why',
	...{ member: 'Record', reports: 'Record', leads: 'Record', logins: 'Logins in other systems' },
	...{ user: 'User account', membership: 'Roles', invitations: 'Invitations', sessions: 'Signed in' },
	participations: 'Cycle',
	...{ rated: 'People whom they rate or rated', privateNotes: 'Private notes that they keep' },
	...{ metrics: 'Metrics that are theirs alone', teamAssessments: 'Team assessments' },
	...{ teamEvidence: 'Evidence given for a team', plans: 'Plans', reminders: 'Reminders' },
	...{ training: 'Training', target: 'Target', savedReports: 'Saved reports' },
	...{ reportMails: 'Reports by mail', exports: 'Files that they took along', log: 'Audit log' },
}

/** `startedOn` as `Started on`. */
const wordsOf = (key: string): string => {
	const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
	return words.charAt(0).toUpperCase() + words.slice(1)
}
const isThing = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
const isBlank = (value: unknown): boolean =>
	value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)

/** A thing in one line, without what is blank. */
function sentenceOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(sentenceOf).join('; ')
	if (!isThing(value)) return String(value)
	return Object.entries(value)
		.filter(([, one]) => !isBlank(one))
		.map(([key, one]) => `${wordsOf(key)}: ${sentenceOf(one)}`)
		.join(', ')
}

/** The same as the JSON holds, line by line and in its order; what is blank is left out. */
export function listRecordLines(record: PersonRecord): RecordLine[] {
	const lines: RecordLine[] = []
	const add = (heading: string, what: string, value: unknown): void => {
		if (isBlank(value)) return
		if (Array.isArray(value)) {
			for (const [index, one] of value.entries()) {
				const number = value.length > 1 ? `${what} ${index + 1}` : what
				lines.push({ heading, what: number, says: sentenceOf(one) })
			}
		} else if (isThing(value)) {
			for (const [key, one] of Object.entries(value)) add(heading, wordsOf(key), one)
		} else lines.push({ heading, what, says: String(value) })
	}
	for (const [key, value] of Object.entries(record)) {
		const heading = headings[key as keyof PersonRecord]
		if (key !== 'participations') {
			add(heading, wordsOf(key), value)
			continue
		}
		for (const { cycle, ...rest } of record.participations) add(`${heading} ${cycle}`, '', rest)
	}
	return lines
}
