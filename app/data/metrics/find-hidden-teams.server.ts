import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { todayOfAccount } from '#app/data/today-sql.server.ts'
import { findSmallTeams } from '#app/domain/metric/small-teams.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

/** Of a member `m`: has not left. */
const isHere = `(m.left_on IS NULL OR m.left_on > ${todayOfAccount})`

type Team = { id: string; parentId: string | null; people: number; metricIds: string[] }

/**
 * Whose values stay hidden from a reader who sees no individuals there: by metric, the ids of teams that are too small, and of
 * those that would give them away. People of teams that the reader leads are no cover for others, for the reader knows their
 * figures. Within an open transaction.
 */
export async function findHiddenTeams(
	sql: ClientBase,
	{ accountId }: AccountScope,
	sight: MetricSight,
	{ metricIds }: { metricIds: readonly string[] },
): Promise<{ metricId: string; teamId: string }[]> {
	if (sight.allPeople || metricIds.length === 0) return []
	const { rows: teams } = await sql.query<Team & { k: number; all: number; accountMetricIds: string[] }>(
		`SELECT t.id, t.parent_id AS "parentId", (SELECT minimum_group_size FROM account a WHERE a.id = $1) AS k,
			(SELECT count(*)::int FROM member m WHERE m.account_id = $1 AND m.team_id = t.id AND ${isHere}) AS people,
			(SELECT count(*)::int FROM member m WHERE m.account_id = $1 AND ${isHere}) AS "all",
			ARRAY(SELECT x FROM unnest($2::uuid[]) x WHERE EXISTS (SELECT FROM observation o
				WHERE o.account_id = $1 AND o.subject_id = $1 AND o.metric_id = x)) AS "accountMetricIds",
			ARRAY(SELECT x FROM unnest($2::uuid[]) x WHERE EXISTS (SELECT FROM observation o
				WHERE o.account_id = $1 AND o.team_id = t.id AND o.metric_id = x)) AS "metricIds"
		 FROM team t WHERE t.account_id = $1`,
		[accountId, metricIds],
	)
	const byId = new Map(teams.map((team) => [team.id, team]))
	const line = (team: Team): Team[] => {
		const above = team.parentId === null ? undefined : byId.get(team.parentId)
		return above ? [above, ...line(above)] : []
	}
	const isLed = ({ id }: Team) => sight.ledTeamIds.includes(id)
	const below = new Map<string, number>()
	for (const team of teams) {
		if (isLed(team)) continue
		for (const { id } of [team, ...line(team)]) below.set(id, (below.get(id) ?? 0) + team.people)
	}
	const k = teams[0]?.k ?? 0
	const ledPeople = teams.filter(isLed).reduce((sum, { people }) => sum + people, 0)
	return metricIds.flatMap((metricId) => {
		const measured = teams.filter((team) => team.metricIds.includes(metricId) && !isLed(team))
		// What came for the account is everybody's, and what is left of it beside the teams is some people's.
		const account = { id: accountId, aboveId: null, people: (teams[0]?.all ?? 0) - ledPeople }
		const topId = teams[0]?.accountMetricIds.includes(metricId) ? accountId : null
		const small = findSmallTeams(
			[
				...(topId === null ? [] : [account]),
				...measured.map((team) => ({
					id: team.id,
					aboveId: line(team).find((above) => above.metricIds.includes(metricId))?.id ?? topId,
					people: below.get(team.id) ?? 0,
				})),
			],
			k,
		)
		return [...small].filter((teamId) => teamId !== accountId).map((teamId) => ({ metricId, teamId }))
	})
}
