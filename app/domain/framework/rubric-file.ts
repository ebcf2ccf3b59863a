import { z } from 'zod'
import { checkRubricDraft } from './check-rubric-draft.ts'
import { cleanDraftText } from './clean-draft-text.ts'
import { slugSchema } from './keys.ts'
import { mostFileProblems } from './rubric-limits.ts'
import type { Rubric } from './rubric.ts'
import type { RubricDraft } from './rubric-draft.ts'
import { placeName } from './rubric-place.ts'
import { rubricSchema } from './rubric.ts'

/** What a file of a rubric says it is. docs/rubric-file.md describes the format for those who write one. */
export const rubricFileFormat = 'contour-rubric'
/** Grows when a reader of the version before would misread a file. */
export const rubricFileVersion = 1

const headSchema = z.looseObject({
	format: z.literal(rubricFileFormat),
	formatVersion: z.int().min(1),
	/** Whose it is, as its address names the account; absent in a file that somebody wrote by hand. */
	account: slugSchema.optional(),
})

/** `path` as in JavaScript: `families[5].questions[1].options[2].text`; `place` the same in words, where the file tells it. */
export type RubricFileProblem = { path: string | null; place: string | null; message: string }

export type RubricFile = { ok: true; rubric: Rubric } | { ok: false; problems: RubricFileProblem[] }

export function formatRubricFile(rubric: Rubric | RubricDraft, account: string): string {
	const { key: _key, version, lens: _lens, ...content } = rubric
	const head = { format: rubricFileFormat, formatVersion: rubricFileVersion, account, version }
	return `${JSON.stringify({ ...head, ...content }, null, '\t')}\n`
}

type Reader = {
	/** Slug of the account that reads it. */
	account: string
	builtIn: Rubric
	/** The account's own role families. */
	ownFamilies: readonly { key: string; name: string }[]
}

/** Reads the bytes of a file. All that is wrong with it is said at once; nothing of a file with a problem is taken. */
export function readRubricFile(bytes: Uint8Array, reader: Reader): RubricFile {
	const refused = (message: string, path: string | null = null): RubricFile => ({
		ok: false,
		problems: [{ path, place: null, message }],
	})
	let json: unknown
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
		json = JSON.parse(text, (_, value: unknown) =>
			typeof value === 'string' ? cleanDraftText(value) : value,
		)
	} catch (error) {
		if (error instanceof SyntaxError) return refused(`This is no JSON: ${error.message}.`)
		return refused(
			// The stack ends before the brackets do.
			error instanceof RangeError
				? 'This is no rubric of Contour: its brackets are nested far too deep.'
				: 'This is no text in UTF-8. Save the file as UTF-8 and upload it again.',
		)
	}
	const head = headSchema.safeParse(json)
	if (!head.success) {
		const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined
		return format === rubricFileFormat
			? fromIssues(head.error.issues, json)
			: refused(`This is no rubric of Contour: it does not say "format": "${rubricFileFormat}".`, 'format')
	}
	const { format: _format, formatVersion, account, version: _version, ...content } = head.data
	if (formatVersion > rubricFileVersion) {
		return refused(
			`The file has format version ${formatVersion}, and this Contour reads up to ${rubricFileVersion}. Update Contour, or export the file from one like this.`,
			'formatVersion',
		)
	}
	if (account !== undefined && account !== reader.account) {
		return refused(
			`The file was exported from the account "${account}", and this is "${reader.account}": its own families mean nothing here. Import it there.`,
			'account',
		)
	}
	const { key, lens } = reader.builtIn
	const parsed = rubricSchema.safeParse({ key, version: 1, lens, ...content, source: reader.builtIn.source })
	if (!parsed.success) return fromIssues(parsed.error.issues, json)
	const problems = [...checkFamilies(parsed.data, reader), ...checkWords(parsed.data)]
	if (problems.length > 0) return { ok: false, problems }
	const names = new Map(reader.ownFamilies.map((family) => [family.key, family.name]))
	const families = parsed.data.families.map((family) => ({
		...family,
		name: names.get(family.key) ?? family.name,
	}))
	return { ok: true, rubric: { ...parsed.data, families } }
}

/** Every family is one of the account's, and every built-in one is there. */
function checkFamilies(rubric: Rubric, { builtIn, ownFamilies }: Reader): RubricFileProblem[] {
	const unknown = rubric.families.flatMap(({ key, name }, index) => {
		if ([...builtIn.families, ...ownFamilies].some((family) => family.key === key)) return []
		const message = `The account has no role family with the key "${key}". Add it to the draft first, then use the key of its export.`
		return [{ path: `families[${index}].key`, place: name, message }]
	})
	const missing = builtIn.families.flatMap(({ key, name }) => {
		if (rubric.families.some((family) => family.key === key)) return []
		const message = `The built-in family "${key}" is missing. Built-in families stay: leave it in the file as it was.`
		return [{ path: 'families', place: name, message }]
	})
	return [...unknown, ...missing]
}

/** What no schema sees: two options that say the same, words without a letter. */
function checkWords(rubric: Rubric): RubricFileProblem[] {
	return checkRubricDraft(rubric).map((problem) => {
		const { familyKey, questionNumber, field, message } = problem
		const family = rubric.families.findIndex(({ key }) => key === familyKey)
		const question =
			questionNumber === null ? '' : questionNumber === 0 ? '.entry' : `.questions[${questionNumber - 1}]`
		const isOption = field.startsWith('option-')
		const end = isOption ? `options[${Number(field.slice('option-'.length)) - 2}].text` : field
		const path = familyKey === null ? end : `families[${family}]${question}.${end}`
		return { path, place: placeName(problem), message }
	})
}

function fromIssues(issues: readonly z.core.$ZodIssue[], json: unknown): RubricFile {
	const problems = issues.slice(0, mostFileProblems).map(({ path, message }) => ({
		path: pathText(path),
		place: placeOf(path, json),
		message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
	}))
	return { ok: false, problems }
}

function pathText(path: readonly PropertyKey[]): string {
	return path
		.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
		.join('')
}

/** 'Finance, “How do you close a month?”, tier 2': as far as the file itself tells. */
function placeOf(path: readonly PropertyKey[], json: unknown): string | null {
	const words: string[] = []
	let at: unknown = json
	for (const step of path) {
		if (typeof at !== 'object' || at === null) break
		at = (at as Record<PropertyKey, unknown>)[step]
		if (typeof at !== 'object' || at === null) continue
		if ('halfSteps' in at && typeof at.halfSteps === 'number') words.push(`tier ${at.halfSteps / 2}`)
		else if ('questions' in at && 'name' in at && typeof at.name === 'string') words.push(short(at.name))
		else if ('managerText' in at && 'text' in at && typeof at.text === 'string')
			words.push(`“${short(at.text)}”`)
	}
	return words.length > 0 ? words.join(', ') : null
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
