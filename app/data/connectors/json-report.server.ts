import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import { guessReport } from '#app/domain/import/guess-mapping.ts'
import type { ReportValue } from '#app/domain/import/guess-mapping.ts'
import type { Connector, FileHead, FileRecord } from './connector.ts'
import { UnreadableFile } from './connector.ts'
import { ElementReader } from './element-reader.server.ts'
import { sampleSize } from './sample-size.ts'

const slice = 64 * 1024

export type JsonReport = {
	kind: MetricImportKind
	sniff: (head: FileHead) => number
	/** The field that holds the elements, or null where the file is a list of them. */
	list: string | null
	/** Of an element: the day that it is of, and the login that it is about. */
	period: string
	login: string | null
	/** The metric of each field, and what else is read of an element. */
	values: readonly ReportValue[]
	others?: readonly string[]
}

/** A connector for a JSON report whose fields are known: unknown ones are passed over. */
export function jsonReport({ kind, sniff, list, period, login, values, others = [] }: JsonReport): Connector {
	const header = [
		...new Set([...(login === null ? [] : [login]), period, ...values.map(({ field }) => field), ...others]),
	]
	const shape = { list, fields: header }
	return {
		kind,
		sniff,
		describe(head) {
			const reader = new ElementReader(shape)
			let sample: FileRecord[] = []
			try {
				sample = reader.write(Buffer.from(head.text))
				if (head.isWhole) reader.end()
			} catch (error) {
				if (!(error instanceof UnreadableFile)) throw error
				return { ok: false, problem: error.problem }
			}
			if (sample.length === 0)
				return { ok: false, problem: { kind: head.isWhole ? 'no-rows' : 'other-kind' } }
			const cells = sample.slice(0, sampleSize(header.length)).map((record) => record.cells)
			return { ok: true, delimiter: null, header, sample: cells }
		},
		guess: (_, metrics) => guessReport({ header, period, login, values }, metrics),
		async *read(chunks) {
			const reader = new ElementReader(shape)
			for await (const chunk of chunks) {
				for (let from = 0; from < chunk.length; from += slice) {
					const records = reader.write(chunk.subarray(from, from + slice))
					if (records.length > 0) yield records
				}
			}
			reader.end()
		},
	}
}
