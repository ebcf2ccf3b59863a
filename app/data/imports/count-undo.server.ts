import type { UndoCounts } from '#app/domain/import/import-outcome.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** The key of a value, of two tables by their short names. */
export const sameValue = (a: string, b: string): string =>
	['account_id', 'metric_id', 'starts_on', 'subject_id', 'grain']
		.map((name) => `${a}.${name} = ${b}.${name}`)
		.join(' AND ')

/** What taking back an import does, counted. */
export async function countUndo(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	importId: string,
): Promise<UndoCounts> {
	const { rows } = await sql.query<UndoCounts>(
		`SELECT count(*) FILTER (WHERE r.import_id IS NULL)::int AS deletes, count(r.import_id)::int AS "putsBack",
			(SELECT count(*)::int FROM replaced_observation l WHERE l.account_id = $1 AND l.before_import_id = $2) AS "standsOver"
		 FROM observation o LEFT JOIN replaced_observation r ON ${sameValue('r', 'o')} AND r.import_id = $2
		 WHERE o.account_id = $1 AND o.import_id = $2`,
		[accountId, importId],
	)
	return rows[0] ?? { deletes: 0, putsBack: 0, standsOver: 0 }
}
