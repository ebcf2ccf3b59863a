/** Expressions that say which team in which cycle; none of them may be of a table that is called `frozen`, `person` or `up`. */
type Of = { account: string; cycle: string; team: string }

const present = ({ account }: Of, member: string) => `member_is_present(${account}, ${member})`
const isTeam = (of: Of, table: string) =>
	`${table}.account_id = ${of.account} AND ${table}.cycle_id = ${of.cycle} AND ${table}.team_id = ${of.team}`

/** Who manages people of a team that has no lead, in the place of one. */
const managersWithoutLead = (of: Of) => `
	SELECT coalesce(person.delegate_id, person.manager_id) FROM cycle_team frozen
	JOIN participant person ON person.account_id = frozen.account_id AND person.cycle_id = frozen.cycle_id
		AND person.team_id = frozen.team_id
	WHERE ${isTeam(of, 'frozen')} AND frozen.lead_id IS NULL AND person.state = 'active'
		AND ${present(of, 'coalesce(person.delegate_id, person.manager_id)')}`

/**
 * SQL: the ids of the members who give their view of a team in a cycle: the people of the team as frozen in it who take part and
 * are still there, and the team's lead, or its people's managers where it has none.
 */
export const assessmentGivers = (of: Of) => `
	SELECT person.member_id FROM participant person
	WHERE ${isTeam(of, 'person')} AND person.state = 'active' AND ${present(of, 'person.member_id')}
	UNION
	SELECT frozen.lead_id FROM cycle_team frozen WHERE ${isTeam(of, 'frozen')} AND ${present(of, 'frozen.lead_id')}
	UNION ${managersWithoutLead(of)}`

/**
 * SQL: the ids of the members who reveal and agree: leads of the team and of the teams above it as frozen in the cycle, or the
 * managers of its people where the team has no lead.
 */
export const assessmentFacilitators = (of: Of) => `
	(WITH RECURSIVE up (parent_id, lead_id) AS (
		SELECT frozen.parent_id, frozen.lead_id FROM cycle_team frozen WHERE ${isTeam(of, 'frozen')}
		UNION ALL
		SELECT frozen.parent_id, frozen.lead_id FROM up
		JOIN cycle_team frozen ON frozen.account_id = ${of.account} AND frozen.cycle_id = ${of.cycle}
			AND frozen.team_id = up.parent_id
	) SELECT up.lead_id AS member_id FROM up WHERE up.lead_id IS NOT NULL)
	UNION ${managersWithoutLead(of)}`
