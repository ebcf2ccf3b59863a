import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { RoadmapPhase } from '#app/data/roadmaps/roadmap-rows.server.ts'
import { phaseOrder } from '#app/data/roadmaps/roadmap-rows.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ProposedTarget } from '#app/domain/target/propose-target.ts'
import { proposeTarget } from '#app/domain/target/propose-target.ts'
import type { StoredTarget } from './set-target.server.ts'
import { heldTarget, presentTargets, targetSets } from './target-rule-sql.server.ts'

export type PlanProposal = ProposedTarget & {
	roadmapId: string
	roadmapName: string
	/** Null where the plan is of the whole account. */
	team: { id: string; name: string } | null
	/** The target that the team, or the account, has now. */
	own: StoredTarget | null
	/** Those of the team and all below for whom it would hold and a higher tier holds now, and the highest of these; of none null. */
	lowered: { people: number; halfSteps: number } | null
}

type Row = Omit<PlanProposal, keyof ProposedTarget | 'lowered'> & {
	startLevel: number
	targetLevel: number
	phases: RoadmapPhase[]
}

/**
 * What the running plans under the lens of tiers propose as targets of their teams, those of the whole account first as the
 * account's, by team and plan; without those that stand like this already. Nothing is set by it.
 */
export async function listProposedTargets(
	scope: AccountScope,
	{ today, teamId }: { today: Day; teamId?: string },
): Promise<PlanProposal[]> {
	return withAccountSql(scope, async (sql) => {
		const result = await sql.query<Row>(
			`SELECT r.id AS "roadmapId", r.name AS "roadmapName",
				CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END AS team,
				r.start_level AS "startLevel", r.target_level AS "targetLevel",
				(SELECT json_agg(json_build_object('key', p.phase, 'name', p.name, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
						'closedOn', p.closed_on, 'exception', p.exception) ORDER BY ${phaseOrder})
					FROM roadmap_phase p WHERE p.account_id = $1 AND p.roadmap_id = r.id) AS phases,
				CASE WHEN g.id IS NOT NULL THEN json_build_object('halfSteps', g.tier, 'dueOn', g.due_on::text,
					'version', g.version) END AS own
			 FROM roadmap r
			 LEFT JOIN team t ON t.account_id = $1 AND t.id = r.team_id AND t.archived_at IS NULL
			 LEFT JOIN target g ON g.account_id = $1
				AND CASE WHEN r.team_id IS NULL THEN g.scope = 'account' ELSE g.team_id = t.id END
			 WHERE r.account_id = $1 AND r.lens = 'tier' AND r.state = 'active'
				AND (r.team_id IS NULL OR t.id IS NOT NULL) AND ($2::uuid IS NULL OR r.team_id = $2)
			 ORDER BY lower(t.name) NULLS FIRST, t.id, lower(r.name), r.id`,
			[scope.accountId, teamId ?? null],
		)
		const proposals = result.rows.flatMap(({ startLevel, targetLevel, phases, ...plan }) => {
			const proposed = proposeTarget({ startLevel, targetLevel, phases }, today)
			if (!proposed) return []
			const stands = plan.own?.halfSteps === proposed.halfSteps && plan.own.dueOn === proposed.dueOn
			return stands ? [] : [{ ...plan, ...proposed }]
		})
		const lowered = await countLowered(sql, scope, { proposals, today })
		return proposals.map((proposal) => ({ ...proposal, lowered: lowered.get(proposal.roadmapId) ?? null }))
	})
}

async function countLowered(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ proposals, today }: { proposals: readonly Omit<PlanProposal, 'lowered'>[]; today: Day },
) {
	const ofTeams = proposals.filter(({ team }) => team !== null)
	if (ofTeams.length === 0) return new Map<string, PlanProposal['lowered']>()
	const { rows } = await sql.query<{ roadmapId: string; people: number; halfSteps: number }>(
		`WITH RECURSIVE ${targetSets(presentTargets)},
		 proposed AS (
			SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::int[]) AS p (roadmap_id, team_id, tier)
		 ),
		 inside (team_id, id) AS (
			SELECT DISTINCT team_id, team_id FROM proposed
			UNION SELECT i.team_id, t.id FROM inside i JOIN team t ON t.account_id = $1 AND t.parent_id = i.id
		 )
		 SELECT p.roadmap_id AS "roadmapId", count(*)::int AS people, max((held.target ->> 'tier')::int) AS "halfSteps"
		 FROM proposed p
		 JOIN inside i ON i.team_id = p.team_id
		 JOIN member m ON m.account_id = $1 AND m.team_id = i.id AND m.family_id IS NOT NULL
			AND (m.left_on IS NULL OR m.left_on > $5::date)
		 CROSS JOIN LATERAL (
			SELECT ${heldTarget(presentTargets, { person: 'm.id', team: 'm.team_id', family: 'm.family_id' })} AS target OFFSET 0
		 ) held
		 WHERE (held.target ->> 'tier')::int > p.tier AND held.target ->> 'scope' <> 'member'
			-- What a team below has of its own stays.
			AND NOT EXISTS (SELECT FROM inside below
				WHERE below.team_id = p.team_id AND below.id <> p.team_id AND below.id::text = held.target ->> 'teamId')
		 GROUP BY 1`,
		[
			...[accountId, ofTeams.map(({ roadmapId }) => roadmapId), ofTeams.map(({ team }) => team?.id)],
			...[ofTeams.map(({ halfSteps }) => halfSteps), today],
		],
	)
	return new Map(rows.map(({ roadmapId, ...of }) => [roadmapId, of]))
}
