import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** Ties a metric to role families and to no others, within an open transaction; false where one of them is gone. */
export async function writeMetricFamilies(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ metricId, familyIds }: { metricId: string; familyIds: readonly string[] },
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`SELECT FROM role_family WHERE account_id = $1 AND id = ANY ($2::uuid[]) FOR KEY SHARE`,
		[accountId, familyIds],
	)
	if (rowCount !== new Set(familyIds).size) return false
	await sql.query(
		`DELETE FROM metric_family WHERE account_id = $1 AND metric_id = $2 AND NOT family_id = ANY ($3::uuid[])`,
		[accountId, metricId, familyIds],
	)
	await sql.query(
		`INSERT INTO metric_family (account_id, metric_id, family_id) SELECT DISTINCT $1::uuid, $2::uuid, f
		 FROM unnest($3::uuid[]) AS f ON CONFLICT DO NOTHING`,
		[accountId, metricId, familyIds],
	)
	return true
}
