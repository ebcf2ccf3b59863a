import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type CycleDetails = {
	id: string
	name: string
	startsOn: Day
	endsOn: Day
	phase: CyclePhase
	openedAt: Date | null
	publishedAt: Date | null
	/** Since when, and why, the published cycle is being corrected. */
	reopenedAt: Date | null
	reopenReason: string | null
	frameworkTitle: string
	frameworkVersion: number
	/** The newest snapshot, once published. */
	snapshotId: string | null
}

/** One cycle; null where the account has none with this id. */
export async function getCycle(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<CycleDetails | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<CycleDetails>(
			`SELECT c.id, c.name, c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn", c.phase,
				c.opened_at AS "openedAt", c.published_at AS "publishedAt",
				c.reopened_at AS "reopenedAt", c.reopen_reason AS "reopenReason",
				f.title AS "frameworkTitle", f.version AS "frameworkVersion",
				(SELECT s.id FROM snapshot s WHERE s.account_id = c.account_id AND s.cycle_id = c.id
					ORDER BY s.version DESC LIMIT 1) AS "snapshotId"
			 FROM cycle c
			 JOIN framework_version f ON f.account_id = c.account_id AND f.id = c.framework_version_id
			 WHERE c.account_id = $1 AND c.id = $2`,
			[scope.accountId, cycleId],
		)
		return rows[0] ?? null
	})
}
