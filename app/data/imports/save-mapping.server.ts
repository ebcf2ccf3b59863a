import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import { mappingProblems } from '#app/domain/import/mapping-problems.ts'
import type { ImportQuestion } from '#app/domain/import/import-question.ts'
import { openQuestions } from '#app/domain/import/open-questions.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { fingerprintHeader } from '#app/data/roster-import-row.server.ts'
import { findImportWork } from './find-import-work.server.ts'
import { selectMetricImport } from './import-row.server.ts'
import { selectMetrics } from './select-metrics.server.ts'

export type SavedMapping =
	| { ok: true }
	| { ok: false; reason: 'gone' | 'settled' }
	/** With a question open it is kept all the same, and asked again. */
	| { ok: false; reason: 'unusable'; problems: string[]; questions: ImportQuestion[] }

/** Sets how an import of metrics is read, and remembers it for the next file with the same headers. */
export async function saveMapping(
	scope: AccountScope,
	{ importId, mapping }: { importId: string; mapping: MetricMapping },
): Promise<SavedMapping> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		if (await findImportWork(transaction, scope, importId)) return { ok: false, reason: 'settled' }
		const row = await selectMetricImport(transaction, scope, importId, 'FOR NO KEY UPDATE')
		if (!row) return { ok: false, reason: 'gone' }
		if (row.state !== 'uploaded' && row.state !== 'mapped') return { ok: false, reason: 'settled' }
		const { kind, summary } = row
		const metrics = await selectMetrics(transaction, scope)
		const problems = mappingProblems(mapping, { kind, columns: summary.header.length, metrics })
		const { questions } = openQuestions({ kind, mapping, metrics, summary })
		if (problems.length > 0) return { ok: false, reason: 'unusable', problems, questions }
		const isUsable = questions.length === 0
		await sql.query(
			`UPDATE import SET mapping = $3, state = $4, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, importId, JSON.stringify(mapping), isUsable ? 'mapped' : 'uploaded'],
		)
		if (!isUsable) return { ok: false, reason: 'unusable', problems, questions }
		await sql.query(
			`INSERT INTO saved_mapping (account_id, kind, fingerprint, mapping) VALUES ($1, $2, $3, $4)
			 ON CONFLICT (account_id, kind, fingerprint) DO UPDATE SET mapping = EXCLUDED.mapping, updated_at = now()`,
			[
				scope.accountId,
				kind satisfies MetricImportKind,
				fingerprintHeader(summary.header),
				JSON.stringify(mapping),
			],
		)
		return { ok: true }
	})
}
