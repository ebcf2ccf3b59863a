import { z } from 'zod'
import type { AccountScope } from './account-scope.server.ts'
import { addJobPart } from './add-job-part.server.ts'
import type { Transaction } from './database.server.ts'
import { planRosterOn } from './plan-roster-on.server.ts'
import { readImportContent } from './read-import-content.server.ts'
import type { OnRosterProgress } from './roster-desk.server.ts'
import { readRosterMapping, rosterCountsSchema, selectRosterImport } from './roster-import-row.server.ts'
import { shownLists } from './roster-pieces.server.ts'
import { withRosterDesk } from './with-roster-desk.server.ts'

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
		onProgress?: OnRosterProgress
		signal?: AbortSignal
	},
): Promise<CheckedRoster | null> {
	const { importId, missing, jobId, ...table } = of
	const row = await selectRosterImport(transaction, scope, importId)
	if (!row || row.state === 'applied' || row.state === 'discarded') return null
	const bytes = await readImportContent(transaction, scope, row)
	return withRosterDesk({ bytes, ...table }, async (desk) => {
		const mapping = { ...readRosterMapping(row.mapping), missing }
		const { plan } = await planRosterOn(desk, transaction, scope, mapping)
		const { counts, fingerprint, changesNothing, reasons } = plan
		for (const list of shownLists) {
			for (let number = 0; ; number += 1) {
				const content = await desk.next(list)
				if (content === null) break
				await addJobPart(transaction, scope, { jobId, list, number, content })
			}
		}
		return { counts, fingerprint, changesNothing, reasons }
	})
}
