import type { AccountScope } from './account-scope.server.ts'
import { inCalibrationSight } from './calibration-sight-sql.server.ts'
import { withAccount } from './database.server.ts'

/** The cycle in calibration in which somebody of the person's own subtree is in a group; null where there is none. */
export async function findOwnCalibration(
	scope: AccountScope,
): Promise<{ cycleId: string; cycleName: string } | null> {
	if (scope.memberId === null) return null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ cycleId: string; cycleName: string }>(
			`SELECT c.id AS "cycleId", c.name AS "cycleName" FROM cycle c
			 WHERE c.account_id = $1 AND c.phase = 'calibration' AND EXISTS (SELECT FROM participant p
				JOIN calibration_group_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
				WHERE p.account_id = $1 AND p.cycle_id = c.id AND p.state = 'active'
				AND ${inCalibrationSight({ account: '$1', cycle: 'c.id', sight: `'subtree'`, member: '$2' })})
			 ORDER BY c.starts_on DESC LIMIT 1`,
			[scope.accountId, scope.memberId],
		)
		return rows[0] ?? null
	})
}
