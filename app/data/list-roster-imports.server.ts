import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { ImportRow, RosterResult } from './roster-import-row.server.ts'
import { readRosterResult, rosterKind } from './roster-import-row.server.ts'

export type ListedRosterImport = Pick<ImportRow, 'id' | 'state' | 'fileName' | 'createdAt' | 'appliedAt'> & {
	/** Who uploaded it; null for the command line, and for somebody who is gone. */
	by: string | null
	counts: RosterResult['counts'] | null
}

export type RosterImportSort = 'fileName' | 'createdAt'
const orderBy: Record<RosterImportSort, string> = {
	fileName: 'lower(i.file_name)',
	createdAt: 'i.created_at',
}

/** The account's roster imports, those laid aside left out. */
export async function listRosterImports(
	scope: AccountScope,
	of: { sort: RosterImportSort; order: 'asc' | 'desc'; page: number; pageSize: number },
): Promise<{ rows: ListedRosterImport[]; total: number }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Omit<ListedRosterImport, 'counts'> & { counts: unknown; total: number }>(
			`SELECT i.id, i.state, i.file_name AS "fileName", i.created_at AS "createdAt", i.applied_at AS "appliedAt",
				u.name AS by, i.result -> 'counts' AS counts, count(*) OVER ()::int AS total
			 FROM import i LEFT JOIN "user" u ON u.id = i.created_by_user_id
			 WHERE i.account_id = $1 AND i.kind = $2 AND i.state <> 'discarded'
			 ORDER BY ${orderBy[of.sort]} ${of.order === 'desc' ? 'DESC' : 'ASC'}, i.id
			 LIMIT $3 OFFSET $4`,
			[scope.accountId, rosterKind, of.pageSize, (of.page - 1) * of.pageSize],
		)
		return {
			rows: rows.map(({ total: _, counts, ...row }) => ({
				...row,
				counts: readRosterResult({ counts, errors: [] })?.counts ?? null,
			})),
			total: rows[0]?.total ?? 0,
		}
	})
}
