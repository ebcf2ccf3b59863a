import type { PeopleRows } from '#app/domain/heatmap/heat-rows.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { peopleRowId } from './heatmap/people-rows-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { groupParticipants, liveGroupOf } from './live-people-sql.server.ts'
import type { HeatmapView } from './read-heatmap-view.server.ts'
import { changedSinceVersion } from './results-of-version-sql.server.ts'

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
	/** The one row of the node whose people are asked for, where its rows are made of people. */
	row?: { rows: PeopleRows; id: string } | null
}

/**
 * Who stands in a cell of a heatmap, as frozen in its cycle; of the running cycle as it stands now. Null where the reader
 * does not see everybody of the view's node: then nobody is named.
 */
export async function listCellPeople(
	scope: AccountScope,
	{ cycle, node, path, children, isOpen }: HeatmapView,
	{ familyId, sort = 'name', descending = false, page = 1, pageSize = 50, row = null }: Options,
): Promise<{ people: CellPerson[]; total: number } | null> {
	if (!isOpen(node.id)) return null
	const isEverybody = path.length === 1 && node.id === scope.accountId
	const childIds = children.map(({ id }) => id)
	const group = isEverybody ? { teamIds: [], withReports: false } : liveGroupOf(node.id, childIds)
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<CellPerson & { total: number }>(
			`WITH stood AS (
				SELECT p.id, p.member_id, p.team_id, p.family_id, p.cycle_id, result.tier, result.single_rater, CASE
						WHEN p.state = 'active' AND $7 AND m.left_on <= $8::date THEN 'left'
						WHEN p.state <> 'active' THEN p.state::text
						WHEN result.tier IS NULL THEN 'not-assessed' ELSE 'assessed' END AS state
				FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
				LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
				LEFT JOIN (${changedSinceVersion({ account: '$1', cycle: '$2', version: '$11::int' })}) e ON e.participant_id = p.id
				CROSS JOIN LATERAL (SELECT
					CASE WHEN e.participant_id IS NULL THEN o.tier ELSE e.tier END AS tier,
					CASE WHEN e.participant_id IS NULL THEN o.single_rater ELSE e.single_rater END AS single_rater
				) result
				WHERE p.account_id = $1 AND p.cycle_id = $2
					AND ($4 OR p.id IN (${groupParticipants({ account: '$1', cycle: '$2', teams: '$3', member: '$10' })}))
					AND ($5::uuid IS NULL OR p.family_id = $5)
					${row ? `AND ${peopleRowId(row.rows, '$13')} = $12::uuid` : ''}
			 ),
			 s AS (SELECT *, CASE WHEN state = 'assessed' THEN tier END AS half_steps, count(*) OVER ()::int AS total FROM stood)
			 SELECT s.id AS "participantId", s.member_id AS "memberId", m.name, t.name AS "teamName", f.name AS "familyName", s.state,
				s.half_steps::int AS "halfSteps", s.half_steps IS NOT NULL AND s.single_rater IS NOT NULL AS "isSingleRater", s.total
			 FROM s
			 JOIN member m ON m.account_id = $1 AND m.id = s.member_id
			 JOIN role_family f ON f.account_id = $1 AND f.id = s.family_id
			 LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = s.cycle_id AND t.team_id = s.team_id
			 ORDER BY ${orders[sort]} ${descending ? 'DESC' : 'ASC'} NULLS LAST, lower(m.name), s.id
			 LIMIT $6 OFFSET $9`,
			[
				scope.accountId,
				cycle.id,
				group.teamIds,
				isEverybody,
				familyId,
				pageSize,
				cycle.version === null,
				today,
				(page - 1) * pageSize,
				group.withReports ? scope.memberId : null,
				cycle.version,
				...(row ? [row.id] : []),
				...(row?.rows.kind === 'attribute' ? [row.rows.name] : []),
			],
		)
		return { people: rows.map(({ total: _, ...person }) => person), total: rows[0]?.total ?? 0 }
	})
}
