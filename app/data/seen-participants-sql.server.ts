type Of = { account: string; cycle: string; member: string }

/** The member, and everybody whose line of frozen managers leads to the member. */
const report = (of: Of) => `report (member_id) AS (
		SELECT ${of.member}::uuid
		UNION
		SELECT p.member_id FROM report r
		JOIN participant p ON p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.manager_id = r.member_id
	)`

/**
 * Ids of the participants of a frozen cycle whom a member may see individually: the member, everybody whose line of frozen
 * managers leads to the member, those for whose manager the member stands in, and everybody in the teams that the member
 * leads in the cycle, and below. The line of managers ends at a manager who does not take part in the cycle, because only participants' managers are frozen.
 *
 * The arguments are expressions, such as `$1`.
 */
export const seenParticipants = (of: Of) => `
	WITH RECURSIVE ${report(of)},
	led (team_id) AS (
		SELECT t.team_id FROM cycle_team t
		WHERE t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.lead_id = ${of.member}
		UNION
		SELECT t.team_id FROM led l
		JOIN cycle_team t ON t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.parent_id = l.team_id
	)
	SELECT p.id FROM report r
	JOIN participant p ON p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.member_id = r.member_id
	UNION
	SELECT p.id FROM participant p
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.delegate_id = ${of.member}
	UNION
	SELECT p.id FROM led l
	JOIN participant p ON p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.team_id = l.team_id`

/**
 * Ids of the participants of a frozen cycle whose line of frozen managers leads to a member, without that member. The
 * arguments are expressions.
 */
export const reportingLine = (of: Of) => `
	WITH RECURSIVE ${report(of)}
	SELECT p.id FROM report r
	JOIN participant p ON p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.member_id = r.member_id
	WHERE r.member_id <> ${of.member}::uuid`
