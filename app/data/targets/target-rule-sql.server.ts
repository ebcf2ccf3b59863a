/*
 * The rule of domain/target/target-rule.ts as SQL, for many people at once: the own target; else that of the nearest team upward
 * that has one; else the family's; else the account's.
 */

/** One set of targets, and the tree along which those of teams are inherited. `name` begins the names that SQL gives it. */
export type TargetSource = {
	name: string
	/** Selects `scope, family_id, team_id, person_id, tier, due_on`. */
	rows: string
	/** A sub-select of `id, parent_id`. */
	tree: string
}

const valueOf = (from: string) =>
	`jsonb_build_object('tier', tier, 'dueOn', due_on, 'scope', scope, 'teamId', ${from})`

/**
 * For a statement that begins WITH RECURSIVE:
 *
 * - `NAME_team (team_id, from_id, scope, tier, due_on)`: what holds for every team that has a target or inherits one. Only the trees
 *   below them are walked.
 * - what `heldTarget` looks up, as objects by id: a join of a hundred thousand people with targets that were set a moment ago, of which the
 *   planner knows nothing yet, may take minutes.
 */
export const targetSets = ({ name, rows, tree }: TargetSource) => `${name}_row AS MATERIALIZED (${rows}),
 ${name}_teams AS MATERIALIZED (
	SELECT jsonb_object_agg(team_id, true) AS ids FROM ${name}_row WHERE team_id IS NOT NULL
 ),
 ${name}_team AS (
	SELECT own.team_id, own.team_id AS from_id, own.scope, own.tier, own.due_on FROM ${name}_row own WHERE own.team_id IS NOT NULL
	UNION ALL
	SELECT below.id, above.from_id, above.scope, above.tier, above.due_on
	FROM ${name}_team above JOIN ${tree} below ON below.parent_id = above.team_id
	WHERE NOT (SELECT ids FROM ${name}_teams) ? below.id::text
 ),
 ${name}_target AS MATERIALIZED (
	SELECT
		(SELECT jsonb_object_agg(person_id, ${valueOf('NULL')}) FROM ${name}_row WHERE person_id IS NOT NULL) AS person,
		(SELECT jsonb_object_agg(team_id, ${valueOf('from_id')}) FROM ${name}_team) AS team,
		(SELECT jsonb_object_agg(family_id, ${valueOf('NULL')}) FROM ${name}_row WHERE family_id IS NOT NULL) AS family,
		(SELECT ${valueOf('NULL')} FROM ${name}_row WHERE scope = 'account') AS account
 )`

/**
 * The target that holds, as JSON with `tier`, `dueOn`, `scope` and, where it is a team's, `teamId`; null for none. The arguments are
 * expressions; `person` is compared with `person_id` of the rows.
 */
export function heldTarget(
	{ name }: TargetSource,
	of: { person: string; team: string; family: string },
): string {
	const from = (column: string) => `(SELECT ${column} FROM ${name}_target)`
	return `coalesce(${from('person')} -> ${of.person}::text, ${from('team')} -> ${of.team}::text,
		${from('family')} -> ${of.family}::text, ${from('account')})`
}

/** The targets as they are now, along the tree as it is now. $1 is the account; a person is a member. */
export const presentTargets: TargetSource = {
	name: 'present',
	rows: `SELECT t.scope, t.family_id, t.team_id, t.member_id AS person_id, t.tier, t.due_on
		FROM target t WHERE t.account_id = $1`,
	tree: `(SELECT t.id, t.parent_id FROM team t WHERE t.account_id = $1)`,
}

const frozenTree = `(SELECT n.node_id AS id, n.parent_id FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2)`

/** The targets that a snapshot, $2, has kept, along the tree that it has kept; a person is a participant. */
export const frozenTargets: TargetSource = {
	name: 'frozen',
	rows: `SELECT t.scope, t.family_id, t.team_id, t.participant_id AS person_id, t.tier, t.due_on
		FROM snapshot_target t WHERE t.account_id = $1 AND t.snapshot_id = $2`,
	tree: frozenTree,
}

/** The targets as they are now, along the tree that a snapshot, $2, has kept: for whom it has kept none. A person is a member. */
export const laterTargets: TargetSource = { ...presentTargets, name: 'later', tree: frozenTree }
