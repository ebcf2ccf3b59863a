import type { FileRecord } from '#app/data/connectors/connector.ts'
import { connectors } from '#app/data/connectors/connectors.server.ts'
import { decodeChunks } from '#app/data/connectors/decode-chunks.server.ts'
import { describeFile } from '#app/data/connectors/describe-file.server.ts'
import { ByteLook } from '#app/data/imports/byte-look.server.ts'
import type { DeskEnd, DeskPass } from '#app/data/imports/import-desk.server.ts'
import { ImportDesk } from '#app/data/imports/import-desk.server.ts'
import { headSize } from '#app/data/imports/lay-file.server.ts'
import { answerByFile } from '#app/domain/import/guess-mapping.ts'
import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { ImportMetric } from '#app/domain/import/mapping-problems.ts'
import { inChunks } from './importing-company.ts'

export const someMetrics: ImportMetric[] = [
	{ id: 'a', key: 'prs-merged', name: 'Pull requests merged', unit: 'count', aggregation: 'sum' },
	{ id: 'b', key: 'confidence', name: 'Confidence', unit: 'share', aggregation: 'weighted_mean' },
	{ id: 'c', key: 'edited', name: 'Share edited', unit: 'share', aggregation: 'ratio_of_sums' },
	{ id: 'd', key: 'margin', name: 'Margin', unit: 'money', aggregation: 'sum' },
]
const metrics = new Map(someMetrics.map((metric) => [metric.key, metric]))

const subjects = JSON.stringify([
	{ kind: 'account', n: 0, name: 'Acme' },
	{ kind: 'team', n: 1, name: 'Sales', parent: null, isArchived: false },
	{ kind: 'team', n: 2, name: 'Core', parent: 1, isArchived: false },
	...Array.from({ length: 20 }, (_, n) => ({
		...{
			kind: 'member',
			n: n + 3,
			email: `person${n}@example.com`,
			externalId: `E${n}`,
			logins: [`login${n}`],
		},
	})),
])

export type ReadFile =
	| { ok: false; problem: ImportProblem }
	| {
			ok: true
			kind: MetricImportKind
			header: string[]
			/** Rows for COPY. */
			rows: string[]
			values: DeskEnd & { ok: true }
			refused: DeskEnd & { ok: true }
			csv: string
			records: FileRecord[]
	  }

/** All of the way of a file from its bytes to rows, without a database. */
export async function readInMemory(bytes: Uint8Array, pieceSize: number): Promise<ReadFile> {
	const look = new ByteLook()
	for await (const chunk of inChunks(bytes, pieceSize)) look.add(chunk)
	const found = look.end()
	if (!found.ok) return found
	const { encoding } = found
	const head = bytes.subarray(0, headSize)
	const described = describeFile({ head, isWhole: head.length === bytes.length, encoding })
	if (!described.ok) return described
	const { kind, delimiter, header, sample } = described
	const shape = { delimiter, header, sample }
	const guessed = connectors[kind].guess(shape, metrics)
	const answered = answerByFile({ kind, mapping: guessed, metrics, summary: shape })
	const desk = new ImportDesk({
		...{ kind, encoding, delimiter, header, metrics: someMetrics, erased: null },
		mapping: { ...answered, grain: answered.grain ?? 'day' },
	})
	desk.addSubjects(subjects)
	const pass = async (which: DeskPass) => {
		desk.begin(which)
		const parts: Uint8Array[] = []
		for await (const piece of inChunks(bytes, pieceSize)) parts.push((await desk.step(piece)).bytes)
		const { last, end } = await desk.end()
		return { text: Buffer.concat([...parts, last.bytes]).toString('utf8'), end }
	}
	const values = await pass('values')
	if (!values.end.ok) return values.end
	const refused = await pass('refused')
	if (!refused.end.ok) return refused.end
	const records: FileRecord[] = []
	for await (const some of connectors[kind].read(decodeChunks(inChunks(bytes, pieceSize), encoding), shape))
		records.push(...some)
	const rows = values.text.split('\n').slice(0, -1)
	return {
		ok: true,
		kind,
		header,
		rows,
		values: values.end,
		refused: refused.end,
		csv: refused.text,
		records,
	}
}
