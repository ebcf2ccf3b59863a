import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { endOfPeriod } from '#app/data/metrics/period-sql.server.ts'
import type { RowReason } from './import-desk.server.ts'

const overlap = (a: string, b: string): string =>
	`${a}.starts_on < ${endOfPeriod(b)} AND ${b}.starts_on < ${endOfPeriod(a)}`

/** The numbers of a value's row in `import_row`, `r`, as what they stand for: `m` and `s`. */
export const meaning = `JOIN import_metric m ON m.n = r.metric JOIN import_subject s ON s.n = r.subject`

/**
 * Takes the values out of `import_row` that cannot stand beside others of the file or of the account: a key twice, and a period
 * that overlaps one of another length. What is left is compared with what is there, in `import_match`.
 */
export async function refuseAgainstData(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	header: readonly string[],
): Promise<{ reasons: RowReason[]; values: number }> {
	await sql.query(`ANALYZE import_row`)
	// Nobody else writes values of the account until the end: what is found now is true then.
	await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('metrics:' || $1, 0))`, [accountId])
	// Erased since the file was begun: passed over as well.
	await sql.query(
		`DELETE FROM import_row r USING import_subject s, member g
		 WHERE s.n = r.subject AND s.kind = 'member' AND g.account_id = $1 AND g.id = s.id AND g.erased_at IS NOT NULL`,
		[accountId],
	)
	const reasons: RowReason[] = []
	const refuse = async (text: string, values: unknown[], words: (reason: Refused) => string) => {
		const { rows } = await sql.query<Refused>(text, values)
		for (const reason of rows) reasons.push([reason.row, reason.column, words(reason)])
	}
	await refuse(
		`DELETE FROM import_row r USING (SELECT d.metric, d.subject, d.starts_on, d.grain, min(d.place) AS place, min(d.row_number) AS row_number
			FROM import_row d GROUP BY d.metric, d.subject, d.starts_on, d.grain HAVING count(*) > 1) d
		 WHERE r.metric = d.metric AND r.subject = d.subject AND r.starts_on = d.starts_on AND r.grain = d.grain AND r.place > d.place
		 RETURNING r.row_number AS row, r."column", d.row_number AS other, NULL AS period, NULL AS theirs`,
		[],
		({ other }) =>
			`Row ${other} has a value of the same metric, subject and period. One of the two is too many.`,
	)
	const several = await sql.query<{ metric: number; grain: string; n: number }>(
		`SELECT g.metric, g.grain, count(*) OVER (PARTITION BY g.metric)::int AS n FROM (SELECT DISTINCT metric, grain FROM import_row) g`,
	)
	const mixed = [...new Set(several.rows.filter(({ n }) => n > 1).map(({ metric }) => metric))]
	if (mixed.length > 0) {
		await refuse(
			`DELETE FROM import_row r USING import_row o
			 WHERE r.metric = ANY ($1) AND o.metric = r.metric AND o.subject = r.subject AND o.grain <> r.grain AND o.place < r.place
				AND ${overlap('r', 'o')}
			 RETURNING r.row_number AS row, r."column", o.row_number AS other, r.grain || ' from ' || r.starts_on AS period,
				o.grain || ' from ' || o.starts_on AS theirs`,
			[mixed],
			({ period, theirs, other }) =>
				`The ${period} overlaps the ${theirs} of row ${other}: days would be counted twice.`,
		)
	}
	const others = await sql.query<{ metric: number }>(
		`SELECT g.metric FROM (SELECT DISTINCT metric, grain FROM import_row) g JOIN import_metric m ON m.n = g.metric
		 WHERE EXISTS (SELECT FROM observation o WHERE o.account_id = $1 AND o.metric_id = m.id AND o.grain <> g.grain)`,
		[accountId],
	)
	if (others.rows.length > 0) {
		await refuse(
			`DELETE FROM import_row r USING import_metric m, import_subject s, observation o
			 WHERE r.metric = ANY ($2) AND m.n = r.metric AND s.n = r.subject AND o.account_id = $1 AND o.metric_id = m.id
				AND o.subject_id = s.id AND o.grain <> r.grain AND ${overlap('r', 'o')}
			 RETURNING r.row_number AS row, r."column", 0 AS other, r.grain || ' from ' || r.starts_on AS period,
				o.grain || ' from ' || o.starts_on AS theirs`,
			[accountId, others.rows.map(({ metric }) => metric)],
			({ period, theirs }) =>
				`The ${period} overlaps the ${theirs} that is here already: days would be counted twice.`,
		)
	}
	await sql.query(
		`CREATE TEMPORARY TABLE import_match ON COMMIT DROP AS
		 SELECT r.place, o.ctid AS at, (o.value, o.weight) IS DISTINCT FROM (r.value, r.weight) AS is_changed
		 FROM import_row r ${meaning} JOIN observation o ON o.account_id = $1 AND o.metric_id = m.id AND o.starts_on = r.starts_on
			AND o.subject_id = s.id AND o.grain = r.grain`,
		[accountId],
	)
	await sql.query(`ANALYZE import_match`)
	const { rows } = await sql.query<{ values: number }>(`SELECT count(*)::int AS values FROM import_row`)
	return {
		reasons: reasons.map(([row, column, message]) => [
			row,
			header[column] === undefined ? -1 : column,
			message,
		]),
		values: rows[0]?.values ?? 0,
	}
}

type Refused = { row: number; column: number; other: number; period: string | null; theirs: string | null }
