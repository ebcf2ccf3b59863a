import type { AccountScope } from '#app/data/account-scope.server.ts'
import { cellCounts } from '#app/data/cell-counts-sql.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { Rater } from '#app/domain/check-in/rater.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import type { CountRow } from '#app/domain/suppression/pattern.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import { closedAnswers, closedSides } from './closed-sides-sql.server.ts'
import { isBelow, peopleRowId } from './people-rows-sql.server.ts'
import { teamOf } from './read-people-rows.server.ts'

/** What one of the two raters said, by node: of the same pairs on both sides. */
export type Sides = Record<Rater, ReadonlyMap<string, NodeCells>>

/**
 * Whether both sides of pairs are for somebody as figures: for who reads every pair. A manager reads the answers of their own
 * reports and none of those below (DESIGN, section 3), so that no node of theirs would be whole.
 */
export const mayReadSides = (person: Person): boolean =>
	reachOf(person, 'heatmap.read').has('all') && reachOf(person, 'outcomes.read').has('all')

type Of = {
	view: HeatmapView
	rows: HeatRows
	/** The view's unless given. */
	cycleId?: string
	questions?: readonly string[]
}

/**
 * What self and manager said in the closed pairs of a view's node and of each of its rows. It is what both sent last: no version of
 * a result keeps it. Null for who does not read every pair.
 */
export async function readSides(scope: AccountScope, person: Person, of: Of): Promise<Sides | null> {
	if (!mayReadSides(person)) return null
	const [self, manager] = await Promise.all([readSide(scope, 'self', of), readSide(scope, 'manager', of)])
	return { self, manager }
}

async function readSide(scope: AccountScope, rater: Rater, of: Of): Promise<ReadonlyMap<string, NodeCells>> {
	const { view, questions = [] } = of
	const counts = await countSide(scope, rater, of)
	const cells = applyPattern({
		nodeIds: [view.node, ...view.children].map(({ id }) => id),
		families: view.families.map(({ id, key }) => ({
			id,
			questions: questions.filter((question) => question.startsWith(`${key}.`)),
		})),
		counts,
		disclosure: { kind: 'everything' },
	})
	return new Map(cells.map((cell) => [cell.nodeId, cell]))
}

/** The tree of a cycle with the account at its top. */
const cycleTree = `
	SELECT $1::uuid, NULL::uuid
	UNION ALL
	SELECT t.team_id, coalesce(t.parent_id, t.account_id) FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = $2`

/** The rows with the node above them; $4 are the ids of all of these. */
const rowsBelow = `
	SELECT coalesce($3::uuid, $1::uuid), NULL::uuid
	UNION ALL
	SELECT DISTINCT id, coalesce($3::uuid, $1::uuid) FROM unnest($4::uuid[]) AS r (id) WHERE id <> coalesce($3::uuid, $1::uuid)`

async function countSide(scope: AccountScope, rater: Rater, of: Of): Promise<CountRow[]> {
	const { view, rows, cycleId = view.cycle.id, questions = [] } = of
	const at = { account: '$1', cycle: '$2', today: '$5', rater }
	const home = rows.kind === 'teams' ? 'coalesce(p.team_id, p.account_id)' : homeOf(peopleRowId(rows, '$8'))
	const ids = [view.node, ...view.children].map(({ id }) => id)
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const counts = cellCounts({
			account: '$1::uuid',
			node: rows.kind === 'teams' ? cycleTree : rowsBelow,
			people: closedSides({ ...at, home, where: isBelow({ account: '$1', cycle: '$2', team: '$3' }) }),
			answers:
				questions.length > 0 ? closedAnswers({ ...at, questions: '$7' }) : 'outcome_answer a WHERE false',
		})
		const read = await transaction.sql.query<CountRow>(
			`SELECT node_id AS "nodeId", family_id AS "familyId", measure, value::int AS value, count FROM (${counts}) c
			 WHERE node_id = ANY ($4::uuid[]) AND (measure = ANY ($6) OR measure = ANY ($7))`,
			[
				...[
					scope.accountId,
					cycleId,
					teamOf(scope, view),
					ids,
					today,
					[tierMeasure, stateMeasure],
					questions,
				],
				...(rows.kind === 'attribute' ? [rows.name] : []),
			],
		)
		return read.rows
	})
}

/** Whoever is in none of the rows that are read counts in the node alone. */
const homeOf = (rowId: string) =>
	`CASE WHEN ${rowId} = ANY ($4::uuid[]) THEN ${rowId} ELSE coalesce($3::uuid, $1::uuid) END`
