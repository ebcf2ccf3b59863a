import type { Role } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { MemberFilter } from './member-filter-sql.server.ts'
import { memberFilterSql } from './member-filter-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/**
 * How far a member is on the way in: `no-email` cannot be invited, `none` has no invitation that counts, `invited` has an open
 * one, `expired` let it run out, `joined` can sign in.
 */
export const inviteeStates = ['no-email', 'none', 'invited', 'expired', 'joined'] as const
export type InviteeState = (typeof inviteeStates)[number]

export type Invitee = {
	memberId: string
	name: string
	email: string | null
	jobTitle: string | null
	family: string | null
	team: string | null
	state: InviteeState
	/** Of the last invitation that was not taken back. */
	sentAt: Date | null
	expiresAt: Date | null
	/** Of that invitation, or of who has joined. */
	roles: Role[]
}

export type InviteeFilter = Omit<MemberFilter, 'status'> & { states?: readonly InviteeState[] | undefined }

/**
 * Members who have not left, with the state of their invitation, as `invitee (…)`. `$1` is the account, `$2` and the following
 * are the values.
 */
export function inviteesSql(filter: InviteeFilter, today: string): { sql: string; values: unknown[] } {
	const { where, values } = memberFilterSql({ ...filter, status: 'active' }, today)
	const sql = `invitee AS (
		SELECT m.id AS "memberId", m.name, m.email, m.job_title AS "jobTitle", f.name AS family, f.position AS family_position,
			t.name AS team, i.sent_at AS "sentAt", i.expires_at AS "expiresAt",
			coalesce(s.roles, i.roles, '{}')::text[] AS roles,
			CASE WHEN s.id IS NOT NULL THEN 'joined' WHEN m.email IS NULL THEN 'no-email' WHEN i.id IS NULL THEN 'none'
				WHEN i.expires_at <= now() THEN 'expired' ELSE 'invited' END AS state
		FROM member m
		LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
		LEFT JOIN team t ON t.account_id = m.account_id AND t.id = m.team_id
		LEFT JOIN membership s ON s.account_id = m.account_id AND s.member_id = m.id
		LEFT JOIN (SELECT DISTINCT ON (o.member_id) o.member_id, o.id, o.sent_at, o.expires_at, o.roles FROM invitation o
			WHERE o.account_id = $1 AND o.revoked_at IS NULL AND o.accepted_at IS NULL
			ORDER BY o.member_id, o.sent_at DESC) i ON i.member_id = m.id
		WHERE m.account_id = $1 ${where})`
	return { sql, values }
}

export const inviteeSorts = ['name', 'email', 'family', 'team', 'state', 'sentAt'] as const
export type InviteeSort = (typeof inviteeSorts)[number]

const orderBy: Record<InviteeSort, string> = {
	name: 'lower(name)',
	email: 'email',
	family: 'family_position',
	team: 'lower(team)',
	state: `array_position(ARRAY['no-email', 'none', 'expired', 'invited', 'joined'], state)`,
	sentAt: '"sentAt"',
}

/** One page of members with the state of their invitation, and how many are in each state whatever `filter.states` says. */
export async function listInvitees(
	scope: AccountScope,
	of: { filter: InviteeFilter; sort: InviteeSort; order: 'asc' | 'desc'; page: number; pageSize: number },
): Promise<{ rows: Invitee[]; total: number; counts: Record<InviteeState, number> }> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { sql: invitees, values } = inviteesSql(of.filter, today)
		const next = values.length + 2
		const { rows } = await transaction.sql.query<Invitee>(
			`WITH ${invitees}
			 SELECT "memberId", name, email, "jobTitle", family, team, state, "sentAt", "expiresAt", roles FROM invitee
			 WHERE $${next}::text[] IS NULL OR state = ANY ($${next}::text[])
			 ORDER BY ${orderBy[of.sort]} ${of.order === 'desc' ? 'DESC' : 'ASC'} NULLS LAST, lower(name), "memberId"
			 LIMIT $${next + 1} OFFSET $${next + 2}`,
			[scope.accountId, ...values, of.filter.states ?? null, of.pageSize, (of.page - 1) * of.pageSize],
		)
		const counted = await transaction.sql.query<{ state: InviteeState; count: number }>(
			`WITH ${invitees} SELECT state, count(*)::int AS count FROM invitee GROUP BY state`,
			[scope.accountId, ...values],
		)
		const byState = new Map(counted.rows.map(({ state, count }) => [state, count]))
		const counts = Object.fromEntries(
			inviteeStates.map((state) => [state, byState.get(state) ?? 0]),
		) as Record<InviteeState, number>
		const total = (of.filter.states ?? inviteeStates).reduce((sum, state) => sum + counts[state], 0)
		return { rows, total, counts }
	})
}
