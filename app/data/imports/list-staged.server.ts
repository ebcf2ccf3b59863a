import type { ShownValue } from '#app/domain/import/import-outcome.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { meaning } from './refuse-against-data.server.ts'

const conditions = {
	added: 'o.place IS NULL',
	changed: 'o.is_changed',
	unchanged: 'NOT o.is_changed',
} as const

/** The first values of `import_row` that are added, changed or stay as they are, in the order of the file. */
export async function listStaged(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ which, limit }: { which: keyof typeof conditions; limit: number },
): Promise<ShownValue[]> {
	if (limit === 0) return []
	const { rows } = await sql.query<ShownValue>(
		`SELECT r.row_number AS row, json_build_object('kind', s.kind, 'id', s.id, 'name', coalesce(t.name, p.name, a.name)) AS subject,
			json_build_object('key', d.key, 'name', d.name, 'unit', d.unit) AS metric, r.starts_on::text AS "startsOn", r.grain,
			trim_scale(r.value)::text AS value, trim_scale(r.weight)::text AS weight,
			CASE WHEN r.is_changed THEN json_build_object('value', trim_scale(r.old_value)::text, 'weight', trim_scale(r.old_weight)::text) END AS before
		 FROM (SELECT r.*, b.value AS old_value, b.weight AS old_weight
			FROM (SELECT r.*, o.is_changed, o.at FROM import_row r LEFT JOIN import_match o ON o.place = r.place
				WHERE ${conditions[which]} ORDER BY r.place LIMIT $2) r
			LEFT JOIN observation b ON b.account_id = $1 AND b.ctid = r.at) r
		 ${meaning}
		 JOIN metric d ON d.account_id = $1 AND d.id = m.id
		 LEFT JOIN account a ON a.id = s.id AND s.kind = 'account'
		 LEFT JOIN team t ON t.account_id = $1 AND t.id = s.id AND s.kind = 'team'
		 LEFT JOIN member p ON p.account_id = $1 AND p.id = s.id AND s.kind = 'member'
		 ORDER BY r.place`,
		[accountId, limit],
	)
	return rows
}
