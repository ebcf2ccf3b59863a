import type { StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import {
	assessedStandings,
	noStandings,
	participantStandings,
	unassessedStandings,
} from '#app/domain/cycle/participant-standing.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { followedCounts } from './followed-standings-sql.server.ts'
import { managerRater } from './manager-rater-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/** What participants of a cycle are counted by. A manager is whoever gives the manager's side: stands in, or as frozen. */
export type ProgressGrouping = 'team' | 'family' | 'manager'

export type GroupProgress = {
	/** Null for the participants in no team, or without a manager. */
	id: string | null
	name: string | null
	/** Of a team: the one that it is in, and who leads it. */
	parentName: string | null
	leadName: string | null
	/** Of a manager: how many of these people they stand in for. */
	standsInFor: number
	counts: StandingCounts
}

export const groupProgressSorts = ['name', 'eligible', 'assessed', 'open'] as const
export type GroupProgressSort = (typeof groupProgressSorts)[number]

const orders: Record<GroupProgressSort, string> = {
	name: 'position, lower(name)',
	eligible: 'eligible',
	assessed: 'assessed::float / nullif(eligible, 0)',
	open: 'eligible - assessed',
}

/** One by one: of all the account's people, few lead a team or give a manager's side. */
const memberOf = (id: string) => `SELECT name FROM member WHERE account_id = $1 AND id = ${id} LIMIT 1`

const groupings: Record<ProgressGrouping, { key: string; columns: string; joins: string }> = {
	team: {
		key: 'p.team_id',
		columns: 't.name, above.name AS "parentName", lead.name AS "leadName", 0 AS position',
		joins: `LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = s.id
			LEFT JOIN cycle_team above ON above.account_id = $1 AND above.cycle_id = $2 AND above.team_id = t.parent_id
			LEFT JOIN LATERAL (${memberOf('t.lead_id')}) lead ON true`,
	},
	family: {
		key: 'p.family_id',
		columns: 'f.name, NULL AS "parentName", NULL AS "leadName", f.position',
		joins: 'JOIN role_family f ON f.account_id = $1 AND f.id = s.id',
	},
	manager: {
		key: managerRater,
		columns: 'm.name, NULL AS "parentName", NULL AS "leadName", 0 AS position',
		joins: `LEFT JOIN LATERAL (${memberOf('s.id')}) m ON true`,
	},
}

export type ListGroupProgressOptions = {
	cycleId: string
	by: ProgressGrouping
	/** Only the people that this member sees in the cycle; everybody unless given. */
	seenBy?: string | null
	/** Part of a name. */
	search?: string
	sort?: GroupProgressSort
	descending?: boolean
	page?: number
	/** Null for all. */
	pageSize?: number | null
}

const countWhere = (condition: string) => `coalesce(sum(count) FILTER (WHERE ${condition}), 0)::int`
const oneOf = (standings: readonly string[]) => `standing IN (${standings.map((s) => `'${s}'`).join(', ')})`

/**
 * Where the participants of each team, family or manager stand, so that every participant is in one row, and where all of
 * them stand: from one reading of the participants.
 */
export async function listGroupProgress(
	scope: AccountScope,
	{
		cycleId,
		by,
		seenBy = null,
		search = '',
		sort = 'name',
		descending = false,
		page = 1,
		pageSize = 25,
	}: ListGroupProgressOptions,
): Promise<{ groups: GroupProgress[]; total: number; counts: StandingCounts }> {
	const { key, columns, joins } = groupings[by]
	const order = orders[sort]
		.split(', ')
		.map((part) => `${part} ${descending ? 'DESC' : 'ASC'} NULLS LAST`)
		.join(', ')
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<Row>(
			`WITH r AS MATERIALIZED (${followedCounts(seenBy, key)}),
			 s AS MATERIALIZED (
				SELECT id, sum(delegated)::int AS "standsInFor",
					${countWhere(oneOf([...assessedStandings, ...unassessedStandings]))} AS eligible,
					${countWhere(oneOf(assessedStandings))} AS assessed,
					${participantStandings.map((s) => `${countWhere(`standing = '${s}'`)} AS "${s}"`).join(', ')}
				FROM r GROUP BY 1
			 ),
			 listed AS (
				SELECT *, row_number() OVER (ORDER BY ${order}, lower(name), id) AS place, count(*) OVER ()::int AS total
				FROM (SELECT s.*, ${columns} FROM s ${joins}) named
				WHERE $5 = '' OR strpos(lower(name), lower($5)) > 0
				ORDER BY place LIMIT $6 OFFSET $7
			 )
			 SELECT sums.counts AS everybody, listed.* FROM (SELECT jsonb_build_object(
				${participantStandings.map((s) => `'${s}', coalesce(sum("${s}"), 0)`).join(', ')}) AS counts FROM s) sums
			 LEFT JOIN listed ON true ORDER BY place`,
			[scope.accountId, cycleId, today, seenBy, search, pageSize, (page - 1) * (pageSize ?? 0)],
		)
		const groups = rows.flatMap((row): GroupProgress[] => {
			const { place, id, name, parentName, leadName, standsInFor } = row
			if (place === null) return []
			const counts = Object.fromEntries(
				participantStandings.map((standing) => [standing, row[standing]]),
			) as StandingCounts
			return [{ id, name, parentName, leadName, standsInFor, counts }]
		})
		return { groups, total: rows[0]?.total ?? 0, counts: rows[0]?.everybody ?? noStandings() }
	})
}

/** Without a place where there is no group on the page: then only what counts everybody is in it. */
type Row = Omit<GroupProgress, 'counts'> &
	StandingCounts & { place: string | null; total: number | null; everybody: StandingCounts }
