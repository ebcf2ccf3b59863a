import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import type { MetricInput } from '#app/domain/metric/metric-input.ts'
import { lockedFields } from '#app/domain/metric/metric-input.ts'
import { metricColumns } from './metric-row-sql.server.ts'
import { writeMetricFamilies } from './write-metric-families.server.ts'

export type ChangedMetricResult =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' | 'family-gone' }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: MetricDefinition }
	/** It has values: what they mean stays. Nothing is changed. */
	| { ok: false; reason: 'measured' }

const plainFields = ['name', 'description', 'direction'] as const

/**
 * Changes what an account says of a metric. Of a built-in one only the currency is the account's own; the rest is the catalogue's.
 */
export async function changeMetric(
	scope: AccountScope,
	{ metricId, version, input }: { metricId: string; version: number; input: MetricInput },
): Promise<ChangedMetricResult> {
	try {
		return await withAccount(scope, async (transaction) => {
			const before = await selectMetric(transaction, scope, metricId)
			if (!before) return { ok: false, reason: 'gone' }
			if (before.version !== version) return { ok: false, reason: 'stale', current: before }
			const after = before.builtIn ? { ...before, currency: input.currency } : { ...before, ...input }
			const familyIds = before.builtIn ? before.families.map(({ id }) => id) : input.familyIds
			const fields = [
				...[...plainFields, ...lockedFields].filter((field) => before[field] !== after[field]),
				...(sameIds(familyIds, before.families) ? [] : ['families']),
			]
			if (fields.length === 0) return { ok: true, changed: false }
			if (!(await writeMetricFamilies(transaction, scope, { metricId, familyIds }))) {
				throw new Refused('family-gone')
			}
			await transaction.sql.query(
				`UPDATE metric SET name = $3, description = $4, unit = $5, currency = $6, direction = $7, aggregation = $8,
					weight_name = $9, version = version + 1
				 WHERE account_id = $1 AND id = $2`,
				[
					...[scope.accountId, metricId, after.name, after.description, after.unit, after.currency],
					...[after.direction, after.aggregation, after.weightName],
				],
			)
			await appendAuditEvent(transaction, scope, {
				action: 'metric.changed',
				subject: { kind: 'metric', id: metricId },
				detail: { key: before.key, fields },
			})
			return { ok: true, changed: true }
		})
	} catch (error) {
		if (error instanceof Refused) return { ok: false, reason: error.reason }
		// The trigger of the table, which sees values that came while the form was open.
		if (error instanceof Error && error.message.includes('metric_measured')) {
			return { ok: false, reason: 'measured' }
		}
		throw error
	}
}

/** Takes back what was written before it. */
class Refused extends Error {
	readonly reason: 'family-gone'

	constructor(reason: 'family-gone') {
		super(reason)
		this.reason = reason
	}
}

async function selectMetric({ sql }: Transaction, { accountId }: AccountScope, metricId: string) {
	await sql.query(`SELECT FROM metric WHERE account_id = $1 AND id = $2 FOR UPDATE`, [accountId, metricId])
	const { rows } = await sql.query<MetricDefinition>(
		`SELECT ${metricColumns} FROM metric x WHERE x.account_id = $1 AND x.id = $2`,
		[accountId, metricId],
	)
	return rows[0] ?? null
}

function sameIds(ids: readonly string[], families: readonly { id: string }[]): boolean {
	const given = new Set(ids)
	return given.size === families.length && families.every(({ id }) => given.has(id))
}
