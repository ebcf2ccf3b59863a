import type { PeopleRows } from '#app/domain/heatmap/heat-rows.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import { peopleRowId } from './heatmap/people-rows-sql.server.ts'
import { groupParticipants, liveGroupOf } from './live-people-sql.server.ts'
import type { HeatmapView } from './read-heatmap-view.server.ts'
import { changedSinceVersion } from './results-of-version-sql.server.ts'
import { todayOfAccount } from './today-sql.server.ts'

export const cellPersonSorts = ['name', 'team', 'tier', 'state'] as const
export type CellPersonSort = (typeof cellPersonSorts)[number]

/** The four states of a participant (measuring rule 4). */
export type CellPersonState = 'assessed' | 'not-assessed' | 'exempt' | 'left'

export type CellPerson = {
	participantId: string
	memberId: string
	name: string
	teamName: string | null
	familyName: string
	state: CellPersonState
	/** The agreed tier in half-steps; null unless assessed. */
	halfSteps: number | null
	/** Assessed by one rater alone. */
	isSingleRater: boolean
}

const orders: Record<CellPersonSort, string> = {
	name: 'lower(m.name)',
	team: 'lower(t.name)',
	tier: 's.half_steps',
	state: `array_position(ARRAY['assessed', 'not-assessed', 'exempt', 'left'], s.state)`,
}

type Options = {
	/** Null for all families. */
	familyId: string | null
	sort?: CellPersonSort
	descending?: boolean
	page?: number
	pageSize?: number
	/** One of the rows that the people of the node are parted into; all of them without it. */
	row?: { rows: PeopleRows; id: string } | null
}

/**
 * Who stands in a cell of a heatmap, as frozen in its cycle; of the running cycle as it stands now. Null where the reader
 * does not see everybody of the view's node: then nobody is named.
 */
export async function listCellPeople(
	scope: AccountScope,
	{ cycle, node, path, children, cells, isOpen }: HeatmapView,
	{ familyId, sort = 'name', descending = false, page = 1, pageSize = 50, row = null }: Options,
): Promise<{ people: CellPerson[]; total: number } | null> {
	if (!isOpen(node.id)) return null
	const isEverybody = path.length === 1 && node.id === scope.accountId
	const childIds = children.map(({ id }) => id)
	const group = isEverybody ? { teamIds: [], withReports: false } : liveGroupOf(node.id, childIds)
	const of = [
		...[scope.accountId, cycle.id, group.teamIds, isEverybody, familyId],
		group.withReports ? scope.memberId : null,
	]
	const ofRow = [...(row ? [row.id] : []), ...(row?.rows.kind === 'attribute' ? [row.rows.name] : [])]
	const known = row ? null : countKnown(cells.get(node.id), familyId)
	/** A part of the node, where that is what the row stands for. */
	const isInRow = (at: number) => (row ? `AND ${peopleRowId(row.rows, `$${at + 1}`)} = $${at}::uuid` : '')
	return withAccountSql(scope, async (sql) => {
		const [people, counted] = await Promise.all([
			sql.query<CellPerson>(
				`SELECT p.id AS "participantId", p.member_id AS "memberId", m.name, t.name AS "teamName", f.name AS "familyName", s.state,
					s.half_steps::int AS "halfSteps", s.half_steps IS NOT NULL AND result.single_rater IS NOT NULL AS "isSingleRater"
				 FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
				 LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
				 LEFT JOIN (${changedSinceVersion({ account: '$1', cycle: '$2', version: '$7::int' })}) e ON e.participant_id = p.id
				 CROSS JOIN LATERAL (SELECT
					CASE WHEN e.participant_id IS NULL THEN o.tier ELSE e.tier END AS tier,
					CASE WHEN e.participant_id IS NULL THEN o.single_rater ELSE e.single_rater END AS single_rater
				 ) result
				 CROSS JOIN LATERAL (SELECT CASE
						WHEN p.state = 'active' AND $8 AND m.left_on <= ${todayOfAccount} THEN 'left'
						WHEN p.state <> 'active' THEN p.state::text
						WHEN result.tier IS NULL THEN 'not-assessed' ELSE 'assessed' END AS state
				 ) stood
				 CROSS JOIN LATERAL (
					SELECT stood.state, CASE WHEN stood.state = 'assessed' THEN result.tier END AS half_steps
				 ) s
				 JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
				 LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
				 WHERE ${isInCell} ${isInRow(11)}
				 ORDER BY ${orders[sort]} ${descending ? 'DESC' : 'ASC'}${sort === 'name' ? '' : ' NULLS LAST, lower(m.name)'}, p.id
				 LIMIT $9 OFFSET $10`,
				[...of, cycle.version, cycle.version === null, pageSize, (page - 1) * pageSize, ...ofRow],
			),
			known === null
				? sql.query<{ total: number }>(
						`SELECT count(*)::int AS total FROM participant p WHERE ${isInCell} ${isInRow(7)}`,
						[...of, ...ofRow],
					)
				: null,
		])
		return { people: people.rows, total: known ?? counted?.rows[0]?.total ?? 0 }
	})
}

/** $1 account, $2 cycle, $3 teams, $4 whether it is of everybody, $5 family, $6 whose reports. */
const isInCell = `p.account_id = $1 AND p.cycle_id = $2
	AND ($4 OR p.id IN (${groupParticipants({ account: '$1', cycle: '$2', teams: '$3', member: '$6' })}))
	AND ($5::uuid IS NULL OR p.family_id = $5)`

/** How many there are, where the figures of the cell say it; null where not all of them do. */
function countKnown(cells: NodeCells | undefined, familyId: string | null): number | null {
	const families = (cells?.families ?? []).filter((one) => familyId === null || one.familyId === familyId)
	if (families.length === 0) return null
	let total = 0
	for (const { coverage } of families) {
		if (coverage.kind === 'empty') continue
		if (coverage.kind !== 'shown' || coverage.states === null) return null
		const { assessed, notAssessed, exempt, left } = coverage.states
		total += assessed + notAssessed + exempt + left
	}
	return total
}
