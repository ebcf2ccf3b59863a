import type { SubjectText } from '#app/domain/import/metric-mapping.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { ImportTable } from './with-import-desk.server.ts'

const atOnce = 5000
/** The system whose logins the reports of coding assistants name. */
export const loginSystem = 'github'

/** Numbers whom values can be of, in `import_subject`, and returns how many they are. */
export async function numberSubjects(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	is: SubjectText,
): Promise<number> {
	const { rowCount } = await sql.query(
		`CREATE TEMPORARY TABLE import_subject ON COMMIT DROP AS
		 SELECT (row_number() OVER (ORDER BY s.rank, s.id) - 1)::int AS n, s.* FROM (
			SELECT 0 AS rank, a.id, 'account'::subject_kind AS kind, NULL::uuid AS parent_id FROM account a WHERE a.id = $1
			UNION ALL
			SELECT 1, t.id, 'team', t.parent_id FROM team t WHERE t.account_id = $1 AND $2 IN ('any', 'team')
			UNION ALL
			SELECT 2, m.id, 'member', NULL FROM member m
			WHERE m.account_id = $1 AND m.erased_at IS NULL AND $2 NOT IN ('account', 'team')
		 ) s`,
		[accountId, is],
	)
	await sql.query(`ANALYZE import_subject`)
	return rowCount ?? 0
}

/** Tells the desk by what texts those of `import_subject` are found. */
export async function laySubjects(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	desk: ImportTable,
	is: SubjectText,
): Promise<void> {
	for (let from = 0; ; from += atOnce) {
		const { rows } = await sql.query<{ subjects: string | null }>(
			`SELECT json_agg(CASE s.kind
				WHEN 'account' THEN json_build_object('kind', s.kind, 'n', s.n, 'name', a.name)
				WHEN 'team' THEN json_build_object('kind', s.kind, 'n', s.n, 'name', t.name, 'parent', p.n, 'isArchived', t.archived_at IS NOT NULL)
				ELSE json_build_object('kind', s.kind, 'n', s.n, 'email', CASE WHEN $4 IN ('any', 'email') THEN m.email END,
					'externalId', CASE WHEN $4 IN ('any', 'external-id') THEN m.external_id END,
					'logins', coalesce(l.logins, '{}')) END)::text AS subjects
			 FROM import_subject s
			 LEFT JOIN account a ON a.id = s.id AND s.kind = 'account'
			 LEFT JOIN team t ON t.account_id = $1 AND t.id = s.id AND s.kind = 'team'
			 LEFT JOIN import_subject p ON p.id = t.parent_id AND p.kind = 'team'
			 LEFT JOIN member m ON m.account_id = $1 AND m.id = s.id AND s.kind = 'member'
			 LEFT JOIN (SELECT g.member_id, array_agg(g.login) AS logins FROM member_login g
				WHERE g.account_id = $1 AND g.system = $5 AND $4 = 'login' GROUP BY g.member_id) l ON l.member_id = m.id
			 WHERE s.n >= $2 AND s.n < $3`,
			[accountId, from, from + atOnce, is, loginSystem],
		)
		const subjects = rows[0]?.subjects
		if (!subjects) return
		await desk.addSubjects(subjects)
	}
}
