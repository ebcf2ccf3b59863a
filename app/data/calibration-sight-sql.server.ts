import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

/** Whose results a person compares in a cycle: everybody's, or those of the subtree that is theirs in it. */
export type CalibrationSight = 'all' | 'subtree'

/** Null for who calibrates nobody. */
export function calibrationSightOf(person: Person): CalibrationSight | null {
	const reach = reachOf(person, 'cycles.calibrate')
	return reach.has('all') ? 'all' : reach.has('subtree') ? 'subtree' : null
}

/**
 * SQL: whether a participant `p` of a cycle `c` is in the sight of a member. Of a subtree only while the cycle is in
 * calibration, and never the member themself. The arguments are expressions; `sight` is a CalibrationSight.
 */
export const inCalibrationSight = (of: { account: string; cycle: string; sight: string; member: string }) =>
	`(${of.sight} = 'all' OR c.phase = 'calibration' AND p.member_id <> ${of.member}::uuid
		AND p.id IN (${seenParticipants(of)}))`
