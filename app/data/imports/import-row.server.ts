import { z } from 'zod'
import type { ImportState, MetricImportKind } from '#app/domain/import/import-kind.ts'
import { metricImportKindSchema, metricImportKinds } from '#app/domain/import/import-kind.ts'
import { metricMappingSchema } from '#app/domain/import/metric-mapping.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** What is kept of a file besides its bytes, so that a page need not read them. */
export const importSummarySchema = z.object({
	bytes: z.number(),
	pieces: z.number(),
	encoding: z.enum(['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252']),
	/** Of a CSV. */
	delimiter: z.string().nullable(),
	/** The names of the columns; of JSON those of the fields that are read. */
	header: z.array(z.string()),
	/** The first rows, as far as they tell what the columns hold. */
	sample: z.array(z.array(z.string())),
})
export type ImportSummary = z.infer<typeof importSummarySchema>

export type MetricImportRow = {
	id: string
	kind: MetricImportKind
	state: ImportState
	fileName: string
	sha256: string
	summary: ImportSummary
	mapping: z.infer<typeof metricMappingSchema>
	result: unknown
	createdAt: Date
	createdByUserId: string | null
	appliedAt: Date | null
	undoneAt: Date | null
	version: number
}

/**
 * One import of metrics without its bytes; null when there is none of this id, or its file has not come to its end.
 *
 * @param lock leaves the key alone: values of other imports that point here are written meanwhile
 */
export async function selectMetricImport(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	importId: string,
	lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<MetricImportRow | null> {
	type Row = Omit<MetricImportRow, 'kind' | 'summary' | 'mapping'> &
		Record<'kind' | 'summary' | 'mapping', unknown>
	const { rows } = await sql.query<Row>(
		`SELECT id, kind, state, file_name AS "fileName", sha256, summary, mapping, result, created_at AS "createdAt",
			created_by_user_id AS "createdByUserId", applied_at AS "appliedAt", undone_at AS "undoneAt", version
		 FROM import WHERE account_id = $1 AND id = $2 AND kind = ANY ($3) AND summary IS NOT NULL ${lock}`,
		[accountId, importId, metricImportKinds],
	)
	const [row] = rows
	if (!row) return null
	return {
		...row,
		kind: metricImportKindSchema.parse(row.kind),
		summary: importSummarySchema.parse(row.summary),
		mapping: metricMappingSchema.parse(row.mapping),
	}
}
