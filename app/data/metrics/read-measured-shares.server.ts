import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { isManagerRater } from '#app/data/manager-rater-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { ComparedShares } from '#app/domain/check-in/says-versus-shows.ts'
import type { MeasuredShare } from '#app/domain/metric/measured-share.ts'
import type { ShareRow } from './measured-share-sql.server.ts'
import { measuredShares, shareOfRow } from './measured-share-sql.server.ts'
import { findHiddenTeams } from './find-hidden-teams.server.ts'
import { findMeasuredMember } from './find-measured-member.server.ts'
import { readMetricSight, seesTeam } from './read-metric-sight.server.ts'

type Place = { memberId: string; teamId: string | null; startsOn: string; endsOn: string }

/**
 * What was measured of a participant, and of their team as frozen, within the dates of the cycle: for the two of the pair, as
 * far as they may see the person's values and the team's as of now. Nothing for everybody else, and where nothing came.
 */
export async function readMeasuredShares(
	scope: AccountScope,
	person: Person,
	{ participantId, compared }: { participantId: string; compared: ComparedShares },
): Promise<MeasuredShare[]> {
	const wanted = [
		...compared.questions.map(({ metricKey }) => ({ metricKey, kind: 'member' })),
		...compared.signs.map(({ metricKey }) => ({ metricKey, kind: 'team' })),
	]
	if (wanted.length === 0 || scope.memberId === null) return []
	const found = await withAccountSql(scope, async (sql) => {
		const place = await findPlace(sql, scope, participantId)
		if (!place) return null
		const { rows } = await sql.query<ShareRow>(measuredShares, [
			...[scope.accountId, wanted.map(({ metricKey }) => metricKey), wanted.map(({ kind }) => kind)],
			...[place.memberId, place.teamId, place.startsOn, place.endsOn],
		])
		return { place, rows }
	})
	if (!found || found.rows.length === 0) return []
	const { place, rows } = found
	if (!(await findMeasuredMember(scope, person, { memberId: place.memberId }))) return []
	const hidden = await findUnseen(scope, person, place.teamId, rows)
	return rows.flatMap((row) => (hidden.has(row) ? [] : (shareOfRow(row) ?? [])))
}

/** The dates and the two subjects of a participant whom the person of the scope rates, themself or as the manager's side. */
async function findPlace(
	sql: ClientBase,
	{ accountId, memberId }: AccountScope,
	participantId: string,
): Promise<Place | null> {
	const { rows } = await sql.query<Place>(
		`SELECT p.member_id AS "memberId", p.team_id AS "teamId", c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn"
		 FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 WHERE p.account_id = $1 AND p.id = $2 AND (p.member_id = $3 OR ${isManagerRater('$3')})`,
		[accountId, participantId, memberId],
	)
	return rows[0] ?? null
}

/** Of what came for the team, what is not for the reader: another's team, or one too small. */
async function findUnseen(
	scope: AccountScope,
	person: Person,
	teamId: string | null,
	rows: readonly ShareRow[],
): Promise<Set<ShareRow>> {
	const ofTeam = rows.filter(({ kind }) => kind === 'team')
	if (teamId === null || ofTeam.length === 0) return new Set()
	const sight = await readMetricSight(scope, person)
	if (!seesTeam(sight, teamId)) return new Set(ofTeam)
	const metricIds = ofTeam.map(({ metricId }) => metricId)
	const hidden = await withAccountSql(scope, (sql) => findHiddenTeams(sql, scope, sight, { metricIds }))
	return new Set(
		ofTeam.filter(({ metricId }) => hidden.some((one) => one.metricId === metricId && one.teamId === teamId)),
	)
}
