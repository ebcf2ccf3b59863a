import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAssessmentSight } from '#app/data/team-assessments/read-assessment-sight.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'
import type { FittingPlan, PlansOfTeam } from './list-fitting-plans.server.ts'
import { listFittingPlans } from './list-fitting-plans.server.ts'

type SameLevel = {
	/** With its name as frozen in the later cycle. */
	team: { id: string; name: string }
	/** AI coding level, 0 to 5, or rung, 1 to 6. */
	level: number
	now: { assessmentId: string; cycleName: string }
	before: { assessmentId: string; cycleName: string }
	/** Of the ladder: whether the team says that the trap of its rung is its own. */
	trapRecognized: boolean | null
}

/** A team that agreed on the same level shown, or the same rung, twice in a row. */
export type LevelStall = SameLevel &
	PlansOfTeam & {
		/** The nearest plan that leads higher; null where no plan that the reader may read says how high. */
		target: FittingPlan | null
	}

const scales = {
	'five-ai-coding-levels': { lens: 'ai-coding-level', highest: 5 },
	'agentic-engineering-ladder': { lens: 'rung', highest: 6 },
} as const satisfies Record<TeamFrameworkKey, { lens: RoadmapLens; highest: number }>

/**
 * Of the teams whose assessments a person reads, those whose last two agreed assessments by a framework, each of its own cycle, come
 * to the same. First those that a plan leads higher, then those without a plan, each by name; who is where the plans lead is none.
 */
export async function listLevelStalls(
	scope: AccountScope,
	person: Person,
	{ frameworkKey, today }: { frameworkKey: TeamFrameworkKey; today: Day },
): Promise<LevelStall[]> {
	const { lens, highest } = scales[frameworkKey]
	const same = await readSameLevels(scope, person, { frameworkKey, highest })
	const nodeIds = same.map(({ team }) => team.id)
	const plans = await listFittingPlans(scope, person, { lens, nodeIds, today })
	const stalls = same.flatMap((one): LevelStall[] => {
		const ofTeam = plans.get(one.team.id) ?? { plans: [], mayBegin: false }
		const target = ofTeam.plans.find(({ targetLevel }) => targetLevel > one.level) ?? null
		return target || ofTeam.plans.length === 0 ? [{ ...one, ...ofTeam, target }] : []
	})
	return stalls.toSorted((a, b) => Number(b.target !== null) - Number(a.target !== null))
}

/** By name. The highest level is none to stand still on. */
async function readSameLevels(
	scope: AccountScope,
	person: Person,
	{ frameworkKey, highest }: { frameworkKey: TeamFrameworkKey; highest: number },
): Promise<SameLevel[]> {
	return withAccount(scope, async (transaction) => {
		const sight = await readAssessmentSight(transaction, scope, person)
		const { rows } = await transaction.sql.query<SameLevel>(
			`WITH agreed AS (
				SELECT a.team_id, t.name, coalesce(a.shown, a.rung) AS level, a.trap_recognized,
					json_build_object('assessmentId', a.id, 'cycleName', c.name) AS at,
					row_number() OVER (PARTITION BY a.team_id ORDER BY c.starts_on DESC, c.id) AS place
				FROM team_assessment a
				JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
				JOIN cycle_team t ON t.account_id = a.account_id AND t.cycle_id = a.cycle_id AND t.team_id = a.team_id
				WHERE a.account_id = $1 AND a.framework_key = $2 AND a.state = 'agreed' AND ($3 OR a.team_id = ANY ($4::uuid[]))
			 )
			 SELECT json_build_object('id', n.team_id, 'name', n.name) AS team, n.level::int AS level,
				n.at AS now, b.at AS before, n.trap_recognized AS "trapRecognized"
			 FROM agreed n JOIN agreed b ON b.team_id = n.team_id AND b.place = 2 AND b.level = n.level
			 WHERE n.place = 1 AND n.level < $5
			 ORDER BY lower(n.name), n.team_id`,
			[scope.accountId, frameworkKey, sight.all, sight.teamIds, highest],
		)
		return rows
	})
}
