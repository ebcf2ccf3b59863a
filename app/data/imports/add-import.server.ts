import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import { importLimits } from '#app/domain/import/import-kind.ts'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import { answerByFile } from '#app/domain/import/guess-mapping.ts'
import { mappingProblems } from '#app/domain/import/mapping-problems.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import { openQuestions } from '#app/domain/import/open-questions.ts'
import { connectors } from '#app/data/connectors/connectors.server.ts'
import { describeFile } from '#app/data/connectors/describe-file.server.ts'
import type { DescribedFile } from '#app/data/connectors/describe-file.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { storableText } from '#app/lib/storable-text.ts'
import { findSameFile } from './find-same-file.server.ts'
import type { SameFile } from './find-same-file.server.ts'
import type { ImportSummary } from './import-row.server.ts'
import { findSavedMapping } from './find-saved-mapping.server.ts'
import { layFile } from './lay-file.server.ts'
import type { LaidFile } from './lay-file.server.ts'
import { removeUnfinishedImport } from './remove-unfinished-import.server.ts'
import { selectMetrics } from './select-metrics.server.ts'

export type AddImport = {
	fileName: string
	/** The bytes as they come: they are kept piece by piece, never all of them in memory. */
	content: AsyncIterable<Uint8Array>
	/** What the file is; sniffed where nobody has said. */
	kind?: MetricImportKind | undefined
	/** How it is read, where the sender knows; else as the last file with these headers was, or as its headers suggest. */
	mapping?: MetricMapping | undefined
	/** Of the form: the same again answers with the same import. */
	idempotencyKey?: string | undefined
}

export type AddedImport =
	| {
			ok: true
			importId: string
			kind: MetricImportKind
			/** Its mapping is complete, so that it can be looked at what it would do, or applied, at once. */
			isMapped: boolean
			/** The very same bytes were there before. */
			sameAs: SameFile | null
	  }
	| { ok: false; problem: ImportProblem }

/** Keeps a file of metrics as it comes, mapped as far as is known. What is wrong with the file as a whole is returned. */
export async function addImport(scope: AccountScope, of: AddImport): Promise<AddedImport> {
	const laid = await layFile(scope, { ...of, maxBytes: importLimits.bytes })
	let added: AddedImport | undefined
	try {
		if (laid.ok) {
			const described = describeFile({ ...laid, kind: of.kind })
			added = described.ok ? await complete(scope, of, laid, described) : described
		} else added = { ok: false, problem: laid.problem }
		return added
	} finally {
		// Refused, broken off, or the same form once more: then it is the one that was kept before.
		if (!added?.ok || added.importId !== laid.importId) await removeUnfinishedImport(scope, laid.importId)
	}
}

/** Makes an import of a file that is there as a whole. */
async function complete(
	scope: AccountScope,
	{ mapping: given, idempotencyKey }: AddImport,
	laid: LaidFile,
	{ kind, ...shape }: DescribedFile & { ok: true },
): Promise<AddedImport> {
	const { importId, sha256, bytes, pieces, encoding } = laid
	const { delimiter, sample } = shape
	const header = shape.header.map((name) => storableText(name.slice(0, 200)))
	const summary: ImportSummary = {
		bytes,
		pieces,
		encoding,
		delimiter,
		header,
		sample: sample.map((cells) => cells.map(clip)),
	}
	return withAccount(scope, async (transaction) => {
		const metrics = await selectMetrics(transaction, scope)
		const sameAs = await findSameFile(transaction, scope, { id: importId, kind, sha256 })
		const saved = given ?? (await findSavedMapping(transaction, scope, { kind, header, metrics }))
		const guessed = saved ?? connectors[kind].guess(shape, metrics)
		const mapping = given ?? answerByFile({ kind, mapping: guessed, metrics, summary: shape })
		const isMapped =
			mappingProblems(mapping, { kind, columns: header.length, metrics }).length === 0 &&
			openQuestions({ kind, mapping, metrics, summary: shape }).questions.length === 0
		const add = async () => {
			await transaction.sql.query(
				`UPDATE import SET kind = $3, state = $4, sha256 = $5, summary = $6, mapping = $7, created_at = now()
				 WHERE account_id = $1 AND id = $2`,
				[
					scope.accountId,
					importId,
					kind,
					isMapped ? 'mapped' : 'uploaded',
					sha256,
					JSON.stringify(summary),
					JSON.stringify(mapping),
				],
			)
			return { importId, kind, isMapped }
		}
		const kept = idempotencyKey
			? await runOnce(transaction, scope, { key: idempotencyKey, action: 'import.add' }, add)
			: await add()
		return { ok: true, ...kept, sameAs: sameAs?.importId === kept.importId ? null : sameAs }
	})
}

/** What a page shows of a cell, and enough to tell what it is. */
const clip = (cell: string): string =>
	(cell.length > 60 ? `${cell.slice(0, 59)}…` : cell).replaceAll('\0', '')
