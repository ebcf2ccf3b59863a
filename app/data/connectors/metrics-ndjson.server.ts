import { guessFields } from '#app/domain/import/guess-mapping.ts'
import { importLimits } from '#app/domain/import/import-kind.ts'
import type { Connector, FileRecord } from './connector.ts'
import { UnreadableFile } from './connector.ts'
import { sampleSize } from './sample-size.ts'

/** Lines that are read at once. */
const atOnce = 500

/** JSON in lines: an object for each value, or one with a field for each metric. Fields that are objects themselves are left out. */
export const metricsNdjson: Connector = {
	kind: 'metrics-ndjson',
	sniff({ text }) {
		const [line = ''] = text.trimStart().split('\n', 1)
		const fields = fieldsOf(line)
		return fields && [...fields.values()].some((value) => value !== null) ? 0.8 : 0
	},
	describe({ text, isWhole }) {
		const lines = text.split('\n')
		if (!isWhole) lines.pop()
		const seen = lines.filter((line) => line.trim() !== '').slice(0, sampleSize(20))
		if (seen.length === 0) {
			return {
				ok: false,
				problem: isWhole
					? { kind: 'empty' }
					: { kind: 'long-row', row: 1, limit: importLimits.rowCharacters },
			}
		}
		const rows = seen.map(fieldsOf).filter((fields) => fields !== null)
		if (rows.length === 0) return { ok: false, problem: { kind: 'broken-json', row: 1, column: 1 } }
		const names = new Set(
			rows.flatMap((fields) => [...fields].flatMap(([name, value]) => (value === null ? [] : [name]))),
		)
		const header = [...names]
		const { columns: limit } = importLimits
		if (header.length > limit)
			return { ok: false, problem: { kind: 'too-many-columns', columns: header.length, limit } }
		const sample = rows.map((fields) => header.map((name) => fields.get(name) ?? ''))
		return { ok: true, delimiter: null, header, sample }
	},
	guess: guessFields,
	async *read(chunks, { header }) {
		let records: FileRecord[] = []
		let row = 0
		for await (const line of linesOf(chunks)) {
			row += 1
			if (row > importLimits.rows)
				throw new UnreadableFile({ kind: 'too-many-rows', limit: importLimits.rows })
			if (line.trim() === '') continue
			const fields = fieldsOf(line)
			records.push(
				fields
					? { row, cells: header.map((name) => fields.get(name) ?? '') }
					: { row, cells: [line], broken: 'This line is no JSON object. Write one in each line.' },
			)
			if (records.length < atOnce) continue
			yield records
			records = []
		}
		if (records.length > 0) yield records
	},
}

class NumberText {
	readonly text: string

	constructor(text: string) {
		this.text = text
	}
}

/** The fields of a JSON object as they are written, numbers to their last digit; null for one that is no single value. */
function fieldsOf(line: string): Map<string, string | null> | null {
	try {
		const read: unknown = JSON.parse(line, (_, value: unknown, context?: { source?: string }) => {
			if (typeof value === 'number') return new NumberText(context?.source ?? String(value))
			return value
		})
		if (typeof read !== 'object' || read === null || Array.isArray(read) || read instanceof NumberText)
			return null
		return new Map(Object.entries(read).map(([name, value]) => [name, textOf(value)]))
	} catch {
		// No JSON, or deeper than the stack: either way this line is refused.
		return null
	}
}

function textOf(value: unknown): string | null {
	if (typeof value === 'string') return value
	if (typeof value === 'boolean') return String(value)
	if (value === null) return ''
	return value instanceof NumberText ? value.text : null
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder('utf-8')
	let rest = ''
	let row = 0
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
		rest = lines.pop() ?? ''
		row += lines.length
		yield* lines
		const limit = importLimits.rowCharacters
		if (rest.length > limit) throw new UnreadableFile({ kind: 'long-row', row: row + 1, limit })
	}
	yield rest + decoder.decode()
}
