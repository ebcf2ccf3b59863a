import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import { metricImportKinds } from '#app/domain/import/import-kind.ts'
import type { ImportMetric } from '#app/domain/import/mapping-problems.ts'
import { mappingProblems } from '#app/domain/import/mapping-problems.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import { metricMappingSchema } from '#app/domain/import/metric-mapping.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { fingerprintHeader } from '#app/data/roster-import-row.server.ts'

/**
 * How the last file of this kind with these headers was read; null where there was none, or it cannot be read so any more. The
 * refused rows of a JSON file come back as a CSV with its fields for headers, and are read as that was.
 */
export async function findSavedMapping(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	of: { kind: MetricImportKind; header: readonly string[]; metrics: ReadonlyMap<string, ImportMetric> },
): Promise<MetricMapping | null> {
	const { kind, header, metrics } = of
	const { rows } = await sql.query<{ mapping: unknown }>(
		`SELECT mapping FROM saved_mapping WHERE account_id = $1 AND kind = ANY ($2) AND fingerprint = $3
		 ORDER BY kind = $4 DESC, updated_at DESC`,
		[accountId, metricImportKinds, fingerprintHeader(header), kind],
	)
	for (const row of rows) {
		const { data } = metricMappingSchema.safeParse(row.mapping)
		if (data && mappingProblems(data, { kind, columns: header.length, metrics }).length === 0) return data
	}
	return null
}
