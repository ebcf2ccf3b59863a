import { planRoster } from '#app/domain/roster/plan-roster.ts'
import type { RosterFile } from '#app/domain/roster/roster-file.ts'
import type { RosterPlan } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { isErasedBy } from './erasures/is-erased.server.ts'
import { parseRoster } from './parse-roster.server.ts'
import { readCurrentRoster } from './read-current-roster.server.ts'
import { readImportContent } from './read-import-content.server.ts'
import { fingerprintPlan, readRosterMapping, selectRosterImport } from './roster-import-row.server.ts'

export type RosterDryRun = {
	plan: RosterPlan
	file: RosterFile
	/** Handed back to `applyRoster`, which applies this plan and no other. */
	fingerprint: string
}

/**
 * What applying an import would do now, in full: for the command line, which has nobody else to keep waiting. Changes nothing.
 *
 * @param of.missing what is to become of members whom the file does not name
 * @returns null when there is no such import, or it waits for nothing any more
 */
export async function planRosterImport(
	scope: AccountScope,
	{ importId, missing = 'keep' }: { importId: string; missing?: 'keep' | 'mark-left' },
): Promise<RosterDryRun | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRosterImport(transaction, scope, importId)
		if (!row || row.state === 'applied' || row.state === 'discarded') return null
		const parsed = parseRoster(await readImportContent(transaction, scope, row))
		if (!parsed.ok) return null
		const { erased, ...current } = await readCurrentRoster(transaction, scope)
		const mapping = { ...readRosterMapping(row.mapping), missing }
		const plan = planRoster(current, parsed.file, mapping, () => {}, erased && isErasedBy(erased))
		return { plan, file: parsed.file, fingerprint: fingerprintPlan(plan) }
	})
}
