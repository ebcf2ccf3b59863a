import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { mappingProblems } from '#app/domain/roster/roster-mapping.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { fingerprintHeader, rosterKind, selectRosterImport } from './roster-import-row.server.ts'
import { summarizeRoster } from './summarize-roster.server.ts'

export type SavedRosterMapping =
	| { ok: true }
	| { ok: false; reason: 'gone' | 'settled' }
	| { ok: false; reason: 'unusable'; problems: string[] }

/** Sets how an import is read, and remembers it for the next file with the same headers. */
export async function saveRosterMapping(
	scope: AccountScope,
	{ importId, mapping }: { importId: string; mapping: RosterMapping },
): Promise<SavedRosterMapping> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRosterImport(transaction, scope, importId, 'FOR UPDATE')
		if (!row) return { ok: false, reason: 'gone' }
		if (row.state === 'applied' || row.state === 'discarded') return { ok: false, reason: 'settled' }
		const { header } = await summarizeRoster(transaction, scope, row)
		const problems = mappingProblems(mapping, header.length)
		if (problems.length > 0) return { ok: false, reason: 'unusable', problems }
		const json = JSON.stringify({ ...mapping, missing: 'keep' })
		await transaction.sql.query(
			`UPDATE import SET mapping = $3, state = 'mapped', version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, importId, json],
		)
		await transaction.sql.query(
			`INSERT INTO saved_mapping (account_id, kind, fingerprint, mapping) VALUES ($1, $2, $3, $4)
			 ON CONFLICT (account_id, kind, fingerprint) DO UPDATE SET mapping = EXCLUDED.mapping, updated_at = now()`,
			[scope.accountId, rosterKind, fingerprintHeader(header), json],
		)
		return { ok: true }
	})
}
