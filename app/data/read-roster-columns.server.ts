import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readImportContent } from './read-import-content.server.ts'
import type { RosterColumns } from './roster-desk.server.ts'
import { selectRosterImport } from './roster-import-row.server.ts'
import { withRosterDesk } from './with-roster-desk.server.ts'

/** What the chosen columns of an import hold; null when there is none of this id. */
export async function readRosterColumns(
	scope: AccountScope,
	{ importId, mapping }: { importId: string; mapping: RosterMapping },
): Promise<RosterColumns | null> {
	const bytes = await withAccount(scope, async (transaction) => {
		const row = await selectRosterImport(transaction, scope, importId)
		return row && readImportContent(transaction, scope, row)
	})
	return bytes && withRosterDesk({ bytes }, (desk) => desk.columns(mapping))
}
