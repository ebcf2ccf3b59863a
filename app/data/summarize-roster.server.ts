import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { readImportContent } from './read-import-content.server.ts'
import type { ImportRow, RosterSummary } from './roster-import-row.server.ts'
import { readRosterSummary } from './roster-import-row.server.ts'
import { withRosterDesk } from './with-roster-desk.server.ts'

/** What the file of an import is like: as it is kept, or for an import from before that was kept, read anew. */
export async function summarizeRoster(
	transaction: Transaction,
	scope: AccountScope,
	row: Pick<ImportRow, 'id' | 'size' | 'summary'>,
): Promise<RosterSummary> {
	const kept = readRosterSummary(row.summary)
	if (kept) return kept
	const bytes = await readImportContent(transaction, scope, row)
	const described = await withRosterDesk({ bytes }, (desk) => desk.describe())
	if (!described.ok) throw new Error('A file that was taken before cannot be read any more.')
	const { header, samples, ...summary } = described.description
	return { ...summary, header: [...header], samples: samples.map((values) => [...values]) }
}
