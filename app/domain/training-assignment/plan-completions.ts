import { remarkHeaders } from '#app/domain/import/remark-headers.ts'
import { cleanCell, nameKey } from '#app/domain/roster/clean-cell.ts'
import { parseRosterDate, sniffDateOrder } from '#app/domain/roster/roster-date.ts'
import type { CompletionColumn } from './completion-columns.ts'
import { findCompletionColumn } from './completion-columns.ts'

type Row = { row: number; cells: readonly string[] }

/** What the words of a file are looked up in. */
export type CompletionVocabulary = {
	members: readonly { id: string; name: string; email: string | null; externalId: string | null }[]
	topics: readonly { id: string; key: string; title: string }[]
	/** What people have of these topics and is not dropped. */
	held: readonly {
		memberId: string
		topicId: string
		state: string
		doneOn: string | null
		version: number
	}[]
	/** Where the account is. */
	today: string
}

/** What a good row would do. */
export type PlannedCompletion = {
	row: number
	memberId: string
	memberName: string
	topicId: string
	topicTitle: string
	doneOn: string
	/** `added`: nobody had given it; `finished`: it was given; `moved`: it was done on another day; `same`: nothing. */
	does: 'added' | 'finished' | 'moved' | 'same'
	/** Of the assignment that is there; 0 where there is none. */
	version: number
}

export type CompletionRowError = { row: number; column: CompletionColumn; message: string }

export type CompletionPlan = {
	rows: PlannedCompletion[]
	errors: CompletionRowError[]
	/** Columns of the file that mean nothing here. */
	ignored: string[]
}

export type CompletionFileProblem =
	{ kind: 'no-rows' | 'no-member' | 'no-topic' | 'no-day' } | { kind: 'twice'; column: CompletionColumn }

/** The columns of a file's header that are known, by their place. */
function findColumns(header: readonly string[]) {
	const columns = new Map<CompletionColumn, number>()
	const ignored: string[] = []
	for (const [index, cell] of header.entries()) {
		const name = cleanCell(cell)
		const column = findCompletionColumn(name)
		if (column && columns.has(column)) return { ok: false as const, column }
		if (column) columns.set(column, index)
		else if (name !== '' && name !== remarkHeaders.row && name !== remarkHeaders.reason) ignored.push(name)
	}
	return { ok: true as const, columns, ignored }
}

/** The texts by which a file names people, for looking them up; e-mails in small letters. */
export function completionPeople([header, ...rows]: readonly Row[]): {
	externalIds: string[]
	emails: string[]
} {
	const found = findColumns(header?.cells ?? [])
	const of = (column: CompletionColumn) => {
		const index = found.ok ? found.columns.get(column) : undefined
		return index === undefined ? [] : [...new Set(rows.map(({ cells }) => cleanCell(cells[index])))]
	}
	return { externalIds: of('employee id'), emails: of('email').map((text) => text.toLowerCase()) }
}

/**
 * What a file of completions would do, row by row. What is wrong with the file as a whole is returned as a problem, and what is
 * wrong with a row refuses that row alone.
 */
export function planCompletions(
	records: readonly Row[],
	vocabulary: CompletionVocabulary,
): { ok: true; plan: CompletionPlan } | { ok: false; problem: CompletionFileProblem } {
	const [header, ...rows] = records
	const found = findColumns(header?.cells ?? [])
	if (!found.ok) return { ok: false, problem: { kind: 'twice', column: found.column } }
	const { columns, ignored } = found
	if (!columns.has('employee id') && !columns.has('email'))
		return { ok: false, problem: { kind: 'no-member' } }
	if (!columns.has('topic')) return { ok: false, problem: { kind: 'no-topic' } }
	if (!columns.has('done on')) return { ok: false, problem: { kind: 'no-day' } }
	if (rows.length === 0) return { ok: false, problem: { kind: 'no-rows' } }

	const cellOf = ({ cells }: Row, column: CompletionColumn) => {
		const index = columns.get(column)
		return index === undefined ? '' : cleanCell(cells[index])
	}
	const look = lookUp(vocabulary)
	const sniffed = sniffDateOrder(rows.map((row) => cellOf(row, 'done on')))
	const order = sniffed === 'unneeded' || sniffed === 'ask' ? null : sniffed
	const plan: CompletionPlan = { rows: [], errors: [], ignored }
	const firstRows = new Map<string, number>()
	for (const record of rows) {
		const { row } = record
		const errors: CompletionRowError[] = []
		const refuse = (column: CompletionColumn, message: string) => {
			errors.push({ row, column, message })
			return null
		}
		const member = look.member(cellOf(record, 'employee id'), cellOf(record, 'email'), refuse)
		const topic = look.topic(cellOf(record, 'topic'), refuse)
		const doneOn = readDay(cellOf(record, 'done on'), order, vocabulary.today, refuse)
		if (member && topic && doneOn !== null) {
			const pair = `${member.id} ${topic.id}`
			const first = firstRows.get(pair)
			if (first !== undefined) refuse('topic', `Row ${first} says it of the same person already.`)
			firstRows.set(pair, first ?? row)
			const held = look.held.get(pair)
			const does = !held
				? 'added'
				: held.state !== 'done'
					? 'finished'
					: held.doneOn === doneOn
						? 'same'
						: 'moved'
			if (errors.length === 0) {
				const names = {
					memberId: member.id,
					memberName: member.name,
					topicId: topic.id,
					topicTitle: topic.title,
				}
				plan.rows.push({ row, ...names, doneOn, does, version: held?.version ?? 0 })
			}
		}
		plan.errors.push(...errors)
	}
	return { ok: true, plan }
}

type Refuse = (column: CompletionColumn, message: string) => null

function lookUp({ members, topics, held }: CompletionVocabulary) {
	const byId = new Map(
		members.flatMap((one) => (one.externalId === null ? [] : [[one.externalId, one] as const])),
	)
	const byEmail = new Map(members.flatMap((one) => (one.email === null ? [] : [[one.email, one] as const])))
	const byKey = new Map(topics.map((topic) => [topic.key, topic]))
	const byTitle = Map.groupBy(topics, ({ title }) => nameKey(title))
	return {
		held: new Map(held.map((one) => [`${one.memberId} ${one.topicId}`, one])),
		member(externalId: string, email: string, refuse: Refuse) {
			if (externalId === '' && email === '')
				return refuse('employee id', 'Say who it was: an employee id or an e-mail.')
			const ofId = externalId === '' ? undefined : byId.get(externalId)
			const ofEmail = email === '' ? undefined : byEmail.get(email.toLowerCase())
			if (externalId !== '' && !ofId)
				return refuse('employee id', `Nobody has the employee id “${externalId}”.`)
			if (email !== '' && !ofEmail) return refuse('email', `Nobody has the e-mail “${email}”.`)
			if (ofId && ofEmail && ofId.id !== ofEmail.id) {
				return refuse('email', 'The employee id and the e-mail are of two different people.')
			}
			return ofId ?? ofEmail ?? null
		},
		topic(text: string, refuse: Refuse) {
			if (text === '') return refuse('topic', 'Name a topic by its key or its title.')
			const topic = byKey.get(text.toLowerCase())
			const [one, ...more] = topic ? [topic] : (byTitle.get(nameKey(text)) ?? [])
			if (!one) return refuse('topic', `The catalogue has no topic “${text}”.`)
			return more.length === 0
				? one
				: refuse('topic', `Several topics are called “${text}”. Write the key of one.`)
		},
	}
}

function readDay(
	text: string,
	order: Parameters<typeof parseRosterDate>[1],
	today: string,
	refuse: Refuse,
): string | null {
	if (text === '') return refuse('done on', 'Enter the day on which it was done.')
	const read = parseRosterDate(text, order)
	if (read.ok) return read.date <= today ? read.date : refuse('done on', `${read.date} is a day to come.`)
	return refuse(
		'done on',
		read.problem === 'ambiguous'
			? `“${text}” can be read as two days. Write it as YYYY-MM-DD.`
			: `“${text}” is no day. Write it as YYYY-MM-DD.`,
	)
}
