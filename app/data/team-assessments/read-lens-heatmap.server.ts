import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { rollUpChecks } from '#app/domain/team-assessment/roll-up-checks.ts'
import type { TeamCounts } from '#app/domain/team-assessment/roll-up-teams.ts'
import { rollUpTeams } from '#app/domain/team-assessment/roll-up-teams.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'
import { readAssessmentSight, seesTeamAssessments } from './read-assessment-sight.server.ts'

type Node = { id: string; name: string; parentId: string | null; begun: boolean; step: number | null }
type Named = { id: string; name: string }
type CycleRow = Named & { phase: CyclePhase; publishedAt: Date | null }
type NamedCycle = Named & { isRunning: boolean; publishedAt: Date | null }

export type LensHeatmap = {
	cycle: NamedCycle
	/** Those in which teams that the reader sees were assessed, newest first. */
	cycles: NamedCycle[]
	/** Whether the reader sees every team of the account. */
	seesAll: boolean
	/** From the account down to the node. */
	path: Named[]
	/** The node, with whether it is a team with an assessment of its own; and the nodes below it in which there is something to see. */
	total: Named & TeamCounts & WithChecks & { hasOwn: boolean }
	rows: (Named & TeamCounts & WithChecks & { hasBelow: boolean })[]
}

/** By key of a check, how many of the teams that agreed met it; empty unless checks were asked for. */
type WithChecks = { met: ReadonlyMap<string, number> }

type Options = {
	frameworkKey: TeamFrameworkKey
	/** Id of a cycle; unless given the newest in which a team has agreed, or else the newest. */
	cycleId?: string | undefined
	/** Id of a team, or of the account. */
	nodeId?: string | undefined
	/** How many steps the scale has. */
	steps: number
	/** Brings along how many teams met each check. */
	withChecks?: boolean
}

/**
 * How many teams stand at each level shown, or at each rung, by the tree of a cycle; of the teams that the reader sees.
 * `nothing` where none was assessed; null for a cycle or a node that is not there for the reader.
 */
export async function readLensHeatmap(
	scope: AccountScope,
	person: Person,
	{ frameworkKey, cycleId, nodeId, steps, withChecks = false }: Options,
): Promise<LensHeatmap | 'nothing' | null> {
	const { accountId } = scope
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const sight = await readAssessmentSight(transaction, scope, person)
		const cycles = await sql.query<CycleRow & { isAgreed: boolean }>(
			`SELECT c.id, c.name, c.phase, c.published_at AS "publishedAt", bool_or(a.state = 'agreed') AS "isAgreed"
			 FROM cycle c
			 JOIN team_assessment a ON a.account_id = c.account_id AND a.cycle_id = c.id
			 WHERE c.account_id = $1 AND a.framework_key = $2 AND ($3 OR a.team_id = ANY ($4::uuid[]))
			 GROUP BY c.account_id, c.id ORDER BY c.starts_on DESC`,
			[accountId, frameworkKey, sight.all, sight.teamIds],
		)
		if (cycles.rows.length === 0) return cycleId === undefined && nodeId === undefined ? 'nothing' : null
		const cycle = cycleId ? cycles.rows.find(({ id }) => id === cycleId) : newest(cycles.rows)
		if (!cycle) return null
		const account = await sql.query<{ name: string }>(`SELECT name FROM account WHERE id = $1`, [accountId])
		const { rows: teams } = await sql.query<Node>(
			`SELECT t.team_id AS id, t.name, coalesce(t.parent_id, t.account_id) AS "parentId", a.id IS NOT NULL AS begun,
				CASE WHEN a.state = 'agreed' THEN coalesce(a.shown, a.rung - 1) END AS step
			 FROM cycle_team t LEFT JOIN team_assessment a ON a.account_id = t.account_id AND a.cycle_id = t.cycle_id
				AND a.team_id = t.team_id AND a.framework_key = $3
			 WHERE t.account_id = $1 AND t.cycle_id = $2 ORDER BY lower(t.name), t.team_id`,
			[accountId, cycle.id, frameworkKey],
		)
		const named = ({ id, name, phase, publishedAt }: CycleRow): NamedCycle => ({
			...{ id, name, isRunning: isRunning(phase), publishedAt },
		})
		const root = { id: accountId, name: account.rows[0]?.name ?? '', parentId: null }
		const byId = new Map(teams.map((team) => [team.id, team]))
		const stepOf = (id: string) => {
			const team = byId.get(id)
			return team?.begun && seesTeamAssessments(sight, id) ? team.step : undefined
		}
		const rolled = rollUpTeams([root, ...teams], { steps, stepOf })
		const met = withChecks
			? await readMet(sql, accountId, { cycleId: cycle.id, frameworkKey })
			: new Map<string, string[]>()
		const seen = new Map([...met].filter(([id]) => seesTeamAssessments(sight, id)))
		const checks = rollUpChecks([root, ...teams], seen)
		const countsOf = (id: string) => {
			const counts = rolled.get(id)
			return counts && { ...counts, met: checks.get(id) ?? new Map<string, number>() }
		}
		const isThere = (id: string) => {
			const counts = countsOf(id)
			return counts !== undefined && counts.agreed + counts.begun > 0
		}
		const node = nodeId === undefined || nodeId === accountId ? root : byId.get(nodeId)
		const total = node && countsOf(node.id)
		if (!node || !total || !isThere(node.id)) return null
		const path: Named[] = []
		for (let at: string | null = node.id; at !== null;) {
			const step: { name: string; parentId: string | null } | undefined =
				at === accountId ? root : byId.get(at)
			if (!step) break
			path.unshift({ id: at, name: step.name })
			at = step.parentId
		}
		const below = (id: string) => teams.filter((team) => team.parentId === id && isThere(team.id))
		return {
			...{ cycle: named(cycle), cycles: cycles.rows.map(named), seesAll: sight.all, path },
			total: { id: node.id, name: node.name, ...total, hasOwn: stepOf(node.id) !== undefined },
			rows: below(node.id).flatMap(({ id, name }) => {
				const counts = countsOf(id)
				return counts ? [{ id, name, ...counts, hasBelow: below(id).length > 0 }] : []
			}),
		}
	})
}

const newest = <Cycle extends { isAgreed: boolean }>(cycles: readonly Cycle[]): Cycle | undefined =>
	cycles.find(({ isAgreed }) => isAgreed) ?? cycles[0]

/** The checks that each team agreed to have met, by team. */
async function readMet(
	sql: pg.ClientBase,
	accountId: string,
	of: { cycleId: string; frameworkKey: string },
): Promise<Map<string, string[]>> {
	const { rows } = await sql.query<{ teamId: string; keys: string[] }>(
		`SELECT a.team_id AS "teamId", array_agg(k.check_key) AS keys
		 FROM team_assessment a
		 JOIN team_assessment_check k ON k.account_id = a.account_id AND k.assessment_id = a.id
		 WHERE a.account_id = $1 AND a.cycle_id = $2 AND a.framework_key = $3 AND a.state = 'agreed' AND k.verdict = 'met'
		 GROUP BY a.team_id`,
		[accountId, of.cycleId, of.frameworkKey],
	)
	return new Map(rows.map(({ teamId, keys }) => [teamId, keys]))
}
