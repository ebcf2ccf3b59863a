import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { todayOfAccount } from '#app/data/today-sql.server.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import type { RoadmapPhase } from './roadmap-rows.server.ts'
import { phaseColumns, phaseOrder } from './roadmap-rows.server.ts'

export type LockedRoadmap = {
	id: string
	name: string
	teamId: string | null
	withBelow: boolean
	lens: RoadmapLens
	startLevel: number
	targetLevel: number
	ownerId: string | null
	sponsorIds: string[]
	state: 'active' | 'closed'
	version: number
	phases: RoadmapPhase[]
	/** Today where the account is. */
	today: string
}

/**
 * Holds a plan against everybody else who would write in it, until the transaction ends; null where there is none. Whoever writes
 * anything of a plan holds it first: positions, dependencies and gates are about several items at once.
 */
export async function lockRoadmap(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	roadmapId: string,
): Promise<LockedRoadmap | null> {
	const { rows } = await sql.query<Omit<LockedRoadmap, 'phases' | 'sponsorIds'>>(
		`SELECT r.id, r.name, r.team_id AS "teamId", r.with_below AS "withBelow", r.lens, r.start_level AS "startLevel",
			r.target_level AS "targetLevel", r.owner_id AS "ownerId", r.state, r.version,
			${todayOfAccount}::text AS today
		 FROM roadmap r WHERE r.account_id = $1 AND r.id = $2 FOR NO KEY UPDATE`,
		[accountId, roadmapId],
	)
	const [row] = rows
	if (!row) return null
	const sponsors = await sql.query<{ memberId: string }>(
		`SELECT s.member_id AS "memberId" FROM roadmap_sponsor s WHERE s.account_id = $1 AND s.roadmap_id = $2 ORDER BY s.member_id`,
		[accountId, roadmapId],
	)
	const phases = await sql.query<RoadmapPhase>(
		`SELECT ${phaseColumns} FROM roadmap_phase p WHERE p.account_id = $1 AND p.roadmap_id = $2 ORDER BY ${phaseOrder}`,
		[accountId, roadmapId],
	)
	return { ...row, phases: phases.rows, sponsorIds: sponsors.rows.map(({ memberId }) => memberId) }
}

/** Whether the phase of a plan takes no change any more. */
export function isPhaseClosed({ phases }: Pick<LockedRoadmap, 'phases'>, phase: PhaseKey): boolean {
	return phases.some(({ key, closedOn }) => key === phase && closedOn !== null)
}
