import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { findSmallTeams } from '#app/domain/metric/small-teams.ts'

type Node = { id: string; parentId: string | null; people: number; metricIds: string[] }

/**
 * The teams of a snapshot whose own values of a metric stay hidden from who sees no individuals: too few people, or they would
 * give such a team away. People are those who are eligible in the cycle; teams are asked of those with values of the metric.
 */
export async function findHiddenNodes(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, metricIds }: { snapshotId: string; metricIds: readonly string[] },
): Promise<{ metricId: string; nodeId: string }[]> {
	const { rows: nodes } = await sql.query<Node & { k: number }>(
		`SELECT n.node_id AS id, n.parent_id AS "parentId", s.minimum_group_size::int AS k, coalesce(c.people, 0)::int AS people,
			coalesce(m.ids, '{}') AS "metricIds"
		 FROM snapshot s
		 JOIN snapshot_node n ON n.account_id = s.account_id AND n.snapshot_id = s.id
		 LEFT JOIN (
			SELECT coalesce(p.team_id, p.account_id) AS home, count(*) AS people FROM participant p JOIN snapshot of
				ON of.account_id = p.account_id AND of.cycle_id = p.cycle_id AND of.id = $2
			WHERE p.account_id = $1 AND p.state = 'active' GROUP BY 1
		 ) c ON c.home = n.node_id
		 LEFT JOIN (
			SELECT m.subject_id, array_agg(m.metric_id::text) AS ids FROM cycle_measurement m JOIN snapshot of
				ON of.account_id = m.account_id AND of.cycle_id = m.cycle_id AND of.id = $2
			WHERE m.account_id = $1 AND m.metric_id = ANY ($3::uuid[]) AND m.subject_kind <> 'member' GROUP BY m.subject_id
		 ) m ON m.subject_id = n.node_id
		 WHERE s.account_id = $1 AND s.id = $2`,
		[accountId, snapshotId, metricIds],
	)
	const byId = new Map(nodes.map((node) => [node.id, node]))
	const above = ({ parentId }: Node): Node | undefined => (parentId === null ? undefined : byId.get(parentId))
	const people = new Map<string, number>()
	for (const node of nodes) {
		for (let at: Node | undefined = node; at; at = above(at)) {
			people.set(at.id, (people.get(at.id) ?? 0) + node.people)
		}
	}
	return metricIds.flatMap((metricId) => {
		const measured = nodes.filter((node) => node.metricIds.includes(metricId))
		const nearest = (node: Node): Node | undefined => {
			let at = above(node)
			while (at && !at.metricIds.includes(metricId)) at = above(at)
			return at
		}
		const teams = measured.map((node) => ({
			id: node.id,
			aboveId: nearest(node)?.id ?? null,
			people: people.get(node.id) ?? 0,
		}))
		// What came for the account is everybody's.
		return [...findSmallTeams(teams, nodes[0]?.k ?? 0)]
			.filter((nodeId) => nodeId !== accountId)
			.map((nodeId) => ({ metricId, nodeId }))
	})
}
