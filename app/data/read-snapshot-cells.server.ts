import type pg from 'pg'
import type { CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'

/** Nodes in a statement: an expression for an array of ids over $2 and further, and the values of those. */
export type ChosenNodes = { text: string; values: readonly unknown[] }
/** Of each snapshot the counts and, where asked for, what the pattern stored at publication shows of each node. */
export type SnapshotCells = ReadonlyMap<string, { counts: CountRow[]; shown: Map<string, Set<string>> }>

/**
 * The cells of some nodes, and with `withStoredPattern` which of them the stored pattern shows: it serves every reader
 * through it, with the nodes that are open to them.
 */
export async function readSnapshotCells(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: {
		snapshotIds: readonly string[]
		nodes: ChosenNodes
		measures: readonly string[]
		withStoredPattern: boolean
	},
): Promise<SnapshotCells> {
	const next = of.nodes.values.length + 2
	const ofNode = (table: string) =>
		`${table}.account_id = $1 AND ${table}.snapshot_id = s.id AND ${table}.node_id = n.id AND ${table}.measure = ANY ($${next + 1})`
	// One row a cell instead of one a value: what is sent and parsed is most of the time. Each node is read by one range of
	// the tables' keys, in lateral subqueries that stay such because they group: the planner knows too little of so wide a
	// key to choose that by itself, and would read everything.
	const { rows } = await sql.query<[string, string, string, string, string, string, boolean]>({
		text: `SELECT s.id, n.id, c.family_id, c.measure, c.values, c.counts
				${of.withStoredPattern ? `, (c.family_id || ' ' || c.measure) = ANY (x.cells)` : ''}
			FROM unnest(${of.nodes.text}) AS n (id) CROSS JOIN unnest($${next}::uuid[]) AS s (id)
			${
				of.withStoredPattern
					? `CROSS JOIN LATERAL (
						SELECT array_agg(x.family_id || ' ' || x.measure) AS cells FROM snapshot_shown_cell x WHERE ${ofNode('x')}
					) x`
					: ''
			}
			CROSS JOIN LATERAL (
				SELECT c.family_id, c.measure, array_agg(c.value)::text AS values, array_agg(c.count)::text AS counts
				FROM snapshot_cell c WHERE ${ofNode('c')} GROUP BY c.family_id, c.measure
			) c`,
		values: [accountId, ...of.nodes.values, of.snapshotIds, of.measures],
		rowMode: 'array',
	})
	const cells: SnapshotCells = new Map(of.snapshotIds.map((id) => [id, { counts: [], shown: new Map() }]))
	for (const [id, nodeId, familyId, measure, values, counts, isShown] of rows) {
		const ofSnapshot = cells.get(id)
		if (!ofSnapshot) continue
		const each = numbers(counts)
		numbers(values).forEach((value, index) => {
			ofSnapshot.counts.push({ nodeId, familyId, measure, value, count: each[index] ?? 0 })
		})
		if (!isShown) continue
		const ofNode = ofSnapshot.shown.get(nodeId) ?? new Set()
		ofSnapshot.shown.set(nodeId, ofNode.add(`${familyId} ${measure}`))
	}
	return cells
}

/** Of an array of whole numbers as PostgreSQL writes it. */
const numbers = (array: string): number[] => array.slice(1, -1).split(',').map(Number)
