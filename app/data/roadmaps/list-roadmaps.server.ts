import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PlanSummary, SummaryItem } from '#app/domain/roadmap/plan-summary.ts'
import { summarizePlan } from '#app/domain/roadmap/plan-summary.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { readRoadmapSightWithin } from './read-roadmap-sight.server.ts'
import type { RoadmapPhase } from './roadmap-rows.server.ts'
import { itemOrder, phaseOrder } from './roadmap-rows.server.ts'

type Named = { id: string; name: string }

export type ListedRoadmap = PlanSummary & {
	id: string
	name: string
	/** Null: the account's. */
	team: Named | null
	withBelow: boolean
	lens: RoadmapLens
	startLevel: number
	targetLevel: number
	owner: string | null
	ownerId: string | null
	state: 'active' | 'closed'
	phases: RoadmapPhase[]
	endsOn: Day
}

type Row = Omit<ListedRoadmap, keyof PlanSummary | 'endsOn'> & {
	/** Phase, state, weight, due, done and started of each item: no names, for they are many. */
	items: [SummaryItem['phase'], SummaryItem['state'], number, Day | null, Day | null, Day | null][]
}

/**
 * The plans that a person may read, with what each comes to today: one query, however many there are.
 *
 * @param of.teamId only those of this team, and of the teams above it that are for the teams below as well
 */
export async function listRoadmaps(
	scope: AccountScope,
	person: Person,
	{ today, teamId }: { today: Day; teamId?: string },
): Promise<ListedRoadmap[]> {
	const reach = reachOf(person, 'roadmaps.read')
	if (reach.size === 0) return []
	return withAccountSql(scope, async (sql) => {
		const sight = await readRoadmapSightWithin({ sql }, scope)
		const own = reach.has('own')
		const { rows } = await sql.query<Row>(
			`SELECT r.id, r.name, r.with_below AS "withBelow", r.lens, r.start_level AS "startLevel",
				r.target_level AS "targetLevel", r.state, o.name AS owner, o.id AS "ownerId",
				CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END AS team,
				(SELECT json_agg(json_build_object('key', p.phase, 'name', p.name, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
						'closedOn', p.closed_on, 'exception', p.exception) ORDER BY ${phaseOrder})
					FROM roadmap_phase p WHERE p.account_id = $1 AND p.roadmap_id = r.id) AS phases,
				(SELECT coalesce(json_agg(json_build_array(i.phase, i.state, i.weight, i.due_on, i.done_on, i.started_on)
						ORDER BY ${itemOrder}), '[]')
					FROM roadmap_item i WHERE i.account_id = $1 AND i.roadmap_id = r.id AND i.state <> 'dropped') AS items
			 FROM roadmap r
			 LEFT JOIN team t ON t.account_id = $1 AND t.id = r.team_id
			 LEFT JOIN member o ON o.account_id = $1 AND o.id = r.owner_id
			 WHERE r.account_id = $1 AND ($8::uuid IS NULL OR r.team_id = $8 OR r.with_below AND r.team_id IN (${teamsAbove}))
				AND ($2 OR r.team_id = ANY ($3::uuid[]) OR ($4 AND (
					r.team_id IS NULL OR r.team_id = $5 OR (r.with_below AND r.team_id = ANY ($6::uuid[])) OR r.owner_id = $7
					OR EXISTS (SELECT FROM roadmap_sponsor s WHERE s.account_id = $1 AND s.roadmap_id = r.id AND s.member_id = $7))))
			 ORDER BY lower(r.name), r.id`,
			[
				...[scope.accountId, reach.has('all'), reach.has('subtree') ? sight.ledTeamIds : [], own],
				...[sight.ownTeamId, sight.aboveTeamIds, sight.memberId, teamId ?? null],
			],
		)
		return rows.map(({ items, ...row }) => ({
			...row,
			endsOn: row.phases.at(-1)?.endsOn ?? '',
			...summarizePlan({ phases: row.phases, items: items.map(asItem), today }),
		}))
	})
}

const teamsAbove = `WITH RECURSIVE above (id) AS (
	SELECT t.parent_id FROM team t WHERE t.account_id = $1 AND t.id = $8
	UNION
	SELECT t.parent_id FROM above a JOIN team t ON t.account_id = $1 AND t.id = a.id
 ) SELECT id FROM above`

const asItem = ([phase, state, weight, dueOn, doneOn, startedOn]: Row['items'][number]): SummaryItem => ({
	...{ phase, state, weight, dueOn, doneOn, startedOn },
})
