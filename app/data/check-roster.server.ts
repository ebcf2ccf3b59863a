import { z } from 'zod'
import type { AccountScope } from './account-scope.server.ts'
import { addJobParts } from './add-job-parts.server.ts'
import type { Transaction } from './database.server.ts'
import { planRosterOn } from './plan-roster-on.server.ts'
import { readImportContent } from './read-import-content.server.ts'
import { readRosterMapping, rosterCountsSchema, selectRosterImport } from './roster-import-row.server.ts'
import { shownLists } from './roster-pieces.server.ts'
import { withRosterDesk } from './with-roster-desk.server.ts'

const partsAtOnce = 20

/** What a dry run has come to; its lists are parts of the job. */
export const checkedRosterSchema = z.object({
	counts: rosterCountsSchema,
	fingerprint: z.string(),
	changesNothing: z.boolean(),
	reasons: z.number(),
})
export type CheckedRoster = z.infer<typeof checkedRosterSchema>

/**
 * The dry run of an import: what applying it would do now. Changes nothing, and keeps the lists of it with the job.
 *
 * @param of.missing what is to become of members whom the file does not name
 * @returns null when there is no such import, or it waits for nothing any more
 */
export async function checkRoster(
	transaction: Transaction,
	scope: AccountScope,
	of: {
		importId: string
		missing: 'keep' | 'mark-left'
		jobId: string
		/** Rows read, checked against Contour, and what is shown of them made ready. */
		onProgress?: (stage: 'reading' | 'checking' | 'preparing', done: number, total: number | null) => void
		signal?: AbortSignal
	},
): Promise<CheckedRoster | null> {
	const { importId, missing, jobId, onProgress, ...table } = of
	const row = await selectRosterImport(transaction, scope, importId)
	if (!row || row.state === 'applied' || row.state === 'discarded') return null
	const bytes = await readImportContent(transaction, scope, row)
	return withRosterDesk({ bytes, isJob: true, ...table, ...(onProgress && { onProgress }) }, async (desk) => {
		const mapping = { ...readRosterMapping(row.mapping), missing }
		const { plan } = await planRosterOn(desk, transaction, scope, mapping)
		const { counts, fingerprint, changesNothing, reasons } = plan
		onProgress?.('preparing', 0, null)
		for (const list of shownLists) {
			for (let number = 0; ;) {
				const contents = await desk.next(list, partsAtOnce)
				if (contents.length === 0) break
				await addJobParts(transaction, scope, { jobId, list, number, contents })
				number += contents.length
			}
		}
		return { counts, fingerprint, changesNothing, reasons }
	})
}
