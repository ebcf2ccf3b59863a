import { remarkHeaders } from '#app/domain/import/remark-headers.ts'
import { cleanCell } from '#app/domain/roster/clean-cell.ts'
import type { TopicField } from './changed-fields.ts'
import { changedTopicFields } from './changed-fields.ts'
import type { TopicVocabulary } from './read-topic-row.ts'
import { readTopicRow } from './read-topic-row.ts'
import type { TopicColumn } from './topic-columns.ts'
import { topicColumnNames } from './topic-columns.ts'
import { topicKeyField } from './topic-fields.ts'
import type { TopicInput, TrainingTopic } from './topic.ts'
import { topicLimits } from './topic.ts'

type Row = { row: number; cells: readonly string[] }

/** What a good row would do. */
export type PlannedTopic = {
	row: number
	key: string
	input: TopicInput
	isArchived: boolean
	/** The entry that has the key; null for a new one. */
	before: TrainingTopic | null
	/** What changes; empty for a new one and for one that stays as it is. */
	fields: (TopicField | 'archived')[]
}

export type TopicRowError = { row: number; column: TopicColumn; message: string }

export type TopicPlan = {
	added: PlannedTopic[]
	changed: PlannedTopic[]
	unchanged: PlannedTopic[]
	errors: TopicRowError[]
	/** Columns of the file that mean nothing here. */
	ignored: string[]
}

export type TopicFileProblem = { kind: 'no-rows' | 'no-key' } | { kind: 'twice'; column: TopicColumn }

/** The columns of a file's header that are known, by their place. */
function findColumns(header: readonly string[]) {
	const columns = new Map<TopicColumn, number>()
	const ignored: string[] = []
	for (const [index, cell] of header.entries()) {
		const name = cleanCell(cell)
		const column = topicColumnNames.find((one) => one === name.toLowerCase())
		if (column && columns.has(column)) return { ok: false as const, column }
		if (column) columns.set(column, index)
		else if (name !== '' && name !== remarkHeaders.row && name !== remarkHeaders.reason) ignored.push(name)
	}
	return { ok: true as const, columns, ignored }
}

/**
 * What a file would do to a catalogue, row by row: entries are found again by their key. What is wrong with the file as a whole is
 * returned as a problem, and what is wrong with a row refuses that row alone.
 */
export function planTopics(
	[header, ...rows]: readonly Row[],
	of: { topics: readonly TrainingTopic[]; vocabulary: TopicVocabulary },
): { ok: true; plan: TopicPlan } | { ok: false; problem: TopicFileProblem } {
	const found = findColumns(header?.cells ?? [])
	if (!found.ok) return { ok: false, problem: { kind: 'twice', column: found.column } }
	const { columns, ignored } = found
	if (!columns.has('key')) return { ok: false, problem: { kind: 'no-key' } }
	if (rows.length === 0) return { ok: false, problem: { kind: 'no-rows' } }

	const plan: TopicPlan = { added: [], changed: [], unchanged: [], errors: [], ignored }
	const known = new Map(of.topics.map((topic) => [topic.key, topic]))
	const firstRows = new Map<string, number>()
	for (const { row, cells } of rows) {
		const refuse = (column: TopicColumn, message: string) => void plan.errors.push({ row, column, message })
		const cellsOf = Object.fromEntries([...columns].map(([column, index]) => [column, cells[index] ?? '']))
		const key = topicKeyField.safeParse(cleanCell(cellsOf.key))
		if (!key.success) {
			refuse('key', key.error.issues[0]?.message ?? '')
			continue
		}
		const first = firstRows.get(key.data)
		if (first !== undefined) {
			refuse('key', `Row ${first} has this key already.`)
			continue
		}
		firstRows.set(key.data, row)
		const before = known.get(key.data) ?? null
		const read = readTopicRow(cellsOf, before, of.vocabulary)
		if (!read.ok) {
			for (const { column, message } of read.errors) refuse(column, message)
			continue
		}
		if (before === null && known.size + plan.added.length >= topicLimits.topics) {
			refuse('key', `A catalogue has room for ${topicLimits.topics.toLocaleString('en')} entries.`)
			continue
		}
		const { input, isArchived } = read
		const fields = before && [
			...changedTopicFields(before, input),
			...(before.isArchived === isArchived ? [] : (['archived'] as const)),
		]
		const planned = { row, key: key.data, input, isArchived, before, fields: fields ?? [] }
		if (fields === null) plan.added.push(planned)
		else if (fields.length > 0) plan.changed.push(planned)
		else plan.unchanged.push(planned)
	}
	return { ok: true, plan }
}
