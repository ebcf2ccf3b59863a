import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { listJobFamiliesWithin } from './list-job-families.server.ts'
import type { ImportRow, RosterResult, RosterSummary } from './roster-import-row.server.ts'
import {
	readRosterMapping,
	readRosterResult,
	rosterKind,
	selectRosterImport,
} from './roster-import-row.server.ts'
import { summarizeRoster } from './summarize-roster.server.ts'

export type RosterImport = Pick<
	ImportRow,
	'id' | 'state' | 'fileName' | 'createdAt' | 'appliedAt' | 'version'
> & {
	/** What the file is like. */
	summary: RosterSummary
	mapping: RosterMapping
	/** Once it has been applied, with the first of its errors. */
	result: RosterResult | null
	/** When the very same file was applied before. */
	appliedBefore: Date | null
	families: { key: string; name: string }[]
	/** What earlier imports or people have decided. */
	jobFamilies: { name: string; familyKey: string | null }[]
}

/** An import; null when there is none of this id. */
export async function getRosterImport(scope: AccountScope, importId: string): Promise<RosterImport | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRosterImport(transaction, scope, importId)
		if (!row) return null
		const summary = await summarizeRoster(transaction, scope, row)
		const before = await transaction.sql.query<{ appliedAt: Date }>(
			`SELECT applied_at AS "appliedAt" FROM import
			 WHERE account_id = $1 AND kind = $2 AND sha256 = $3 AND id <> $4 AND state = 'applied'
			 ORDER BY applied_at DESC LIMIT 1`,
			[scope.accountId, rosterKind, row.sha256, row.id],
		)
		const families = await transaction.sql.query<{ key: string; name: string }>(
			`SELECT key, name FROM role_family WHERE account_id = $1 ORDER BY position, key`,
			[scope.accountId],
		)
		const { id, state, fileName, createdAt, appliedAt, version } = row
		return {
			id,
			state,
			fileName,
			createdAt,
			appliedAt,
			version,
			summary,
			mapping: readRosterMapping(row.mapping),
			result: readRosterResult(row.result),
			appliedBefore: before.rows[0]?.appliedAt ?? null,
			families: families.rows,
			jobFamilies: await listJobFamiliesWithin(transaction, scope),
		}
	})
}
