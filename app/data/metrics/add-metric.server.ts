import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { MetricInput } from '#app/domain/metric/metric-input.ts'
import { writeMetricFamilies } from './write-metric-families.server.ts'

export type AddedMetricResult =
	{ ok: true; metricId: string } | { ok: false; reason: 'taken' | 'too-many' | 'family-gone' }

/** A select of a form and the columns of a file have room for so many. */
export const mostMetrics = 1000

/** Adds a metric of the account's own. */
export async function addMetric(
	scope: AccountScope,
	{ key, input, idempotencyKey }: { key: string; input: MetricInput; idempotencyKey: string },
): Promise<AddedMetricResult> {
	return withAccount(scope, async (transaction) => {
		const once = { key: idempotencyKey, action: 'metric.add' }
		return runOnce(transaction, scope, once, async (): Promise<AddedMetricResult> => {
			const { sql } = transaction
			const { rows: counted } = await sql.query<{ count: number }>(
				`SELECT count(*)::int AS count FROM metric WHERE account_id = $1`,
				[scope.accountId],
			)
			if ((counted[0]?.count ?? 0) >= mostMetrics) return { ok: false, reason: 'too-many' }
			const { rows } = await sql.query<{ id: string }>(
				`INSERT INTO metric (account_id, key, name, description, unit, currency, direction, aggregation, weight_name)
				 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account_id, key) DO NOTHING RETURNING id`,
				[
					...[scope.accountId, key, input.name, input.description, input.unit, input.currency],
					...[input.direction, input.aggregation, input.weightName],
				],
			)
			const metricId = rows[0]?.id
			if (!metricId) return { ok: false, reason: 'taken' }
			const { familyIds } = input
			if (!(await writeMetricFamilies(transaction, scope, { metricId, familyIds }))) {
				await sql.query(`DELETE FROM metric WHERE account_id = $1 AND id = $2`, [scope.accountId, metricId])
				return { ok: false, reason: 'family-gone' }
			}
			await appendAuditEvent(transaction, scope, {
				action: 'metric.added',
				subject: { kind: 'metric', id: metricId },
				detail: { key, unit: input.unit, aggregation: input.aggregation },
			})
			return { ok: true, metricId }
		})
	})
}
