import type { StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import {
	assessedStandings,
	participantStandings,
	unassessedStandings,
} from '#app/domain/cycle/participant-standing.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type TeamProgress = {
	/** Null for the participants in no team. */
	teamId: string | null
	name: string | null
	parentName: string | null
	leadName: string | null
	counts: StandingCounts
}

export const teamProgressSorts = ['name', 'eligible', 'assessed', 'open'] as const
export type TeamProgressSort = (typeof teamProgressSorts)[number]

const orders: Record<TeamProgressSort, string> = {
	name: 'lower(name)',
	eligible: 'eligible',
	assessed: 'assessed::float / nullif(eligible, 0)',
	open: 'eligible - assessed',
}

export type ListTeamProgressOptions = {
	cycleId: string
	/** Part of a team's name. */
	search?: string
	sort?: TeamProgressSort
	descending?: boolean
	page?: number
	pageSize?: number
}

const countWhere = (condition: string) => `count(*) FILTER (WHERE ${condition})::int`
const oneOf = (standings: readonly string[]) => `standing IN (${standings.map((s) => `'${s}'`).join(', ')})`

/** Where the participants of each team stand: those directly in it, so that every participant is in one row. */
export async function listTeamProgress(
	scope: AccountScope,
	{
		cycleId,
		search = '',
		sort = 'name',
		descending = false,
		page = 1,
		pageSize = 25,
	}: ListTeamProgressOptions,
): Promise<{ teams: TeamProgress[]; total: number }> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<
			Omit<TeamProgress, 'counts'> & StandingCounts & { total: number }
		>(
			`SELECT *, count(*) OVER ()::int AS total FROM (
				SELECT s.team_id AS "teamId", t.name, above.name AS "parentName", lead.name AS "leadName", s.*
				FROM (
					SELECT team_id, ${countWhere(oneOf([...assessedStandings, ...unassessedStandings]))} AS eligible,
						${countWhere(oneOf(assessedStandings))} AS assessed,
						${participantStandings.map((s) => `${countWhere(`standing = '${s}'`)} AS "${s}"`).join(', ')}
					FROM (${standingRows}) r GROUP BY team_id
				) s
				LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = s.team_id
				LEFT JOIN cycle_team above ON above.account_id = $1 AND above.cycle_id = $2 AND above.team_id = t.parent_id
				LEFT JOIN member lead ON lead.account_id = $1 AND lead.id = t.lead_id
			 ) teams
			 WHERE $4 = '' OR strpos(lower(name), lower($4)) > 0
			 ORDER BY ${orders[sort]} ${descending ? 'DESC' : 'ASC'} NULLS LAST, lower(name), "teamId"
			 LIMIT $5 OFFSET $6`,
			[scope.accountId, cycleId, today, search, pageSize, (page - 1) * pageSize],
		)
		const teams = rows.map(({ teamId, name, parentName, leadName, ...row }) => ({
			teamId,
			name,
			parentName,
			leadName,
			counts: Object.fromEntries(
				participantStandings.map((standing) => [standing, row[standing]]),
			) as StandingCounts,
		}))
		return { teams, total: rows[0]?.total ?? 0 }
	})
}
