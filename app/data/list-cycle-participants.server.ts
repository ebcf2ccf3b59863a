import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import type { Exemption } from '#app/domain/cycle/exemption.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type CycleParticipant = {
	id: string
	memberId: string
	name: string
	teamName: string | null
	/** The manager as frozen in the cycle. */
	managerName: string | null
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
	manager: 'lower(g.name)',
	standing: 's.standing',
}

export type ListCycleParticipantsOptions = {
	cycleId: string
	/** Only these; everybody unless given. */
	standings?: readonly ParticipantStanding[]
	/** Directly in this team; `none` for those in no team. */
	teamId?: string
	familyId?: string
	/** Part of the member's or the manager's name. */
	search?: string
	sort?: ParticipantSort
	descending?: boolean
	page?: number
	pageSize?: number
}

/** The participants of a cycle by where they stand: whom a cycle waits for, who would be not assessed. Never an answer. */
export async function listCycleParticipants(
	scope: AccountScope,
	{
		cycleId,
		standings,
		teamId,
		familyId,
		search = '',
		sort = 'name',
		descending = false,
		page = 1,
		pageSize = 50,
	}: ListCycleParticipantsOptions,
): Promise<{ participants: CycleParticipant[]; total: number }> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<CycleParticipant & { total: number }>(
			`SELECT s.id, s.member_id AS "memberId", m.name, t.name AS "teamName", g.name AS "managerName",
				f.name AS "familyName", s.standing, s.self_submitted AS "selfSubmitted",
				s.manager_submitted AS "managerSubmitted", s.version, s.joined_at AS "joinedAt",
				CASE WHEN s.exempt_reason IS NOT NULL THEN jsonb_build_object(
					'kind', coalesce(s.exempt_kind, 'other'), 'reason', s.exempt_reason) END AS exemption,
				count(*) OVER ()::int AS total
			 FROM (${standingRows}) s
			 JOIN member m ON m.account_id = $1 AND m.id = s.member_id
			 JOIN role_family f ON f.account_id = $1 AND f.id = s.family_id
			 LEFT JOIN member g ON g.account_id = $1 AND g.id = s.manager_id
			 LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = s.team_id
			 WHERE ($4::text[] IS NULL OR s.standing = ANY ($4))
				AND ($5::text IS NULL OR coalesce(s.team_id::text, 'none') = $5)
				AND ($6::text IS NULL OR s.family_id::text = $6)
				AND ($7 = '' OR strpos(lower(m.name), lower($7)) > 0 OR strpos(lower(g.name), lower($7)) > 0)
			 ORDER BY ${orders[sort]} ${descending ? 'DESC' : 'ASC'} NULLS LAST, lower(m.name), s.id
			 LIMIT $8 OFFSET $9`,
			[
				scope.accountId,
				cycleId,
				today,
				standings ?? null,
				teamId ?? null,
				familyId ?? null,
				search,
				pageSize,
				(page - 1) * pageSize,
			],
		)
		return {
			participants: rows.map(({ total: _, ...participant }) => participant),
			total: rows[0]?.total ?? 0,
		}
	})
}
