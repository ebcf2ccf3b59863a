import { reachOf, type Person } from '#app/domain/access/policy.ts'
import { runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { applyPattern, type NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure, type CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { queryAccount, withAccountSql } from './database.server.ts'
import { liveGroupOf, ownTeamsId, reportsId } from './live-people-sql.server.ts'
import type { HeatmapFamily } from './read-heatmap-frame.server.ts'
import { readLiveAccountCells } from './read-live-account-cells.server.ts'
import { readLiveCells } from './read-live-cells.server.ts'
import { readLiveGroupCells } from './read-live-group-cells.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'
import { reportingLine } from './seen-participants-sql.server.ts'

export type RunningCycle = {
	id: string
	name: string
	startsOn: Day
	endsOn: Day
	frameworkVersionId: string
	/** k of the account as it is now. */
	minimumGroupSize: number
}

export type LiveHeatmap = {
	cycle: RunningCycle
	families: HeatmapFamily[]
	/** From the uppermost node that the manager sees down to the node. */
	path: SnapshotTreeNode[]
	node: SnapshotTreeNode
	children: SnapshotTreeNode[]
	/** Everything of the node and its children: the reader sees everybody there. */
	cells: ReadonlyMap<string, NodeCells>
}

type Led = {
	cycle: RunningCycle
	families: HeatmapFamily[]
	/** The teams that the manager leads, and every team below. */
	teams: SnapshotTreeNode[]
	/** Whether the manager has reports in none of these teams. */
	reportsElsewhere: boolean
	/** The account, for who sees all of it: then the teams are every one. */
	whole: SnapshotTreeNode | null
}

/**
 * The running cycle as a heatmap of what a manager sees openly, as frozen in it: the teams that the manager leads, and below,
 * and beside them the reports, direct and indirect, where some are in none of these teams. `node` is the only such node, or
 * all of them together. HR has the whole account. Null for who has nothing of that, and for a team outside.
 */
export async function readLiveHeatmap(
	scope: AccountScope,
	person: Person,
	{ nodeId, questions = [] }: { nodeId?: string | undefined; questions?: readonly string[] },
): Promise<LiveHeatmap | null> {
	const led = await readLed(scope, person)
	if (!led) return null
	const { cycle, families, teams } = led
	const roots = rootsOf(led)
	const [only] = roots
	const byId = new Map([...teams, ...roots].map((node) => [node.id, node]))
	const name = led.reportsElsewhere ? 'Your people' : 'Your teams'
	const together = { id: ownTeamsId, parentId: null, name, depth: 0 }
	const node =
		nodeId === undefined || nodeId === ownTeamsId ? (roots.length > 1 ? together : only) : byId.get(nodeId)
	if (!node) return null
	const path: SnapshotTreeNode[] = []
	for (let at: SnapshotTreeNode | undefined = node; at; at = byId.get(at.parentId ?? '')) path.unshift(at)
	if (roots.length > 1 && node !== together) path.unshift(together)

	const children = node === together ? roots : teams.filter(({ parentId }) => parentId === node.id)
	const measures = new Set([tierMeasure, stateMeasure, ...questions])
	const counts = led.whole
		? await readLiveAccountCells(scope, {
				...{ cycleId: cycle.id, nodeIds: [node.id, ...children.map(({ id }) => id)] },
				withAnswers: questions.length > 0,
			})
		: await readCounts(scope, { cycleId: cycle.id, node, children })
	const cells = applyPattern({
		nodeIds: [node.id, ...children.map(({ id }) => id)],
		families: families.map(({ id, key }) => ({
			id,
			questions: questions.filter((question) => question.startsWith(`${key}.`)),
		})),
		counts: counts.filter(({ measure }) => measures.has(measure)),
		disclosure: { kind: 'everything' },
	})
	return { cycle, families, path, node, children, cells: new Map(cells.map((cell) => [cell.nodeId, cell])) }
}

/** Side by side: nobody in one of the teams is in another. */
function rootsOf({ teams, reportsElsewhere, whole }: Led): SnapshotTreeNode[] {
	if (whole) return [whole]
	const ids = new Set(teams.map(({ id }) => id))
	const reports = { id: reportsId, parentId: null, name: 'Your reports', depth: 0 }
	return [
		...teams.filter(({ parentId }) => parentId === null || !ids.has(parentId)),
		...(reportsElsewhere ? [reports] : []),
	]
}

async function readCounts(
	scope: AccountScope,
	of: { cycleId: string; node: SnapshotTreeNode; children: readonly SnapshotTreeNode[] },
): Promise<CountRow[]> {
	const { cycleId } = of
	const childIds = of.children.map(({ id }) => id)
	const isTeam = (id: string) => id !== ownTeamsId && id !== reportsId
	const groups = [of.node.id, ...childIds].filter((id) => !isTeam(id))
	const counts = await Promise.all([
		readLiveCells(scope, {
			cycleId,
			rootTeamIds: isTeam(of.node.id) ? [of.node.id] : childIds.filter(isTeam),
		}),
		...groups.map((nodeId) =>
			readLiveGroupCells(scope, { cycleId, nodeId, group: liveGroupOf(nodeId, childIds) }),
		),
	])
	return counts.flat()
}

/** The name of the running cycle, where `readLiveHeatmap` has something to show of it. */
export async function findLiveCycle(scope: AccountScope, person: Person): Promise<{ name: string } | null> {
	if (!reachOf(person, 'heatmap.read').has('all')) return (await readLed(scope, person))?.cycle ?? null
	// Who sees everybody sees any: nothing has to be known of its teams.
	const [running] = await queryAccount<{ name: string }>(
		scope,
		`SELECT c.name FROM cycle c WHERE c.account_id = $1 AND c.phase::text = ANY ($2) ORDER BY c.starts_on DESC LIMIT 1`,
		[scope.accountId, runningPhases],
	)
	return running ?? null
}

async function readLed(scope: AccountScope, person: Person): Promise<Led | null> {
	const reach = reachOf(person, 'heatmap.read')
	const isWhole = reach.has('all')
	if (!isWhole && (scope.memberId === null || !reach.has('subtree'))) return null
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<{
			cycle: RunningCycle
			families: HeatmapFamily[]
			teams: SnapshotTreeNode[]
			reportsElsewhere: boolean
			accountName: string
		}>(
			`WITH RECURSIVE running AS (
				SELECT c.id FROM cycle c WHERE c.account_id = $1 AND c.phase::text = ANY ($3) ORDER BY c.starts_on DESC LIMIT 1
			 ),
			 led (team_id) AS (
				SELECT t.team_id FROM running r JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = r.id
				WHERE $4 OR t.lead_id = $2
				UNION
				SELECT t.team_id FROM led l CROSS JOIN running r
				JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = r.id AND t.parent_id = l.team_id
			 )
			 SELECT json_build_object('id', c.id, 'name', c.name, 'startsOn', c.starts_on::text, 'endsOn', c.ends_on::text,
					'frameworkVersionId', c.framework_version_id, 'minimumGroupSize', a.minimum_group_size) AS cycle,
				(SELECT coalesce(json_agg(json_build_object('id', f.id, 'key', f.key, 'name', f.name) ORDER BY f.position, f.key), '[]')
					FROM role_family f WHERE f.account_id = $1) AS families,
				(SELECT coalesce(json_agg(json_build_object('id', t.team_id, 'parentId', t.parent_id, 'name', t.name, 'depth', 0)
						ORDER BY t.name, t.team_id), '[]')
					FROM led l JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = c.id AND t.team_id = l.team_id) AS teams,
				EXISTS (SELECT FROM participant p WHERE p.account_id = $1 AND p.cycle_id = c.id
					AND p.id IN (${reportingLine({ account: '$1', cycle: '(SELECT id FROM running)', member: '$2' })})
					AND (p.team_id IS NULL OR p.team_id NOT IN (SELECT team_id FROM led))) AS "reportsElsewhere", a.name AS "accountName"
			 FROM running r JOIN cycle c ON c.account_id = $1 AND c.id = r.id JOIN account a ON a.id = $1`,
			[scope.accountId, scope.memberId, runningPhases, isWhole],
		)
		const [row] = rows
		if (!row) return null
		if (isWhole) {
			const whole = { id: scope.accountId, parentId: null, name: row.accountName, depth: 0 }
			const teams = row.teams.map((team) => ({ ...team, parentId: team.parentId ?? scope.accountId }))
			return { ...row, teams, reportsElsewhere: false, whole }
		}
		return row.teams.length > 0 || row.reportsElsewhere ? { ...row, whole: null } : null
	})
}
