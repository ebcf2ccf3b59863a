import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/**
 * Writes into the access log what a program has read. What it reads page after page, or again within an hour, is one entry.
 *
 * @param of.filter as keptFilter() leaves it
 */
export async function logProgramRead(
	scope: AccountScope,
	of: { report: string; filter: Record<string, string>; rows: number | null },
): Promise<void> {
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`WITH known AS (
				SELECT e.id FROM export_access e
				WHERE e.account_id = $1 AND e.api_token_id = $2 AND e.last_at > now() - interval '1 hour'
					AND e.report = $3 AND e.filter = $4::jsonb
				ORDER BY e.last_at DESC LIMIT 1
			), more AS (
				UPDATE export_access e SET rows = CASE WHEN $5::int IS NULL THEN e.rows ELSE coalesce(e.rows, 0) + $5 END,
					requests = e.requests + 1, last_at = now()
				FROM known WHERE e.account_id = $1 AND e.id = known.id RETURNING 1
			)
			INSERT INTO export_access (account_id, api_token_id, report, filter, format, state, rows)
			SELECT $1, $2, $3, $4, 'json', 'whole', $5 WHERE NOT EXISTS (SELECT FROM more)`,
			[scope.accountId, scope.tokenId ?? null, of.report, JSON.stringify(of.filter), of.rows],
		),
	)
}
