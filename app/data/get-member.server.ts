import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'

export type MemberDetails = {
	id: string
	name: string
	email: string | null
	externalId: string | null
	jobTitle: string | null
	familyKey: string | null
	teamId: string | null
	teamName: string | null
	manager: { id: string; name: string; email: string | null; externalId: string | null } | null
	/** Calendar days. */
	startedOn: string | null
	leftOn: string | null
	attributes: Record<string, string>
	version: number
	/** People who report to the member now. */
	reports: number
	/** Teams that the member leads. */
	leads: { id: string; name: string }[]
	/** Whether a user is linked, who can sign in. */
	hasJoined: boolean
}

/** A member; null when the account has none of this id. */
export async function getMember(scope: AccountScope, memberId: string): Promise<MemberDetails | null> {
	return withAccount(scope, (transaction) => selectMember(transaction, scope, memberId))
}

/** The same within an open transaction. */
export async function selectMember(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	memberId: string,
): Promise<MemberDetails | null> {
	const { rows } = await sql.query<MemberDetails>(
		`SELECT m.id, m.name, m.email, m.external_id AS "externalId", m.job_title AS "jobTitle", f.key AS "familyKey",
			m.team_id AS "teamId", t.name AS "teamName", m.started_on::text AS "startedOn", m.left_on::text AS "leftOn",
			m.attributes, m.version,
			CASE WHEN g.id IS NOT NULL THEN
				json_build_object('id', g.id, 'name', g.name, 'email', g.email, 'externalId', g.external_id) END AS manager,
			(SELECT count(*)::int FROM member r WHERE r.account_id = m.account_id AND r.manager_id = m.id
				AND (r.left_on IS NULL OR r.left_on > (now() AT TIME ZONE a.time_zone)::date)) AS reports,
			(SELECT coalesce(json_agg(json_build_object('id', l.id, 'name', l.name) ORDER BY lower(l.name), l.id), '[]')
				FROM team l WHERE l.account_id = m.account_id AND l.lead_id = m.id AND l.archived_at IS NULL) AS leads,
			EXISTS (SELECT FROM membership s WHERE s.account_id = m.account_id AND s.member_id = m.id) AS "hasJoined"
		 FROM member m
		 JOIN account a ON a.id = m.account_id
		 LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
		 LEFT JOIN team t ON t.account_id = m.account_id AND t.id = m.team_id
		 LEFT JOIN member g ON g.account_id = m.account_id AND g.id = m.manager_id
		 WHERE m.account_id = $1 AND m.id = $2 AND m.erased_at IS NULL`,
		[accountId, memberId],
	)
	return rows[0] ?? null
}
