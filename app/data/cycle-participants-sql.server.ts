import type { Exemption } from '#app/domain/cycle/exemption.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import type { AccountScope } from './account-scope.server.ts'
import { followedStandings } from './followed-standings-sql.server.ts'

export type CycleParticipant = {
	id: string
	memberId: string
	name: string
	teamName: string | null
	/** The manager as frozen in the cycle. */
	managerName: string | null
	/** Who stands in for the manager. */
	delegateName: string | null
	familyName: string
	standing: ParticipantStanding
	selfSubmitted: boolean
	managerSubmitted: boolean
	exemption: Exemption | null
	/** Since the cycle was open already; null: from the beginning. */
	joinedAt: Date | null
	version: number
}

export const participantSorts = ['name', 'team', 'family', 'manager', 'standing'] as const
export type ParticipantSort = (typeof participantSorts)[number]

const orders: Record<ParticipantSort, string> = {
	name: 'lower(m.name)',
	team: 'lower(t.name)',
	family: 'f.position',
	manager: 'lower(coalesce(d.name, g.name))',
	standing: 's.standing',
}

export type CycleParticipantFilter = {
	cycleId: string
	/** Only the people that this member sees in the cycle; everybody unless given. */
	seenBy?: string | null | undefined
	/** Only these; everybody unless given. */
	standings?: readonly ParticipantStanding[] | undefined
	/** Directly in this team; `none` for those in no team. */
	teamId?: string | undefined
	familyId?: string | undefined
	/** Who gives the manager's side; `none` for those who have nobody. */
	managerId?: string | undefined
	/** Part of the member's or the manager's name. */
	search?: string
	sort?: ParticipantSort
	descending?: boolean
}

type Query = { text: string; values: unknown[] }

const columns = `s.id, s.member_id AS "memberId", m.name, t.name AS "teamName", g.name AS "managerName",
			d.name AS "delegateName", f.name AS "familyName", s.standing, s.self_submitted AS "selfSubmitted",
			s.manager_submitted AS "managerSubmitted", s.version, s.joined_at AS "joinedAt",
			CASE WHEN s.exempt_reason IS NOT NULL THEN jsonb_build_object(
				'kind', coalesce(s.exempt_kind, 'other'), 'reason', s.exempt_reason) END AS exemption`

/** The participants that a filter leaves, in their order: $1 to $9. */
export function cycleParticipantsQuery(
	scope: AccountScope,
	of: CycleParticipantFilter,
	today: Day,
	{ among = '' }: { among?: string } = {},
): Query {
	const { seenBy = null, sort = 'name', descending = false } = of
	const text = `
		SELECT ${columns}
		FROM (${followedStandings(seenBy)} ${among}) s
		${joined}
		ORDER BY ${orders[sort]} ${descending ? 'DESC' : 'ASC'} NULLS LAST, lower(m.name), s.id`
	return { text, values: valuesOf(scope, of, today) }
}

/**
 * One page of them, each with the `total` of all pages; $10 is its size and $11 how many come before. What is shown is looked up
 * for its people alone: of all of them only what they are chosen and ordered by.
 */
export function cycleParticipantsPageQuery(
	scope: AccountScope,
	of: CycleParticipantFilter,
	today: Day,
): Query {
	const { seenBy = null, sort = 'name', descending = false } = of
	const direction = `${descending ? 'DESC' : 'ASC'} NULLS LAST`
	const page = cycleParticipantsQuery(scope, of, today, { among: 'AND p.id IN (SELECT id FROM page)' })
	const text = `
		WITH page AS MATERIALIZED (
			SELECT s.id FROM (${followedStandings(seenBy)}) s ${joined}
			ORDER BY ${orders[sort]} ${direction}, ${sort === 'name' ? '' : 'lower(m.name), '}s.id LIMIT $10 OFFSET $11
		)
		SELECT listed.*, (SELECT count(*) FROM (${followedStandings(seenBy)}) s ${joined})::int AS total
		FROM (${page.text}) listed`
	return { text, values: page.values }
}

/** Everybody has a member and a family: outer joins are left out where nothing is read from them. */
const joined = `
		LEFT JOIN member m ON m.account_id = $1 AND m.id = s.member_id
		LEFT JOIN role_family f ON f.account_id = $1 AND f.id = s.family_id
		LEFT JOIN member g ON g.account_id = $1 AND g.id = s.manager_id
		LEFT JOIN member d ON d.account_id = $1 AND d.id = s.delegate_id
		LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = s.team_id
		WHERE ($5::text[] IS NULL OR s.standing = ANY ($5))
			AND ($6::text IS NULL OR coalesce(s.team_id::text, 'none') = $6)
			AND ($7::text IS NULL OR s.family_id::text = $7)
			AND ($8 = '' OR strpos(lower(m.name), lower($8)) > 0 OR strpos(lower(g.name), lower($8)) > 0
				OR strpos(lower(d.name), lower($8)) > 0)
			AND ($9::text IS NULL OR coalesce(s.delegate_id, s.manager_id)::text IS NOT DISTINCT FROM nullif($9, 'none'))`

function valuesOf(scope: AccountScope, of: CycleParticipantFilter, today: Day): unknown[] {
	const { cycleId, seenBy = null, standings, teamId, familyId, managerId, search = '' } = of
	return [
		...[scope.accountId, cycleId, today, seenBy, standings ?? null],
		...[teamId ?? null, familyId ?? null, search, managerId ?? null],
	]
}
