/*
 * The rule of domain/target/target-rule.ts as SQL, for many people at once: the own target; else that of the nearest team upward
 * that has one; else the family's; else the account's.
 */

/** One set of targets, and the tree along which those of teams are inherited. `name` begins the names that SQL gives it. */
export type TargetSource = {
	name: string
	/** A sub-select of `scope, family_id, team_id, person_id, tier, due_on`. */
	rows: string
	/** A sub-select of `id, parent_id`. */
	tree: string
}

/**
 * For a statement that begins WITH RECURSIVE: `NAME_team (team_id, from_id, scope, tier, due_on)`, what holds for every team that has
 * a target or inherits one. Only the trees below them are walked.
 */
export const targetSets = ({ name, rows, tree }: TargetSource) => `${name}_team AS (
	SELECT own.team_id, own.team_id AS from_id, own.scope, own.tier, own.due_on FROM ${rows} own WHERE own.team_id IS NOT NULL
	UNION ALL
	SELECT below.id, above.from_id, above.scope, above.tier, above.due_on
	FROM ${name}_team above JOIN ${tree} below ON below.parent_id = above.team_id
	WHERE NOT EXISTS (SELECT FROM ${rows} own WHERE own.team_id = below.id)
 )`

/** Joins what may hold for somebody. The arguments are expressions; `person` is compared with `person_id` of the rows. */
export const targetJoins = (
	{ name, rows }: TargetSource,
	{ person, team, family }: { person: string; team: string; family: string },
) => `LEFT JOIN ${rows} ${name}_own ON ${name}_own.person_id = ${person}
	LEFT JOIN ${name}_team ON ${name}_team.team_id = ${team}
	LEFT JOIN ${rows} ${name}_family ON ${name}_family.family_id = ${family}
	LEFT JOIN ${rows} ${name}_account ON ${name}_account.scope = 'account'`

/** A column of the target that holds, or null: of the first source that has one at all. */
export function heldColumn(column: 'scope' | 'tier' | 'due_on', ...sources: readonly TargetSource[]): string {
	const places = sources.flatMap(({ name }) =>
		['own', 'team', 'family', 'account'].map((place) => `${name}_${place}.${column}`),
	)
	return `coalesce(${places.join(', ')})`
}

/** The team whose target holds, where it is a team's. */
export function heldTeam(...sources: readonly TargetSource[]): string {
	const teams = sources.map(({ name }) => `${name}_team.from_id`)
	return `CASE WHEN ${heldColumn('scope', ...sources)} = 'team' THEN coalesce(${teams.join(', ')}) END`
}

/** The targets as they are now, along the tree as it is now. $1 is the account; a person is a member. */
export const presentTargets: TargetSource = {
	name: 'present',
	rows: `(SELECT t.scope, t.family_id, t.team_id, t.member_id AS person_id, t.tier, t.due_on
		FROM target t WHERE t.account_id = $1)`,
	tree: `(SELECT t.id, t.parent_id FROM team t WHERE t.account_id = $1)`,
}

const frozenTree = `(SELECT n.node_id AS id, n.parent_id FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2)`

/** The targets that a snapshot, $2, has kept, along the tree that it has kept; a person is a participant. */
export const frozenTargets: TargetSource = {
	name: 'frozen',
	rows: `(SELECT t.scope, t.family_id, t.team_id, t.participant_id AS person_id, t.tier, t.due_on
		FROM snapshot_target t WHERE t.account_id = $1 AND t.snapshot_id = $2)`,
	tree: frozenTree,
}

/** The targets as they are now, along the tree that a snapshot, $2, has kept: for whom it has kept none. */
export const laterTargets: TargetSource = { ...presentTargets, name: 'later', tree: frozenTree }
