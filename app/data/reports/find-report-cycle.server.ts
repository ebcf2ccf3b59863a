import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { seenParticipants } from '#app/data/seen-participants-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'

/**
 * The cycle that reports of one cycle are about unless they name another: the newest that has begun and has somebody in it
 * whom the person follows. Null where there is none.
 */
export async function findReportCycle(
	scope: AccountScope,
	person: Person,
): Promise<{ id: string; name: string; phase: CyclePhase } | null> {
	const reach = reachOf(person, 'cycles.follow')
	const seenBy = reach.has('all') ? null : scope.memberId
	if (!reach.has('all') && seenBy === null) return null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ id: string; name: string; phase: CyclePhase }>(
			`SELECT c.id, c.name, c.phase FROM cycle c
			 WHERE c.account_id = $1 AND c.phase <> 'draft' AND ($2::uuid IS NULL OR EXISTS (SELECT FROM participant p
				WHERE p.account_id = $1 AND p.cycle_id = c.id AND p.member_id <> $2
					AND p.id IN (${seenParticipants({ account: '$1', cycle: 'c.id', member: '$2' })})))
			 ORDER BY c.starts_on DESC, c.id LIMIT 1`,
			[scope.accountId, seenBy],
		)
		return rows[0] ?? null
	})
}
