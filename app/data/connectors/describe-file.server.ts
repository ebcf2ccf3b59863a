import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import { metricImportKinds } from '#app/domain/import/import-kind.ts'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { FileEncoding, FileShape } from './connector.ts'
import { connectors } from './connectors.server.ts'
import { decodeHead } from './decode-chunks.server.ts'

export type DescribedFile =
	({ ok: true; kind: MetricImportKind } & FileShape) | { ok: false; problem: ImportProblem }

/** What a file is, and what it is like, by its beginning. */
export function describeFile(of: {
	head: Uint8Array
	isWhole: boolean
	encoding: FileEncoding
	kind?: MetricImportKind | undefined
}): DescribedFile {
	const head = { text: decodeHead(of.head, of), isWhole: of.isWhole }
	if (head.text.trim() === '') return { ok: false, problem: { kind: 'empty' } }
	const kind = of.kind ?? sniffKind(head)
	if (!kind) {
		// What is wrong with it as the commonest kind says more than that it is none.
		const asCsv = connectors['metrics-wide'].describe(head)
		return { ok: false, problem: asCsv.ok ? { kind: 'unknown' } : asCsv.problem }
	}
	const described = connectors[kind].describe(head)
	if (described.ok) return { ...described, kind }
	const isOther =
		of.kind !== undefined && sniffKind(head) !== undefined && described.problem.kind === 'broken-json'
	return { ok: false, problem: isOther ? { kind: 'other-kind' } : described.problem }
}

function sniffKind(head: { text: string; isWhole: boolean }): MetricImportKind | undefined {
	let best: MetricImportKind | undefined
	let highest = 0
	for (const kind of metricImportKinds) {
		const score = connectors[kind].sniff(head)
		if (score > highest) [best, highest] = [kind, score]
	}
	return best
}
