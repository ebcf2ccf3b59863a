import type { ParticipantStanding, StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import { noStandings } from '#app/domain/cycle/participant-standing.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { followedCounts } from './followed-standings-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type FamilyProgress = { familyId: string; name: string; counts: StandingCounts }
export type CycleProgress = { total: StandingCounts; families: FamilyProgress[] }

/**
 * How far a cycle is: where its participants stand, altogether and by family. Says who has sent, never what.
 *
 * @param of.seenBy only the people that this member sees in the cycle
 */
export async function getCycleProgress(
	scope: AccountScope,
	{ cycleId, seenBy = null }: { cycleId: string; seenBy?: string | null },
): Promise<CycleProgress> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<{
			familyId: string
			name: string
			standing: ParticipantStanding
			count: number
		}>(
			`SELECT f.id AS "familyId", f.name, s.standing, s.count
			 FROM (SELECT r.id, r.standing, sum(r.count)::int AS count
				FROM (${followedCounts(seenBy, 'p.family_id')}) r GROUP BY 1, 2) s
			 JOIN role_family f ON f.account_id = $1 AND f.id = s.id
			 ORDER BY f.position, f.id`,
			[scope.accountId, cycleId, today, seenBy],
		)
		const total = noStandings()
		const families: FamilyProgress[] = []
		for (const { familyId, name, standing, count } of rows) {
			let family = families.at(-1)
			if (family?.familyId !== familyId) {
				family = { familyId, name, counts: noStandings() }
				families.push(family)
			}
			family.counts[standing] += count
			total[standing] += count
		}
		return { total, families }
	})
}
