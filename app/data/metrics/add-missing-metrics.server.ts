import type { BuiltInMetric } from '#app/domain/metric/catalogue.ts'
import type { Transaction } from '#app/data/database.server.ts'

/**
 * Gives an account the built-in metrics that it has not, with their families, within an open transaction. What is there under
 * the same key stays as it is, an own metric of the account included.
 */
export async function addMissingMetrics(
	{ sql }: Pick<Transaction, 'sql'>,
	accountId: string,
	metrics: readonly BuiltInMetric[],
): Promise<void> {
	await sql.query(
		`WITH given AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS g (key text, name text, description text, unit text,
			direction metric_direction, aggregation metric_aggregation, "weightName" text, families jsonb, lens text, level text,
			source text)),
		 added AS (
			INSERT INTO metric (account_id, key, name, description, unit, direction, aggregation, weight_name, lens, level, source,
				built_in)
			SELECT $1, key, name, description, unit, direction, aggregation, "weightName", lens, level, source, true FROM given
			ON CONFLICT (account_id, key) DO NOTHING RETURNING id, key)
		 INSERT INTO metric_family (account_id, metric_id, family_id)
		 SELECT $1, a.id, f.id FROM added a JOIN given g ON g.key = a.key
		 JOIN role_family f ON f.account_id = $1 AND g.families ? f.key`,
		[accountId, JSON.stringify(metrics)],
	)
}
