import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Where metrics stand by their keys, several with commas between them. */
const metricFields = new Set(['metric', 'metrics'])
/** Before the key of a metric, which may be that of something else too. */
const ofMetrics = 'metric:'
const splitKeys = (value: string) => value.split(',').filter(Boolean)
const metricKeysOf = (filter: Record<string, string>) =>
	Object.entries(filter).flatMap(([field, value]) => (metricFields.has(field) ? splitKeys(value) : []))

/** Filters with the names of the teams, families, cycles, groups, metrics, plans and topics that they point at; of no person. */
export async function nameFilters(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	filters: readonly Record<string, string>[],
): Promise<Record<string, string>[]> {
	const keys = [...new Set(filters.flatMap(metricKeysOf))]
	const ids = [...new Set(filters.flatMap((one) => Object.values(one)).filter((value) => isId.test(value)))]
	if (ids.length + keys.length === 0) return [...filters]
	const { rows } = await sql.query<{ id: string; name: string }>(
		`SELECT id::text, name FROM account WHERE id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT id::text, name FROM team WHERE account_id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT id::text, name FROM role_family WHERE account_id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT id::text, name FROM cycle WHERE account_id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT id::text, name FROM calibration_group WHERE account_id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT id::text, name FROM metric WHERE account_id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT id::text, name FROM roadmap WHERE account_id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT id::text, title FROM training_topic WHERE account_id = $1 AND id = ANY ($2::uuid[])
		 UNION ALL SELECT '${ofMetrics}' || key, name FROM metric WHERE account_id = $1 AND key = ANY ($3::text[])
		 UNION ALL SELECT s.id::text, c.name FROM snapshot s JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
			WHERE s.account_id = $1 AND s.id = ANY ($2::uuid[])`,
		[accountId, ids, keys],
	)
	const names = new Map(rows.map(({ id, name }) => [id, name]))
	const nameOf = (field: string, value: string) => {
		const known = names.get(value.toLowerCase())
		if (known !== undefined || !metricFields.has(field)) return known ?? value
		return splitKeys(value)
			.map((key) => names.get(ofMetrics + key) ?? key)
			.join(', ')
	}
	return filters.map((filter) =>
		Object.fromEntries(Object.entries(filter).map(([field, value]) => [field, nameOf(field, value)])),
	)
}
