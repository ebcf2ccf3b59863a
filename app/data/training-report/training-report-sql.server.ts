import { isForFamilies } from '#app/data/training-topics/topic-row-sql.server.ts'
import type { ReportGrouping } from '#app/domain/training-report/grouping.ts'
import { isOfPeople } from '#app/domain/training-report/grouping.ts'

/**
 * The parameters that the report has beside those of the needs.
 *
 * - `question`, `from`, `steps`: which of the steps are counted. The needs come with all of them: whether one step is all that
 *   is left to somebody is no matter of the filter.
 * - `attribute`: by which people are grouped
 * - `planNodes`, `planBelow`, `planLevels`: the running plans under the lens of tiers
 */
export type ReportParameters = Record<
	'question' | 'from' | 'steps' | 'attribute' | 'planNodes' | 'planBelow' | 'planLevels',
	string
>

/** The row that somebody is in, or a step of somebody, as an expression of `a` and what `joins` adds. */
const keys: Record<ReportGrouping, string> = {
	family: 'a.family_id::text',
	question: 'a.question_key',
	step: `a.family_id || ' ' || a.question_key || ' ' || a.from_half_steps`,
	team: `coalesce(b.key, $4, $1)::text`,
	manager: `coalesce(a.manager_id::text, '')`,
	attribute: `coalesce(p.attributes ->> ATTRIBUTE, '')`,
}
const joins: Partial<Record<ReportGrouping, string>> = {
	team: 'LEFT JOIN branch b ON b.node_id = a.team_id',
	attribute: 'JOIN participant p ON p.account_id = $1 AND p.cycle_id = a.cycle_id AND p.id = a.id',
}

/**
 * For each family and step the topic that serves it: the one that was chosen while it is in use, serves the step and is for
 * the family; else the shortest, and of equally short ones the cheapest. Costs in different money are not compared.
 */
export const servingTopics = `
	SELECT DISTINCT ON (f.id, s.question_key, s.from_half_steps) f.id AS family_id, s.question_key, s.from_half_steps,
		x.id AS topic_id, x.title, x.hours, x.cost, x.currency, x.capacity, c.topic_id IS NOT NULL AS is_chosen
	FROM training_topic_step s
	JOIN training_topic x ON x.account_id = s.account_id AND x.id = s.topic_id AND x.archived_at IS NULL
	JOIN role_family f ON f.account_id = s.account_id AND ${isForFamilies('ARRAY[f.id]')}
	LEFT JOIN training_step_choice c ON c.account_id = s.account_id AND c.family_id = f.id AND c.question_key = s.question_key
		AND c.from_half_steps = s.from_half_steps AND c.topic_id = x.id
	WHERE s.account_id = $1
	ORDER BY f.id, s.question_key, s.from_half_steps, c.topic_id IS NULL, x.hours NULLS LAST, x.currency NULLS LAST, x.cost,
		lower(x.title), x.id`

/**
 * The statement of the report: a row for each group that somebody is in, and one for the whole, which counts everybody once.
 *
 * @param of.sets those of the needs, with every step
 */
export function trainingReportRows({
	sets,
	by,
	...p
}: ReportParameters & { sets: string; by: ReportGrouping }): string {
	const key = keys[by].replace('ATTRIBUTE', p.attribute)
	const join = joins[by] ?? ''
	return `${sets},
	 branch (node_id, key) AS (
		SELECT n.node_id, n.node_id FROM snapshot_node n
		WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = coalesce($4, $1)
		UNION ALL
		SELECT n.node_id, b.key FROM branch b
		JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = b.node_id
	 ),
	 planned (node_id, with_below, level) AS (
		SELECT * FROM unnest(${p.planNodes}::uuid[], ${p.planBelow}::boolean[], ${p.planLevels}::int[])
		UNION
		SELECT n.node_id, true, p.level FROM planned p
		JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = p.node_id
		WHERE p.with_below
	 ),
	 team_plan AS MATERIALIZED (SELECT node_id, max(level) AS level FROM planned GROUP BY node_id),
	 serving AS MATERIALIZED (${servingTopics}),
	 gap AS (
		SELECT n.id, n.cycle_id, n.family_id, n.team_id, n.manager_id, n.question_key, n.from_half_steps, n.to_half_steps,
			n.stands_at, n.target, n.due_on, n.is_next, count(*) OVER (PARTITION BY n.id) AS left_over
		FROM need n
	 ),
	 step AS MATERIALIZED (
		SELECT ${key} AS key, a.id, a.target - a.stands_at AS gap, a.due_on, a.left_over = 1 AS is_last,
			t.level >= a.to_half_steps AS is_passed, v.topic_id
		FROM gap a
		${join}
		LEFT JOIN serving v ON v.family_id = a.family_id AND v.question_key = a.question_key AND v.from_half_steps = a.from_half_steps
		LEFT JOIN team_plan t ON t.node_id = coalesce(a.team_id, $1)
		WHERE (${p.question}::text IS NULL OR a.question_key = ${p.question}) AND (${p.from}::int IS NULL OR a.from_half_steps = ${p.from})
			AND (${p.steps}::text = 'all' OR a.is_next)
	 ),
	 person AS (
		SELECT key, GROUPING(key) AS whole, count(*) AS steps, max(gap) AS gap, min(due_on) AS due_on, bool_or(is_last) AS is_last,
			coalesce(bool_or(is_passed), false) AS is_passed, count(*) FILTER (WHERE topic_id IS NULL) AS unserved
		FROM step GROUP BY GROUPING SETS ((key, id), (id))
	 ),
	 counted AS (
		SELECT key, whole, count(*)::int AS people, sum(steps)::int AS steps, count(*) FILTER (WHERE is_last)::int AS one_step,
			sum(gap)::int AS gap, min(due_on)::text AS due_on, count(*) FILTER (WHERE is_passed)::int AS blocked,
			sum(unserved)::int AS unserved
		FROM person GROUP BY key, whole
	 ),
	 -- A topic counts once for who lacks several of the steps that it serves.
	 place AS (
		SELECT key, GROUPING(key) AS whole, topic_id, count(DISTINCT id) AS people FROM step WHERE topic_id IS NOT NULL
		GROUP BY GROUPING SETS ((key, topic_id), (topic_id))
	 ),
	 effort AS (
		SELECT p.key, p.whole, sum(p.people * x.hours)::float8 AS hours, sum(ceil(p.people::numeric / x.capacity))::int AS sessions,
			(sum(p.people) FILTER (WHERE x.hours IS NULL))::int AS without_hours,
			(sum(p.people) FILTER (WHERE x.cost IS NULL))::int AS without_cost
		FROM place p JOIN training_topic x ON x.account_id = $1 AND x.id = p.topic_id GROUP BY p.key, p.whole
	 ),
	 cost AS (
		SELECT key, whole, json_agg(json_build_object('currency', currency, 'amount', amount) ORDER BY currency) AS costs
		FROM (
			SELECT p.key, p.whole, x.currency, sum(p.people * x.cost)::float8 AS amount
			FROM place p JOIN training_topic x ON x.account_id = $1 AND x.id = p.topic_id
			WHERE x.cost IS NOT NULL GROUP BY p.key, p.whole, x.currency
		) one GROUP BY key, whole
	 ),
	 measured AS (${
			isOfPeople(by)
				? `
		SELECT key, GROUPING(key) AS whole, count(*)::int AS measured
		FROM (SELECT ${key} AS key FROM assessed a ${join} WHERE a.target IS NOT NULL) one
		GROUP BY GROUPING SETS ((key), ())`
				: `
		SELECT NULL::text AS key, 1 AS whole, count(*)::int AS measured FROM assessed a WHERE a.target IS NOT NULL`
		}
	 )
	 SELECT coalesce(c.key, m.key, '') AS key, coalesce(c.whole, m.whole) = 1 AS "isWhole", coalesce(c.people, 0) AS people,
		m.measured, coalesce(c.steps, 0) AS steps, coalesce(c.one_step, 0) AS "oneStep", coalesce(c.gap, 0) AS gap,
		coalesce(c.blocked, 0) AS blocked, c.due_on AS "dueOn", coalesce(c.unserved, 0) AS unserved,
		coalesce(e.hours, 0) AS hours, coalesce(e.sessions, 0) AS sessions, coalesce(e.without_hours, 0) AS "placesWithoutHours",
		coalesce(e.without_cost, 0) AS "placesWithoutCost", coalesce(k.costs, '[]') AS costs
	 FROM counted c
	 FULL JOIN measured m ON m.whole = c.whole AND coalesce(m.key, '') = coalesce(c.key, '')
	 LEFT JOIN effort e ON e.whole = c.whole AND coalesce(e.key, '') = coalesce(c.key, '')
	 LEFT JOIN cost k ON k.whole = c.whole AND coalesce(k.key, '') = coalesce(c.key, '')`
}
