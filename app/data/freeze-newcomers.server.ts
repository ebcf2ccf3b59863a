import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { askableMember } from './count-opening.server.ts'
import type { Transaction } from './database.server.ts'
import type { HeldCycle } from './hold-running-cycle.server.ts'

/**
 * Freezes members into a running cycle as they are now, whatever its scope says. A team that is not frozen yet is added to
 * the frozen tree, below the nearest team above it that is; teams that are frozen stay where they are. Who takes part
 * already, or cannot at all, is passed over.
 */
export async function freezeNewcomers(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	of: { cycle: HeldCycle; today: Day; memberIds: readonly string[] },
): Promise<{ joined: number; teams: number }> {
	const values = [accountId, of.today, of.cycle.endsOn, of.cycle.id, of.memberIds]
	const who = `m.id = ANY ($5::uuid[]) AND ${askableMember}`
	const teams = await sql.query(
		`INSERT INTO cycle_team (account_id, cycle_id, team_id, parent_id, lead_id, name)
		 WITH RECURSIVE missing AS (
			SELECT t.id, t.parent_id FROM team t
			WHERE t.account_id = $1 AND t.id IN (SELECT m.team_id FROM member m WHERE ${who})
				AND NOT EXISTS (SELECT FROM cycle_team f WHERE f.account_id = $1 AND f.cycle_id = $4::uuid AND f.team_id = t.id)
			UNION
			SELECT t.id, t.parent_id FROM missing n JOIN team t ON t.account_id = $1 AND t.id = n.parent_id
			WHERE NOT EXISTS (SELECT FROM cycle_team f WHERE f.account_id = $1 AND f.cycle_id = $4::uuid AND f.team_id = t.id)
		 )
		 SELECT t.account_id, $4::uuid, t.id, t.parent_id, t.lead_id, t.name
		 FROM missing n JOIN team t ON t.account_id = $1 AND t.id = n.id ORDER BY t.id
		 ON CONFLICT DO NOTHING`,
		values,
	)
	const joined = await sql.query(
		`INSERT INTO participant (account_id, cycle_id, member_id, team_id, manager_id, family_id, job_title, attributes, joined_at)
		 SELECT m.account_id, $4::uuid, m.id, m.team_id, g.id, m.family_id, m.job_title, m.attributes, now()
		 FROM member m
		 LEFT JOIN member g ON g.account_id = m.account_id AND g.id = m.manager_id
			AND (g.left_on IS NULL OR g.left_on > $2::date)
		 WHERE ${who} ORDER BY m.id
		 ON CONFLICT DO NOTHING`,
		values,
	)
	return { joined: joined.rowCount ?? 0, teams: teams.rowCount ?? 0 }
}
