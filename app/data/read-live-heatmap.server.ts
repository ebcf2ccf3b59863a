import { reachOf, type Person } from '#app/domain/access/policy.ts'
import { runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { applyPattern, type NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure, type CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import type { HeatmapFamily } from './read-heatmap-frame.server.ts'
import { readLiveCells } from './read-live-cells.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

/** Stands for the teams that a manager leads side by side; no team has this id. */
export const ownTeamsId = 'own-teams'

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
	/** From the uppermost team that the manager leads down to the node. */
	path: SnapshotTreeNode[]
	node: SnapshotTreeNode
	children: SnapshotTreeNode[]
	/** Everything of the node and its children: a manager sees everybody there. */
	cells: ReadonlyMap<string, NodeCells>
}

type Led = { cycle: RunningCycle; families: HeatmapFamily[]; teams: SnapshotTreeNode[] }

/**
 * The running cycle as a heatmap of what a manager sees openly: the teams that the manager leads in it, and below. `node`
 * is the only such team, or all of them together. Null for who leads none, and for a team outside.
 */
export async function readLiveHeatmap(
	scope: AccountScope,
	person: Person,
	{ nodeId, questions = [] }: { nodeId?: string | undefined; questions?: readonly string[] },
): Promise<LiveHeatmap | null> {
	const led = await readLedTeams(scope, person)
	if (!led) return null
	const { cycle, families, teams } = led
	const byId = new Map(teams.map((team) => [team.id, team]))
	const roots = teams.filter(({ parentId }) => parentId === null || !byId.has(parentId))
	const [only] = roots
	const together = { id: ownTeamsId, parentId: null, name: 'Your teams', depth: 0 }
	const node =
		nodeId === undefined || nodeId === ownTeamsId ? (roots.length > 1 ? together : only) : byId.get(nodeId)
	if (!node) return null
	const path: SnapshotTreeNode[] = []
	for (let at: SnapshotTreeNode | undefined = node; at; at = byId.get(at.parentId ?? '')) path.unshift(at)
	if (roots.length > 1 && node !== together) path.unshift(together)

	const rootTeamIds = node === together ? roots.map(({ id }) => id) : [node.id]
	const counts = await readLiveCells(scope, { cycleId: cycle.id, rootTeamIds })
	const children = node === together ? roots : teams.filter(({ parentId }) => parentId === node.id)
	const measures = new Set([tierMeasure, stateMeasure, ...questions])
	const cells = applyPattern({
		nodeIds: [node.id, ...children.map(({ id }) => id)],
		families: families.map(({ id, key }) => ({
			id,
			questions: questions.filter((question) => question.startsWith(`${key}.`)),
		})),
		counts: (node === together ? addTogether(counts, rootTeamIds) : counts).filter(({ measure }) =>
			measures.has(measure),
		),
		disclosure: { kind: 'everything' },
	})
	return { cycle, families, path, node, children, cells: new Map(cells.map((cell) => [cell.nodeId, cell])) }
}

/** Whether there is a running cycle in which the person leads a team: what `readLiveHeatmap` would be about. */
export async function findLiveCycle(scope: AccountScope, person: Person): Promise<RunningCycle | null> {
	return (await readLedTeams(scope, person))?.cycle ?? null
}

async function readLedTeams(scope: AccountScope, person: Person): Promise<Led | null> {
	if (scope.memberId === null || !reachOf(person, 'heatmap.read').has('subtree')) return null
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<{
			cycle: RunningCycle
			families: HeatmapFamily[]
			teams: SnapshotTreeNode[] | null
		}>(
			`WITH RECURSIVE running AS (
				SELECT c.id FROM cycle c WHERE c.account_id = $1 AND c.phase::text = ANY ($3) ORDER BY c.starts_on DESC LIMIT 1
			 ),
			 led (team_id) AS (
				SELECT t.team_id FROM running r JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = r.id AND t.lead_id = $2
				UNION
				SELECT t.team_id FROM led l CROSS JOIN running r
				JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = r.id AND t.parent_id = l.team_id
			 )
			 SELECT json_build_object('id', c.id, 'name', c.name, 'startsOn', c.starts_on::text, 'endsOn', c.ends_on::text,
					'frameworkVersionId', c.framework_version_id, 'minimumGroupSize', a.minimum_group_size) AS cycle,
				(SELECT coalesce(json_agg(json_build_object('id', f.id, 'key', f.key, 'name', f.name) ORDER BY f.position, f.key), '[]')
					FROM role_family f WHERE f.account_id = $1) AS families,
				(SELECT json_agg(json_build_object('id', t.team_id, 'parentId', t.parent_id, 'name', t.name, 'depth', 0)
						ORDER BY t.name, t.team_id)
					FROM led l JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = c.id AND t.team_id = l.team_id) AS teams
			 FROM running r JOIN cycle c ON c.account_id = $1 AND c.id = r.id JOIN account a ON a.id = $1`,
			[scope.accountId, scope.memberId, runningPhases],
		)
		const [row] = rows
		return row?.teams ? { ...row, teams: row.teams } : null
	})
}

/** The counts with those of the given nodes, which share nobody, added up under `ownTeamsId`. */
function addTogether(counts: readonly CountRow[], nodeIds: readonly string[]): CountRow[] {
	const added = counts.filter(({ nodeId }) => nodeIds.includes(nodeId))
	return [...counts, ...added.map((row) => ({ ...row, nodeId: ownTeamsId }))]
}
