/*
 * Whom a cycle asks: the people of its teams and of all teams below them, and of its families; everybody where it names none.
 * $1 is the account, $4 the cycle, or null for no limit. The sub-selects depend on nothing around them, so each runs once.
 */

/**
 * SQL: the names of the scope of a cycle `c`, as the columns "teams" and "families" of JSON; teams as they were frozen, once
 * they are.
 */
export const scopeNames = `
	(SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', coalesce(f.name, t.name)) ORDER BY lower(t.name), t.id), '[]')
		FROM cycle_scope_team s
		JOIN team t ON t.account_id = s.account_id AND t.id = s.team_id
		LEFT JOIN cycle_team f ON f.account_id = s.account_id AND f.cycle_id = s.cycle_id AND f.team_id = s.team_id
		WHERE s.account_id = c.account_id AND s.cycle_id = c.id) AS teams,
	(SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) ORDER BY f.position, f.id), '[]')
		FROM cycle_scope_family s
		JOIN role_family f ON f.account_id = s.account_id AND f.id = s.family_id
		WHERE s.account_id = c.account_id AND s.cycle_id = c.id) AS families`

/** SQL: the teams that a cycle's scope has, as the tree stands. */
export const scopedTeams = `(WITH RECURSIVE scoped AS (
		SELECT s.team_id AS id FROM cycle_scope_team s WHERE s.account_id = $1 AND s.cycle_id = $4::uuid
		UNION
		SELECT t.id FROM scoped JOIN team t ON t.account_id = $1 AND t.parent_id = scoped.id
	) SELECT scoped.id FROM scoped)`

/** SQL: whether the scope names families. */
export const namesFamilies = `EXISTS (SELECT FROM cycle_scope_family s WHERE s.account_id = $1 AND s.cycle_id = $4::uuid)`

/** SQL: whether a team is in the scope. The argument is an expression; no team is in none that is named. */
export const teamInScope = (team: string) =>
	`(NOT EXISTS (SELECT FROM cycle_scope_team s WHERE s.account_id = $1 AND s.cycle_id = $4::uuid)
		OR coalesce(${team} IN ${scopedTeams}, false))`

/** SQL: whether a family is in the scope. The argument is an expression. */
export const familyInScope = (family: string) =>
	`(NOT ${namesFamilies}
		OR ${family} IN (SELECT s.family_id FROM cycle_scope_family s WHERE s.account_id = $1 AND s.cycle_id = $4::uuid))`
