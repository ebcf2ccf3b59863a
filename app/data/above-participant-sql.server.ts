/**
 * SQL: whether a member stands above participant `p`, as frozen in the cycle: further up the line of managers, or leading
 * the participant's team or one that it belongs to. Walks up, whose length is the depth of the company. The arguments are
 * expressions.
 */
export const isAbove = (of: { account: string; member: string }) => `(
	EXISTS (
		WITH RECURSIVE managers (member_id) AS (
			SELECT p.manager_id
			UNION
			SELECT up.manager_id FROM managers m
			JOIN participant up ON up.account_id = ${of.account} AND up.cycle_id = p.cycle_id AND up.member_id = m.member_id
		)
		SELECT FROM managers WHERE member_id = ${of.member}
	)
	OR EXISTS (
		WITH RECURSIVE teams (parent_id, lead_id) AS (
			SELECT t.parent_id, t.lead_id FROM cycle_team t
			WHERE t.account_id = ${of.account} AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			UNION
			SELECT up.parent_id, up.lead_id FROM teams below
			JOIN cycle_team up ON up.account_id = ${of.account} AND up.cycle_id = p.cycle_id AND up.team_id = below.parent_id
		)
		SELECT FROM teams WHERE lead_id = ${of.member}
	)
)`
