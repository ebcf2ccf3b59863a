import type { CycleDates } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

export type CycleHead = CycleDates & {
	id: string
	name: string
	phase: CyclePhase
	/** Calendar days. */
	startsOn: string
	endsOn: string
	publishedAt: Date | null
}

/** The cycles that matter now: of each kind the latest, null where there is none. */
export type CycleHeads = {
	draft: CycleHead | null
	/** Open, in review or in calibration. */
	running: CycleHead | null
	lastPublished: CycleHead | null
}

export async function getCycleHeads(scope: AccountScope): Promise<CycleHeads> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<CycleHead>(
			`SELECT DISTINCT ON (kind) id, name, phase, starts_on::text AS "startsOn", ends_on::text AS "endsOn",
				published_at AS "publishedAt", opens_on::text AS "opensOn", review_on::text AS "reviewOn",
				calibration_on::text AS "calibrationOn", publishes_on::text AS "publishesOn"
			 FROM (SELECT *, CASE WHEN phase IN ('draft', 'published') THEN phase::text ELSE 'running' END AS kind
				FROM cycle WHERE account_id = $1) c
			 ORDER BY kind, starts_on DESC, id`,
			[scope.accountId],
		)
		const head = (fits: (phase: CyclePhase) => boolean) => rows.find(({ phase }) => fits(phase)) ?? null
		return {
			draft: head((phase) => phase === 'draft'),
			running: head((phase) => phase !== 'draft' && phase !== 'published'),
			lastPublished: head((phase) => phase === 'published'),
		}
	})
}
