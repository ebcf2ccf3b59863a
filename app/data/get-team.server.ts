import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { teamPathSql } from './member-filter-sql.server.ts'

export type TeamDetails = {
	id: string
	name: string
	parentId: string | null
	/** The teams above it, from the top down. */
	above: { id: string; name: string }[]
	lead: { id: string; name: string; email: string | null; externalId: string | null } | null
	archivedAt: Date | null
	version: number
	/** People of the team itself who have not left, and teams right below it that are not archived. */
	members: number
	children: { id: string; name: string }[]
}

/** A team; null when the account has none of this id. */
export async function getTeam(scope: AccountScope, teamId: string): Promise<TeamDetails | null> {
	return withAccount(scope, (transaction) => selectTeam(transaction, scope, teamId))
}

/** The same within an open transaction. */
export async function selectTeam(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	teamId: string,
): Promise<TeamDetails | null> {
	const { rows } = await sql.query<TeamDetails>(
		`SELECT t.id, t.name, t.parent_id AS "parentId", t.archived_at AS "archivedAt", t.version,
			CASE WHEN l.id IS NOT NULL THEN
				json_build_object('id', l.id, 'name', l.name, 'email', l.email, 'externalId', l.external_id) END AS lead,
			(SELECT count(*)::int FROM member m WHERE m.account_id = t.account_id AND m.team_id = t.id
				AND (m.left_on IS NULL OR m.left_on > (now() AT TIME ZONE a.time_zone)::date)) AS members,
			(SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY lower(c.name), c.id), '[]')
				FROM team c WHERE c.account_id = t.account_id AND c.parent_id = t.id AND c.archived_at IS NULL) AS children,
			(WITH RECURSIVE up AS (
				SELECT p.id, p.name, p.parent_id, 1 AS step FROM team p WHERE p.account_id = t.account_id AND p.id = t.parent_id
				UNION ALL SELECT p.id, p.name, p.parent_id, u.step + 1 FROM team p JOIN up u ON p.account_id = $1 AND p.id = u.parent_id)
			 SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY step DESC), '[]') FROM up) AS above
		 FROM team t
		 JOIN account a ON a.id = t.account_id
		 LEFT JOIN member l ON l.account_id = t.account_id AND l.id = t.lead_id
		 WHERE t.account_id = $1 AND t.id = $2`,
		[accountId, teamId],
	)
	return rows[0] ?? null
}

/** 'Sales / EMEA / DACH' of a team within an open transaction; empty for none. */
export async function readTeamPath(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	teamId: string | null,
): Promise<string> {
	if (!teamId) return ''
	const { rows } = await sql.query<{ path: string[] }>(
		`WITH RECURSIVE ${teamPathSql} SELECT path FROM team_path WHERE id = $2`,
		[accountId, teamId],
	)
	return rows[0]?.path.join(' / ') ?? ''
}
