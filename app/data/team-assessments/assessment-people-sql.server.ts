type Of = { account: string; cycle: string; team: string }

const present = ({ account }: Of, member: string) => `member_is_present(${account}, ${member})`

/** Who manages people of a team that has no lead, in the place of one. */
const managersWithoutLead = (of: Of) => `
	SELECT coalesce(p.delegate_id, p.manager_id) FROM cycle_team t
	JOIN participant p ON p.account_id = t.account_id AND p.cycle_id = t.cycle_id AND p.team_id = t.team_id
	WHERE t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.team_id = ${of.team} AND t.lead_id IS NULL
		AND p.state = 'active' AND ${present(of, 'coalesce(p.delegate_id, p.manager_id)')}`

/**
 * SQL: the ids of the members who give their view of a team in a cycle: the people of the team as frozen in it who take part and
 * are still there, and the team's lead, or its people's managers where it has none. The arguments are expressions.
 */
export const assessmentGivers = (of: Of) => `
	SELECT p.member_id FROM participant p
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.team_id = ${of.team} AND p.state = 'active'
		AND ${present(of, 'p.member_id')}
	UNION
	SELECT t.lead_id FROM cycle_team t
	WHERE t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.team_id = ${of.team} AND ${present(of, 't.lead_id')}
	UNION ${managersWithoutLead(of)}`

/**
 * SQL: the ids of the members who reveal and agree: leads of the team and of the teams above it as frozen in the cycle, or the
 * managers of its people where the team has no lead. The arguments are expressions.
 */
export const assessmentFacilitators = (of: Of) => `
	(WITH RECURSIVE up (parent_id, lead_id) AS (
		SELECT t.parent_id, t.lead_id FROM cycle_team t
		WHERE t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.team_id = ${of.team}
		UNION ALL
		SELECT t.parent_id, t.lead_id FROM up u
		JOIN cycle_team t ON t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.team_id = u.parent_id
	) SELECT up.lead_id AS member_id FROM up WHERE up.lead_id IS NOT NULL)
	UNION ${managersWithoutLead(of)}`
