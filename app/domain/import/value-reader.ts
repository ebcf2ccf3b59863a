import type { Grain } from '#app/domain/metric/period.ts'
import { cleanCell } from '#app/domain/roster/clean-cell.ts'
import { findMetric } from './find-metric.ts'
import type { MetricImportKind } from './import-kind.ts'
import type { ImportMetric } from './mapping-problems.ts'
import type { MetricMapping } from './metric-mapping.ts'
import { periodWords, readPeriod } from './read-period.ts'
import { quote, readValue } from './read-value.ts'
import type { FileRow, MetricRow } from './spread-row.ts'
import { spreadRow } from './spread-row.ts'
import type { SubjectIndex } from './subject-index.ts'
import { subjectWords } from './subject-index.ts'

export type ImportValue = {
	metric: ImportMetric
	subject: number
	startsOn: string
	grain: Grain
	value: string
	weight: string | null
}

/** Why a value is refused, and the column that is at fault; -1 for the row as a whole. */
export type ValueRefusal = {
	column: number
	message: string
	/** It is of somebody who was erased: passed over, and counted. */
	isErased?: true
	/** A text that means nobody or nothing here. */
	unknown?: { what: 'subjects' | 'metrics'; text: string }
	/** What has to be asked of the file for a cell like this one. */
	open?: { about: 'decimal'; text: string } | { about: 'percent'; metric: string; text: string }
}

type Read<T> = { is: T; refusal?: undefined } | { refusal: Omit<ValueRefusal, 'column'> }

/** A file says the same few texts again and again; of one that does not, no more than this is kept. */
const mostKept = 50_000

class Known<T> {
	readonly #read: (text: string) => Read<T>
	readonly #known = new Map<string, Read<T>>()

	constructor(read: (text: string) => Read<T>) {
		this.#read = read
	}

	of(text: string): Read<T> {
		const before = this.#known.get(text)
		if (before) return before
		const read = this.#read(text)
		if (this.#known.size >= mostKept) this.#known.clear()
		if (text.length < 200) this.#known.set(text, read)
		return read
	}
}

/** Reads the values of the rows of a file. What is wrong is refused with its column and its reason. */
export class ValueReader {
	readonly #layout: { kind: MetricImportKind; mapping: MetricMapping; header: readonly string[] }
	readonly #metric: Known<ImportMetric>
	readonly #subject: Known<number>
	readonly #period: Known<{ startsOn: string; grain: Grain }>

	constructor(of: {
		kind: MetricImportKind
		mapping: MetricMapping
		header: readonly string[]
		metrics: ReadonlyMap<string, ImportMetric>
		subjects: SubjectIndex
	}) {
		const { kind, mapping, header, metrics, subjects } = of
		this.#layout = { kind, mapping, header }
		this.#metric = new Known<ImportMetric>((text) => {
			const metric = findMetric(text, metrics, mapping.metricOf)
			if (metric) return { is: metric }
			const clean = cleanCell(text)
			if (clean === '') return { refusal: { message: 'It is not said which metric the value is of.' } }
			return {
				refusal: {
					message: `There is no metric ${quote(clean)}.`,
					unknown: { what: 'metrics', text: clean },
				},
			}
		})
		const { is } = mapping.subject
		this.#subject = new Known<number>((text) => {
			const found = subjects.find(text, is)
			if (found.ok) return { is: found.n }
			if (found.problem === 'erased') return { refusal: { message: '', isErased: true } }
			const clean = cleanCell(text)
			const message = subjectWords[found.problem][is](quote(clean))
			return {
				refusal:
					found.problem === 'unknown' ? { message, unknown: { what: 'subjects', text: clean } } : { message },
			}
		})
		this.#period = new Known<{ startsOn: string; grain: Grain }>((text) => {
			const read = readPeriod(text, mapping)
			return read.ok
				? { is: read }
				: { refusal: { message: periodWords[read.problem](quote(cleanCell(text))) } }
		})
	}

	/** Gives every value of a row to one of the two. */
	read(
		row: FileRow,
		onValue: (value: ImportValue, at: number) => void,
		onRefusal: (refusal: ValueRefusal) => void,
	): void {
		let values = 0
		for (const found of spreadRow(this.#layout, row)) {
			values += 1
			const value = this.#readOne(found)
			if ('metric' in value) onValue(value, found.at.value)
			else onRefusal(value)
		}
		if (values === 0) onRefusal({ column: -1, message: 'There is no value in any column of this row.' })
	}

	#readOne(row: MetricRow): ImportValue | ValueRefusal {
		const { at } = row
		const subject = this.#subject.of(row.subject)
		if (subject.refusal) return { column: at.subject, ...subject.refusal }
		const metric = this.#metric.of(row.metric)
		if (metric.refusal) return { column: at.metric, ...metric.refusal }
		const period = this.#period.of(row.period)
		if (period.refusal) return { column: at.period, ...period.refusal }
		const { decimal, percents } = this.#layout.mapping
		const { key } = metric.is
		const percent = Object.hasOwn(percents, key) ? percents[key] : undefined
		const value = readValue(row, metric.is, { decimal, percent })
		if (!value.ok) {
			const refusal = { column: at[value.at], message: value.message }
			const text = row[value.at]
			if (value.open === 'percent') return { ...refusal, open: { about: value.open, metric: key, text } }
			return value.open ? { ...refusal, open: { about: value.open, text } } : refusal
		}
		const { startsOn, grain } = period.is
		return {
			metric: metric.is,
			subject: subject.is,
			startsOn,
			grain,
			value: value.value,
			weight: value.weight,
		}
	}
}
