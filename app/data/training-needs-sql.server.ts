import { reachOf, type Person } from '#app/domain/access/policy.ts'
import { transitionSteps } from '#app/domain/training-need/transition-steps.ts'
import type { AccountScope } from './account-scope.server.ts'
import { changedSinceVersion } from './results-of-version-sql.server.ts'
import { frozenTargets, heldTarget, laterTargets, targetSets } from './targets/target-rule-sql.server.ts'

export type TrainingNeedFilter = {
	/** Part of a member's name, in any case. */
	search?: string | undefined
	familyId?: string | undefined
	/** A team as the snapshot has frozen it; with everything below. */
	nodeId?: string | undefined
	questionKey?: string | undefined
	/** Steps that begin here, in half-steps. */
	fromHalfSteps?: number | undefined
	/** `next`: the step that is due now on each question; `all`: every step up to the target. */
	steps?: 'next' | 'all'
	/** Of those whom the person sees: only themselves, or only everybody else. */
	whose?: 'own' | 'others' | undefined
	/** Whose manager, as frozen in the cycle, is this member; `none` for who had none. */
	managerId?: string | undefined
	/** An attribute of the account's own as frozen in the cycle; null for who had none of that name. */
	attribute?: { name: string; value: string | null } | undefined
}

/** Another target of a family, tried without being set: for everybody for whom the family's or the account's holds. */
export type TriedTarget = { familyId: string; halfSteps: number | null; dueOn: string | null }

/** The two sets that everything about training needs is made of, and what their parameters stand for. */
export type TrainingNeedsQuery = {
	/**
	 * `WITH RECURSIVE …`: `assessed` (participants with an outcome and the target they are measured against, which may be
	 * null) and `need` (one row a missing step, with `stands_at`: the answer, and of a whole family or level the tier).
	 */
	sets: string
	values: unknown[]
	/** The number of the first parameter that is free. */
	next: number
	/** The numbers of the parameters that are words of people: they may be of a person, and anything. */
	words: readonly number[]
}

const words = [11, 14, 15]

/**
 * Who lacks which step, as SQL, within what the person may see: HR everybody, managers their own reports as frozen in the
 * cycle, members themselves. Null for who sees nobody.
 *
 * The target is the one that holds by those that were frozen with the snapshot; for whom none did then, it is the one that holds now.
 */
export function trainingNeedsQuery(
	scope: AccountScope,
	person: Person,
	{
		snapshotId,
		tried,
		...filter
	}: TrainingNeedFilter & { snapshotId: string; tried?: TriedTarget | undefined },
): TrainingNeedsQuery | null {
	const reach = reachOf(person, 'training-needs.read')
	const isEverybody = reach.has('all')
	if (!isEverybody && (scope.memberId === null || !(reach.has('reports') || reach.has('own')))) return null
	const values = [
		scope.accountId,
		snapshotId,
		isEverybody,
		filter.nodeId ?? null,
		scope.memberId,
		reach.has('reports'),
		filter.familyId ?? null,
		filter.questionKey ?? null,
		filter.fromHalfSteps ?? null,
		filter.steps ?? 'next',
		filter.search ? escapeLike(filter.search) : null,
		filter.whose ?? null,
		filter.managerId ?? null,
		filter.attribute?.name ?? null,
		filter.attribute?.value ?? null,
		...(tried ? [tried.familyId, tried.halfSteps, tried.dueOn] : []),
	]
	return { sets: tried ? setsWith(triedColumns) : sets, values, next: values.length + 1, words }
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/**
 * The steps that agreed answers leave to the target.
 *
 * @param answers joins the answers of `a` as `answer`: those that stand, or those that were kept when they were changed. Two
 * sets, because most people have the first, and the planner knows how to join them.
 */
const stepsOf = (
	answers: string,
) => `SELECT a.*, answer.question_key, q.position AS question_position, step.from_half_steps,
		step.from_half_steps + 1 AS to_half_steps, step.from_half_steps = answer.half_steps AS is_next,
		answer.half_steps AS stands_at
	FROM assessed a
	${answers}
	JOIN (VALUES (2), (3), (4), (5)) AS step (from_half_steps)
		ON step.from_half_steps >= answer.half_steps AND step.from_half_steps < a.target
	LEFT JOIN question q ON q.key = answer.question_key
	WHERE ($8::text IS NULL OR answer.question_key = $8)
		AND ($9::int IS NULL OR step.from_half_steps = $9)
		AND ($10 = 'all' OR step.from_half_steps = answer.half_steps)`

/** After the questions of any rubric. */
const transitions = transitionSteps
	.map((step, i) => `('${step.questionKey}', ${1000 + i}, ${step.fromHalfSteps}, ${step.toHalfSteps})`)
	.join(', ')

type TargetColumns = { tier: string; dueOn: string }

const heldColumns: TargetColumns = {
	tier: `(held.target ->> 'tier')::smallint`,
	dueOn: `(held.target ->> 'dueOn')::date`,
}

/** What is tried stands in the place of the family's: nearer targets go on holding. */
const isTried = `(p.family_id = $16::uuid AND coalesce(held.target ->> 'scope', 'account') IN ('account', 'family'))`
const triedColumns: TargetColumns = {
	tier: `CASE WHEN ${isTried} THEN coalesce($17::smallint, ${heldColumns.tier}) ELSE ${heldColumns.tier} END`,
	dueOn: `CASE WHEN ${isTried} THEN coalesce($18::date, ${heldColumns.dueOn}) ELSE ${heldColumns.dueOn} END`,
}

const setsWith = (target: TargetColumns) => `WITH RECURSIVE below (node_id) AS (
	SELECT $4::uuid WHERE $4 IS NOT NULL
	UNION
	SELECT n.node_id FROM below b
	JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = b.node_id
 ),
 -- The questions of a rubric are few, and their order is that of the rubric.
 question AS MATERIALIZED (
	SELECT q.item ->> 'key' AS key, row_number() OVER (ORDER BY family.position, q.position) AS position
	FROM snapshot s
	JOIN framework_version v ON v.account_id = s.account_id AND v.id = s.framework_version_id
	CROSS JOIN LATERAL jsonb_array_elements(v.rubric -> 'families') WITH ORDINALITY AS family (item, position)
	CROSS JOIN LATERAL jsonb_array_elements(family.item -> 'questions') WITH ORDINALITY AS q (item, position)
	WHERE s.account_id = $1 AND s.id = $2
	LIMIT 500
 ),
 -- Who reads everybody gets the version that they asked for; results that one may see individually are the newest.
 version (number) AS MATERIALIZED (
	SELECT CASE WHEN $3 THEN s.version ELSE (SELECT max(newest.version) FROM snapshot newest
		WHERE newest.account_id = s.account_id AND newest.cycle_id = s.cycle_id) END
	FROM snapshot s WHERE s.account_id = $1 AND s.id = $2
 ),
 changed AS MATERIALIZED (${changedSinceVersion({
		account: '$1',
		cycle: '(SELECT s.cycle_id FROM snapshot s WHERE s.account_id = $1 AND s.id = $2)',
		version: '(SELECT number FROM version)',
 })}),
 ${targetSets(frozenTargets)},
 ${targetSets(laterTargets)},
 assessed AS MATERIALIZED (
	SELECT p.id, p.member_id, p.family_id, p.team_id, p.manager_id, p.cycle_id, result.tier, changed.answers,
		${target.tier} AS target, ${target.dueOn} AS due_on,
		held.target ->> 'scope' AS target_scope, (held.target ->> 'teamId')::uuid AS target_team_id, held.is_frozen,
		m.name, m.left_on, changed.participant_id IS NOT NULL AS is_changed, changed.single_rater AS kept_rater
	FROM snapshot s
	JOIN participant p ON p.account_id = s.account_id AND p.cycle_id = s.cycle_id AND p.state = 'active'
	LEFT JOIN changed ON changed.participant_id = p.id
	JOIN LATERAL (
		SELECT CASE WHEN changed.participant_id IS NULL THEN p.tier ELSE changed.tier END AS tier
	) result ON result.tier IS NOT NULL
	JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
	-- Once for each person, not once for each column.
	CROSS JOIN LATERAL (
		SELECT ${heldTarget(frozenTargets, { person: 'p.id', team: 'p.team_id', family: 'p.family_id' })} AS target OFFSET 0
	) frozen
	CROSS JOIN LATERAL (
		SELECT frozen.target IS NOT NULL AS is_frozen, coalesce(frozen.target,
			${heldTarget(laterTargets, { person: 'p.member_id', team: 'p.team_id', family: 'p.family_id' })}) AS target OFFSET 0
	) held
	WHERE s.account_id = $1 AND s.id = $2
		AND ($3 OR p.member_id = $5 OR ($6 AND (p.manager_id = $5 OR p.delegate_id = $5)))
		AND ($12::text IS NULL OR ($12 = 'own') = coalesce(p.member_id = $5, false))
		AND ($4::uuid IS NULL OR $4 = $1 OR p.team_id IN (SELECT node_id FROM below))
		AND ($7::uuid IS NULL OR p.family_id = $7)
		AND ($11::text IS NULL OR m.name ILIKE '%' || $11 || '%')
		AND ($13::text IS NULL OR coalesce(p.manager_id::text, 'none') = $13)
		AND ($14::text IS NULL OR coalesce(p.attributes ->> $14, '') = coalesce($15::text, ''))
 ),
 need AS (
	${stepsOf(`JOIN outcome_answer answer ON answer.account_id = $1 AND answer.participant_id = a.id AND a.answers IS NULL`)}
	UNION ALL
	${stepsOf(`CROSS JOIN LATERAL (
			SELECT kept.key AS question_key, kept.value::smallint AS half_steps FROM jsonb_each_text(a.answers) kept
			WHERE a.answers IS NOT NULL
		) answer`)}
	UNION ALL
	-- The entry question alone stands between tier 0.5 and the others: one step for the whole family.
	SELECT a.*, f.key || '.entry', 0, 1, 2, true, a.tier
	FROM assessed a JOIN role_family f ON f.account_id = $1 AND f.id = a.family_id
	WHERE a.tier = 1 AND a.target > 1 AND ($8::text IS NULL OR f.key || '.entry' = $8) AND ($9::int IS NULL OR $9 = 1)
	UNION ALL
	-- A transition leads over a whole level: it is due for who stands on that level, and the next one for nobody before it.
	SELECT a.*, step.question_key, step.position, step.from_half_steps, step.to_half_steps, a.tier >= step.from_half_steps,
		a.tier
	FROM assessed a
	JOIN (VALUES ${transitions}) AS step (question_key, position, from_half_steps, to_half_steps)
		ON step.to_half_steps > a.tier AND step.to_half_steps <= a.target
	WHERE ($8::text IS NULL OR step.question_key = $8)
		AND ($9::int IS NULL OR step.from_half_steps = $9)
		AND ($10 = 'all' OR a.tier >= step.from_half_steps)
 )`

const sets = setsWith(heldColumns)
