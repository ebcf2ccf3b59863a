import { participantStates } from '#app/domain/statistics/participant-state.ts'
import { tiersOfVersion } from './results-of-version-sql.server.ts'

/**
 * Counts of cells from people, in one set-based query: columns node_id, family_id, measure, value, count, with the totals
 * of whole subtrees (measures and values as in the comment of SnapshotCell in schema.prisma). Publication, the live view
 * and what a reader sees are this query over other people and other trees.
 *
 * @param node a query of the tree: node_id, parent_id (null for a root; every other is in the tree)
 * @param people a query of the people, one row each: id, home (their direct node), family_id, state, tier (half-steps, null
 * where none counts), single_rater (boolean), before (half-steps in the comparison cycle, null where none counts)
 * @param account the account's id as an expression: a parameter, such as `$1`
 * @param answers what follows FROM to read agreed answers from: participant_id, question_key, half_steps, of the people at
 * least; by default all of the account
 */
export function cellCounts({
	node,
	people,
	account,
	answers = `outcome_answer a WHERE a.account_id = ${account}`,
}: {
	node: string
	people: string
	account: string
	answers?: string
}): string {
	const { notAssessed, assessed, exempt, left, singleRater } = participantStates
	// People are counted where they are first, and those few counts are summed up the tree.
	return `
	WITH RECURSIVE node (node_id, parent_id) AS MATERIALIZED (${node}),
	above (home, node_id) AS (
		SELECT n.node_id, n.node_id FROM node n
		UNION ALL
		SELECT a.home, n.parent_id FROM above a JOIN node n ON n.node_id = a.node_id WHERE n.parent_id IS NOT NULL
	),
	person (id, home, family_id, state, tier, single_rater, before) AS MATERIALIZED (${people}),
	direct (home, family_id, measure, value, count) AS (
		SELECT home, family_id, 'tier', tier::int, count(*) FROM person WHERE tier IS NOT NULL GROUP BY 1, 2, 4
		UNION ALL
		SELECT home, family_id, 'state', CASE
				WHEN state = 'exempt' THEN ${exempt} WHEN state = 'left' THEN ${left}
				WHEN tier IS NULL THEN ${notAssessed} ELSE ${assessed} END, count(*)
			FROM person GROUP BY 1, 2, 4
		UNION ALL
		SELECT home, family_id, 'state', ${singleRater}, count(*) FROM person WHERE single_rater GROUP BY 1, 2
		UNION ALL
		SELECT home, family_id, 'flow', 10 * coalesce(before, 0) + coalesce(tier, 0), count(*)
			FROM person WHERE before IS NOT NULL OR tier IS NOT NULL GROUP BY 1, 2, 4
		UNION ALL
		SELECT p.home, p.family_id, a.question_key, a.half_steps::int, count(*)
			FROM person p JOIN (SELECT a.participant_id, a.question_key, a.half_steps FROM ${answers}) a ON a.participant_id = p.id
			WHERE p.tier IS NOT NULL GROUP BY 1, 2, 3, 4
	)
	SELECT a.node_id, d.family_id, d.measure, d.value::smallint AS value, sum(d.count)::int AS count
	FROM direct d JOIN above a ON a.home = d.home
	GROUP BY a.node_id, d.family_id, d.measure, d.value`
}

/** The tree of a snapshot for `cellCounts`. */
export const snapshotTree = ({ account, snapshot }: { account: string; snapshot: string }) => `
	SELECT n.node_id, n.parent_id FROM snapshot_node n WHERE n.account_id = ${account} AND n.snapshot_id = ${snapshot}`

/**
 * The people of a frozen cycle for `cellCounts`: state as it is stored, so the cycle is published or about to be. Who is in
 * no team is at home at the root, whose id is the account's.
 *
 * @param of.comparison the cycle compared with as an expression, and the version of it; null compares with none
 */
export const frozenPeople = (of: {
	account: string
	cycle: string
	comparison: string
	comparisonVersion: string
}) => `
	SELECT p.id, coalesce(p.team_id, p.account_id), p.family_id, p.state::text,
		CASE WHEN p.state = 'active' THEN p.tier END,
		p.state = 'active' AND o.participant_id IS NOT NULL,
		b.tier
	FROM participant p
	LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id AND o.single_rater IS NOT NULL
	LEFT JOIN (${tiersOfVersion({
		account: of.account,
		cycle: of.comparison,
		version: of.comparisonVersion,
	})}) b ON b.member_id = p.member_id
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle}`
