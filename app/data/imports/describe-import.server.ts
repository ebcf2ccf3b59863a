import type { ImportMetric } from '#app/domain/import/mapping-problems.ts'
import { mappingProblems } from '#app/domain/import/mapping-problems.ts'
import type { ImportQuestion } from '#app/domain/import/import-question.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findSameFile } from './find-same-file.server.ts'
import type { SameFile } from './find-same-file.server.ts'
import type { MetricImportRow } from './import-row.server.ts'
import { selectMetricImport } from './import-row.server.ts'
import { openQuestions } from '#app/domain/import/open-questions.ts'
import { selectMetrics } from './select-metrics.server.ts'

export type DescribedImport = Omit<MetricImportRow, 'result' | 'createdByUserId'> & {
	/** Who uploaded it; null for the command line, and for somebody who is gone. */
	by: string | null
	/** What has to be answered before it can be looked at what the file would do. */
	questions: ImportQuestion[]
	/** Why the file cannot be read by its mapping yet, in words; empty where it can. */
	problems: string[]
	/** The metrics to choose from, by name. */
	metrics: ImportMetric[]
	/** The last import of the very same file, applied before those that are not. */
	sameAs: SameFile | null
}

/** An import of metrics with everything that its pages ask before it is looked at what it would do; null where there is none. */
export async function describeImport(scope: AccountScope, importId: string): Promise<DescribedImport | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectMetricImport(transaction, scope, importId)
		if (!row) return null
		const { result: _, createdByUserId, ...rest } = row
		const metrics = await selectMetrics(transaction, scope)
		const { kind, mapping, summary } = row
		const by = await transaction.sql.query<{ name: string }>(`SELECT name FROM "user" WHERE id = $1`, [
			createdByUserId,
		])
		return {
			...rest,
			by: by.rows[0]?.name ?? null,
			questions: openQuestions({ kind, mapping, metrics, summary }).questions,
			problems: mappingProblems(mapping, { kind, columns: summary.header.length, metrics }),
			metrics: [...metrics.values()],
			sameAs: await findSameFile(transaction, scope, row),
		}
	})
}
