import type pg from 'pg'
import type { CorrectedGroup } from '#app/domain/suppression/safe-correction.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import { participantStates } from '#app/domain/statistics/participant-state.ts'
import type { AccountScope } from './account-scope.server.ts'
import { answersOfVersion, tiersOfVersion } from './results-of-version-sql.server.ts'

/**
 * By how many people the direct cells of two versions of a cycle differ, and in which values. The later version may be the one
 * that is about to be published.
 *
 * @param of.unseenBy leaves out these members: those whom a reader sees
 */
export async function readCorrectedGroups(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: { cycleId: string; from: number; to: number; unseenBy?: readonly string[] },
): Promise<CorrectedGroup[]> {
	const { rows } = await sql.query<CorrectedGroup>(
		`WITH reopened AS MATERIALIZED (
			SELECT DISTINCT e.participant_id FROM earlier_outcome e
			WHERE e.account_id = $1 AND e.cycle_id = $2 AND e.version >= $3 AND e.version < $4
		 ),
		 said AS (${said('before', '$3')} UNION ALL ${said('after', '$4')}),
		 person AS (
			SELECT participant_id, measure, max(value) FILTER (WHERE side = 'before') AS before,
				max(value) FILTER (WHERE side = 'after') AS after
			FROM said GROUP BY participant_id, measure
		 )
		 SELECT coalesce(p.team_id, p.account_id) AS "nodeId", p.family_id AS "familyId", x.measure,
			coalesce(x.before, 0)::int AS before, coalesce(x.after, 0)::int AS after, count(*)::int AS people
		 FROM person x JOIN participant p ON p.account_id = $1 AND p.cycle_id = $2 AND p.id = x.participant_id
		 WHERE coalesce(x.before, 0) <> coalesce(x.after, 0) AND p.member_id <> ALL ($5::uuid[])
		 GROUP BY 1, 2, 3, 4, 5`,
		[accountId, of.cycleId, of.from, of.to, of.unseenBy ?? []],
	)
	return rows
}

/** What was said of the reopened in a version: one row a measure. */
function said(side: 'before' | 'after', version: string): string {
	const of = { account: '$1', cycle: '$2', version: `${version}::int` }
	return `
		SELECT '${side}' AS side, r.participant_id, '${stateMeasure}' AS measure, ${participantStates.assessed} AS value
		FROM (${tiersOfVersion(of)}) r JOIN reopened USING (participant_id) WHERE r.tier IS NOT NULL
		UNION ALL
		SELECT '${side}', r.participant_id, '${tierMeasure}', r.tier
		FROM (${tiersOfVersion(of)}) r JOIN reopened USING (participant_id) WHERE r.tier IS NOT NULL
		UNION ALL
		SELECT '${side}', a.participant_id, a.question_key, a.half_steps
		FROM (${answersOfVersion(of)}) a JOIN reopened USING (participant_id)`
}
