import { z } from 'zod'
import { readNumberAsItIs } from '#app/domain/import/read-number.ts'
import { cleanCell, nameKey } from '#app/domain/roster/clean-cell.ts'
import { arrangeSteps, readStepCode, stepCode } from './step-code.ts'
import type { TopicColumn } from './topic-columns.ts'
import { currencyMissing, topicFields } from './topic-fields.ts'
import type { TopicInput, TrainingTopic } from './topic.ts'
import { topicKindNames, topicKinds, topicLimits } from './topic.ts'

/** What the words of a file are looked up in. */
export type TopicVocabulary = {
	families: readonly { id: string; key: string; name: string }[]
	/** Codes of the steps that the account's newest rubric has. */
	steps: ReadonlySet<string>
}

export type ReadTopic =
	| { ok: true; input: TopicInput; isArchived: boolean }
	| { ok: false; errors: { column: TopicColumn; message: string }[] }

const schema = z.object(topicFields)

/** A text as it was written, without the apostrophe that an export sets before what a spreadsheet would take for a formula. */
const plainText = (cell: string): string =>
	cell
		.replace(/\r\n?/g, '\n')
		.trim()
		.replace(/^'(?=[=+\-@\t])/, '')

/**
 * What a row of a file says of an entry. A column that the file has not leaves its field as it is; an empty cell empties it.
 *
 * @param cells the cells of the columns that the file has
 * @param before the entry that has the row's key; null for a new one
 */
export function readTopicRow(
	cells: Readonly<Partial<Record<TopicColumn, string>>>,
	before: TrainingTopic | null,
	vocabulary: TopicVocabulary,
): ReadTopic {
	const errors: { column: TopicColumn; message: string }[] = []
	const refuse = (column: TopicColumn, message: string) => void errors.push({ column, message })

	const text = (column: 'title' | 'description' | 'provider' | 'link') => {
		const cell = cells[column]
		return cell === undefined ? (before?.[column] ?? undefined) : plainText(cell) || undefined
	}
	const figure = (column: 'hours' | 'cost' | 'capacity') => {
		const cell = cells[column]
		if (cell === undefined) return before?.[column] ?? undefined
		const read = readNumberAsItIs(cell)
		if (read.ok) return Number(read.text)
		if (read.problem === 'either')
			refuse(
				column,
				`“${cleanCell(cell)}” can be read as two numbers. Leave out the signs between thousands.`,
			)
		else if (read.problem !== 'blank')
			refuse(column, `“${cleanCell(cell)}” is no number. Write it such as 4 or 1.5.`)
		return undefined
	}
	const given = {
		title: text('title'),
		description: text('description') ?? '',
		provider: text('provider') ?? '',
		link: text('link'),
		kind: cells.kind === undefined ? before?.kind : readKind(cells.kind),
		hours: figure('hours'),
		cost: figure('cost'),
		capacity: figure('capacity'),
		currency:
			cells.currency === undefined ? (before?.currency ?? undefined) : cleanCell(cells.currency) || undefined,
	}
	const familyIds =
		cells.families === undefined ? before?.families.map(({ id }) => id) : readFamilies(cells.families)
	const steps = cells.steps === undefined ? before?.steps : readSteps(cells.steps)
	const isArchived = cells.archived === undefined ? before?.isArchived : readYesOrNo(cells.archived)

	const parsed = schema.safeParse(given)
	for (const { path, message } of parsed.error?.issues ?? []) {
		const column = path[0] as TopicColumn
		if (!errors.some((error) => error.column === column)) refuse(column, message)
	}
	if (!parsed.success || errors.length > 0) return { ok: false, errors }
	const { hours = null, cost = null, link = null, capacity = null, currency = null, ...texts } = parsed.data
	if (cost !== null && currency === null) {
		return { ok: false, errors: [{ column: 'currency', message: currencyMissing }] }
	}
	return {
		ok: true,
		input: {
			...{ ...texts, hours, cost, link, capacity },
			currency: cost === null ? null : currency,
			familyIds: familyIds ?? [],
			steps: arrangeSteps(steps ?? []),
		},
		isArchived: isArchived ?? false,
	}

	function readKind(cell: string) {
		const key = nameKey(cell)
		return topicKinds.find((kind) => kind === key || nameKey(topicKindNames[kind]) === key)
	}

	function readFamilies(cell: string): string[] {
		const names = cell.split(/[;|\n]/).map(cleanCell)
		return names.flatMap((name) => {
			if (name === '') return []
			const key = nameKey(name)
			const family = vocabulary.families.find((one) => one.key === key || nameKey(one.name) === key)
			if (family) return [family.id]
			refuse('families', `There is no role family “${name}”.`)
			return []
		})
	}

	function readSteps(cell: string) {
		const codes = cell.split(/[;|\s]+|,(?=\D)/).filter((code) => code !== '')
		if (codes.length > topicLimits.steps) refuse('steps', 'A topic has room for 500 steps.')
		const kept = new Set(before?.steps.map(stepCode))
		return codes.slice(0, topicLimits.steps).flatMap((code) => {
			const step = readStepCode(code)
			if (step && (vocabulary.steps.has(stepCode(step)) || kept.has(stepCode(step)))) return [step]
			refuse(
				'steps',
				`“${code}” is no step. Write a question and the tier where the step begins, such as ${[...vocabulary.steps].at(1) ?? 'design.produce:1'}.`,
			)
			return []
		})
	}

	function readYesOrNo(cell: string): boolean {
		const word = nameKey(cell)
		if (['yes', 'true', '1', 'x'].includes(word)) return true
		if (!['', 'no', 'false', '0'].includes(word)) refuse('archived', 'Write yes or no.')
		return false
	}
}
