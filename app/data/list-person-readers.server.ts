import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { managerRater } from './manager-rater-sql.server.ts'

/** Who else sees what of a person, by name: only those who can open the account. */
export type PersonReaders = {
	/** The person's newest cycle, whose frozen line this is; null for who never took part. */
	cycleName: string | null
	/** Gives the manager's side in it. */
	rater: string | null
	/** Further up in it. */
	above: string[]
	hr: string[]
	executives: string[]
}

/**
 * Names of everybody who sees something of a person, as frozen in the person's newest cycle. Not the person themself.
 *
 * @param of.forRater a member for whom it is only if they give the manager's side in that cycle: null for who does not
 */
export async function listPersonReaders(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ memberId, forRater }: { memberId: string; forRater?: string | null },
): Promise<PersonReaders | null> {
	const { rows } = await sql.query<PersonReaders & { raterId: string | null }>(
		`WITH RECURSIVE newest AS (
			SELECT p.cycle_id, c.name, p.team_id, p.manager_id, ${managerRater} AS rater_id FROM participant p
			JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			WHERE p.account_id = $1 AND p.member_id = $2 AND c.phase <> 'draft' ORDER BY c.starts_on DESC, c.id LIMIT 1
		),
		managers (member_id) AS (
			SELECT manager_id FROM newest
			UNION
			SELECT up.manager_id FROM managers m CROSS JOIN newest n
			JOIN participant up ON up.account_id = $1 AND up.cycle_id = n.cycle_id AND up.member_id = m.member_id
		),
		teams (parent_id, lead_id) AS (
			SELECT t.parent_id, t.lead_id FROM newest n
			JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = n.cycle_id AND t.team_id = n.team_id
			UNION
			SELECT up.parent_id, up.lead_id FROM teams below CROSS JOIN newest n
			JOIN cycle_team up ON up.account_id = $1 AND up.cycle_id = n.cycle_id AND up.team_id = below.parent_id
		),
		reader AS (
			SELECT s.member_id, coalesce(m.name, u.name) AS name, s.roles FROM membership s
			JOIN "user" u ON u.id = s.user_id
			LEFT JOIN member m ON m.account_id = s.account_id AND m.id = s.member_id
			WHERE s.account_id = $1 AND s.member_id IS DISTINCT FROM $2 AND membership_is_open(s)
				AND (s.roles && ARRAY['hr', 'executive']::role[] OR s.member_id IN (
					SELECT rater_id FROM newest UNION SELECT member_id FROM managers UNION SELECT lead_id FROM teams))
		)
		SELECT (SELECT name FROM newest) AS "cycleName", (SELECT rater_id FROM newest) AS "raterId",
			(SELECT r.name FROM reader r JOIN newest n ON r.member_id = n.rater_id) AS rater,
			ARRAY(SELECT r.name FROM reader r
				WHERE r.member_id IN (SELECT member_id FROM managers UNION SELECT lead_id FROM teams)
					AND r.member_id IS DISTINCT FROM (SELECT rater_id FROM newest)
				ORDER BY lower(r.name)) AS above,
			ARRAY(SELECT r.name FROM reader r WHERE 'hr' = ANY (r.roles) ORDER BY lower(r.name)) AS hr,
			ARRAY(SELECT r.name FROM reader r WHERE 'executive' = ANY (r.roles) ORDER BY lower(r.name)) AS executives`,
		[accountId, memberId],
	)
	const [row] = rows
	if (!row) throw new Error('A statement without FROM has one row.')
	const { raterId, ...readers } = row
	return forRater === undefined || (raterId !== null && raterId === forRater) ? readers : null
}
