import { z } from 'zod'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

export type FollowedCycle = {
	id: string
	name: string
	phase: CyclePhase
	/** Calendar days. */
	startsOn: string
	endsOn: string
}

/** Cycles to choose among: the newest. */
const most = 12

/**
 * A cycle whose progress a person follows, with the others: HR everything (`seenBy` null), a manager their own people as
 * frozen in each. Null where there is nobody to follow.
 */
export async function findFollowedCycle(
	scope: AccountScope,
	person: Person,
	{ cycleId }: { cycleId: string },
): Promise<{ cycle: FollowedCycle; others: FollowedCycle[]; seenBy: string | null } | null> {
	const reach = reachOf(person, 'cycles.follow')
	const seenBy = reach.has('all') ? null : scope.memberId
	if (!reach.has('all') && seenBy === null) return null
	if (!z.guid().safeParse(cycleId).success) return null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<FollowedCycle>(
			`SELECT * FROM (
				SELECT c.id, c.name, c.phase, c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn" FROM cycle c
				WHERE c.account_id = $1 AND c.phase <> 'draft'
				ORDER BY c.id = $2 DESC, c.starts_on DESC, c.id LIMIT $3
			 ) c
			 WHERE $4::uuid IS NULL OR EXISTS (SELECT FROM participant p
				WHERE p.account_id = $1 AND p.cycle_id = c.id AND p.member_id <> $4
					AND p.id IN (${seenParticipants({ account: '$1', cycle: 'c.id', member: '$4' })}))
			 ORDER BY "startsOn" DESC, id`,
			[scope.accountId, cycleId, most, seenBy],
		)
		const cycle = rows.find(({ id }) => id === cycleId.toLowerCase())
		return cycle ? { cycle, others: rows.filter((other) => other !== cycle), seenBy } : null
	})
}
