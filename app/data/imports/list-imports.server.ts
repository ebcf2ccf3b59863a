import { z } from 'zod'
import type { ImportKind, ImportState } from '#app/domain/import/import-kind.ts'
import { importKinds } from '#app/domain/import/import-kind.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

export type ListedImport = {
	id: string
	kind: ImportKind
	state: ImportState
	fileName: string
	/** Who uploaded it, or the name of the token that posted it; null for the command line, and for somebody who is gone. */
	by: string | null
	createdAt: Date
	appliedAt: Date | null
	undoneAt: Date | null
	/** Once it has been applied: of metrics values, of a roster people. */
	counts: { rows: number; added: number; changed: number; unchanged: number; refused: number } | null
	/** Of a roster, what else became of people. */
	people: { moved: number; left: number; returned: number } | null
}

export type ImportSort = 'fileName' | 'kind' | 'createdAt' | 'by'
const orderBy: Record<ImportSort, string> = {
	fileName: 'lower(i.file_name)',
	kind: 'i.kind',
	createdAt: 'i.created_at',
	by: 'lower(coalesce(u.name, t.name))',
}

const count = z.number().default(0)
const countsSchema = z
	.object({ rows: count, added: count, changed: count, unchanged: count, refused: count, refusedRows: count })
	.transform(({ refusedRows, refused, ...counts }) => ({ ...counts, refused: refused + refusedRows }))

const peopleSchema = z.object({ moved: count, left: count, returned: count })

/** The account's imports of these kinds, those laid aside left out. */
export async function listImports(
	scope: AccountScope,
	of: {
		/** Those that the reader may see: a roster takes another right than metrics. */
		kinds?: readonly ImportKind[]
		states?: readonly ImportState[]
		sort: ImportSort
		order: 'asc' | 'desc'
		page: number
		pageSize: number
	},
): Promise<{ rows: ListedImport[]; total: number }> {
	const { kinds = importKinds, states, sort, order, page, pageSize } = of
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<
			Omit<ListedImport, 'counts' | 'people'> & { counts: unknown; total: number }
		>(
			`SELECT i.id, i.kind, i.state, i.file_name AS "fileName", coalesce(u.name, t.name) AS by, i.created_at AS "createdAt",
				i.applied_at AS "appliedAt", i.undone_at AS "undoneAt", i.result -> 'counts' AS counts, count(*) OVER ()::int AS total
			 FROM import i LEFT JOIN "user" u ON u.id = i.created_by_user_id
			 LEFT JOIN api_token t ON t.account_id = i.account_id AND t.id = i.created_by_token_id
			 WHERE i.account_id = $1 AND i.kind = ANY ($2) AND i.state <> 'discarded'
				AND ($3::text[] IS NULL OR i.state::text = ANY ($3))
			 ORDER BY ${orderBy[sort]} ${order === 'desc' ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}, i.id
			 LIMIT $4 OFFSET $5`,
			[scope.accountId, kinds, states ?? null, pageSize, (page - 1) * pageSize],
		)
		return {
			rows: rows.map(({ total: _, counts, ...row }) => ({
				...row,
				counts: countsSchema.safeParse(counts).data ?? null,
				people: row.kind === 'roster' ? (peopleSchema.safeParse(counts).data ?? null) : null,
			})),
			total: rows[0]?.total ?? 0,
		}
	})
}
