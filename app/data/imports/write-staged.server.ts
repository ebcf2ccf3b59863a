import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { meaning } from './refuse-against-data.server.ts'

/** Writes the values of `import_row`: those that are new, and those that are others than before, with what stood there. What stands already is left alone. */
export async function writeStaged(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	of: { importId: string; added: number; changed: number },
): Promise<void> {
	const values = [accountId, of.importId]
	// Foreign keys are looked up row by row: planned once, not for each of a million.
	await sql.query(`SET LOCAL plan_cache_mode = 'auto'`)
	if (of.changed > 0) {
		// Nobody else writes values of the account meanwhile, so each is where it was found.
		await sql.query(
			`INSERT INTO replaced_observation (account_id, import_id, metric_id, starts_on, subject_id, grain, value, weight, before_import_id)
			 SELECT o.account_id, $2, o.metric_id, o.starts_on, o.subject_id, o.grain, o.value, o.weight, o.import_id
			 FROM import_match c JOIN observation o ON o.account_id = $1 AND o.ctid = c.at WHERE c.is_changed`,
			values,
		)
		await sql.query(
			`UPDATE observation o SET value = r.value, weight = r.weight, import_id = $2
			 FROM import_match c JOIN import_row r ON r.place = c.place
			 WHERE c.is_changed AND o.account_id = $1 AND o.ctid = c.at`,
			values,
		)
	}
	if (of.added === 0) return
	// In the order of the key, so that its index grows at few places.
	await sql.query(
		`INSERT INTO observation (account_id, metric_id, starts_on, subject_id, grain, subject_kind, team_id, member_id, value, weight, import_id)
		 SELECT $1, m.id, r.starts_on, s.id, r.grain, s.kind, CASE WHEN s.kind = 'team' THEN s.id END,
			CASE WHEN s.kind = 'member' THEN s.id END, r.value, r.weight, $2
		 FROM import_row r ${meaning} LEFT JOIN import_match c ON c.place = r.place
		 WHERE c.place IS NULL ORDER BY m.id, r.starts_on, s.id`,
		values,
	)
}
