import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { PublishedSnapshot } from '#app/data/list-published-snapshots.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { answersOfVersion, tiersOfVersion } from '#app/data/results-of-version-sql.server.ts'
import type { TrainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import { trainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import type { StepMoves, StepOutcome } from '#app/domain/training-assignment/training-outcome.ts'
import { concludeOutcomes } from '#app/domain/training-assignment/training-outcome.ts'
import { transitionSteps } from '#app/domain/training-need/transition-steps.ts'

export type TrainingOutcomes = {
	/** Over all topics, then by topic. */
	outcomes: StepOutcome[]
	/** Steps with training of which nothing is said: too few people on either side. */
	tooFew: number
	/** k of the comparison: the larger of the two cycles'. */
	k: number
	/** Whether both cycles were asked by the same version of the map; else only tiers can be compared, so that no question is. */
	isSameMap: boolean
	/** The days between which training counts, the last one left out. */
	from: string
	until: string
}

const transitions = transitionSteps.map(({ questionKey }) => `'${questionKey}'`).join(', ')

/**
 * Of those who had a step as their next one by the results of a cycle, and have a result in the one after it: how many of those who
 * finished training for it between the two have moved on that step, beside those to whom none was given. Training for a step is what
 * was given for it, or a topic that serves it. Who was given some and finished none in time, dropped it or finished some before, is in
 * neither group. Null for who may not read it.
 *
 * Needs are those against targets that were frozen with the earlier cycle, and results those of the two versions.
 */
export async function readTrainingOutcomes(
	scope: AccountScope,
	person: Person,
	{ before, after }: { before: PublishedSnapshot; after: PublishedSnapshot },
): Promise<TrainingOutcomes | null> {
	if (!may(person, 'training-outcomes.read')) return null
	const query = trainingNeedsQuery(scope, person, { snapshotId: before.id, steps: 'next' })
	if (!query) return null
	const isSameMap = before.frameworkVersionId === after.frameworkVersionId
	const k = Math.max(before.minimumGroupSize, after.minimumGroupSize)
	return withAccount(scope, async (transaction) => {
		const { timeZone } = await readAccountCalendar(transaction, scope)
		const { rows: days } = await transaction.sql.query<{ from: string; until: string }>(
			`SELECT ((SELECT min(s.published_at) FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2)
				AT TIME ZONE $4)::date::text AS from,
				((SELECT c.opened_at FROM cycle c WHERE c.account_id = $1 AND c.id = $3) AT TIME ZONE $4)::date::text AS until`,
			[scope.accountId, before.cycleId, after.cycleId, timeZone],
		)
		const { from = '', until = '' } = days[0] ?? {}
		const { rows } = await transaction.sql.query<Row>(movesOf(query), [
			...query.values,
			...[after.cycleId, after.version, isSameMap, from, until],
		])
		return { ...concludeOutcomes(rows.map(asMoves), k), k, isSameMap, from, until }
	})
}

type Row = {
	questionKey: string
	fromHalfSteps: number
	topicId: string | null
	topicTitle: string | null
	trained: number
	trainedMoved: number
	untrained: number
	untrainedMoved: number
}

const asMoves = ({ trained, trainedMoved, untrained, untrainedMoved, ...of }: Row): StepMoves => ({
	...of,
	trained: { n: trained, count: trainedMoved },
	untrained: { n: untrained, count: untrainedMoved },
})

/** Its parameters follow those of the needs: the later cycle, its version, whether the map is the same, the first day, the day after the last. */
function movesOf({ sets, next }: TrainingNeedsQuery): string {
	const [cycle, version, isSameMap, first, end] = [0, 1, 2, 3, 4].map((index) => `$${next + index}`)
	const later = { account: '$1', cycle: `${cycle}`, version: `${version}` }
	return `${sets},
 later AS MATERIALIZED (
	SELECT r.participant_id, r.member_id, r.tier, p.family_id FROM (${tiersOfVersion(later)}) r
	JOIN participant p ON p.account_id = $1 AND p.id = r.participant_id
	WHERE r.tier IS NOT NULL
 ),
 later_answer AS MATERIALIZED (${answersOfVersion(later)}),
 faced AS MATERIALIZED (
	SELECT n.member_id, n.question_key, n.from_half_steps, CASE
		WHEN n.question_key IN (${transitions}) THEN l.tier >= n.to_half_steps
		WHEN n.family_id IS DISTINCT FROM l.family_id THEN NULL
		WHEN n.question_key LIKE '%.entry' THEN l.tier > 1
		-- Who is at tier 0.5 again was asked no question.
		WHEN ${isSameMap}::boolean THEN coalesce(x.half_steps, CASE WHEN l.tier = 1 THEN 1 END) > n.from_half_steps
	 END AS moved
	FROM need n
	JOIN later l ON l.member_id = n.member_id
	LEFT JOIN later_answer x ON x.participant_id = l.participant_id AND x.question_key = n.question_key
	WHERE n.is_next AND n.is_frozen
 ),
 training AS MATERIALIZED (
	SELECT a.member_id, a.topic_id, s.question_key, s.from_half_steps,
		bool_or(a.state = 'done' AND a.done_on >= ${first}::date AND a.done_on < ${end}::date) AS finished,
		bool_or(least(a.assigned_on, a.done_on) < ${end}::date) AS given
	FROM training_assignment a
	CROSS JOIN LATERAL (
		SELECT a.question_key, a.from_half_steps WHERE a.question_key IS NOT NULL
		UNION
		SELECT t.question_key, t.from_half_steps FROM training_topic_step t WHERE t.account_id = $1 AND t.topic_id = a.topic_id
	) s
	WHERE a.account_id = $1
	GROUP BY 1, 2, 3, 4
 ),
 placed AS MATERIALIZED (
	SELECT f.member_id, f.question_key, f.from_half_steps, f.moved, coalesce(bool_or(t.finished), false) AS trained,
		NOT coalesce(bool_or(t.given), false) AS untrained
	FROM faced f
	LEFT JOIN training t ON t.member_id = f.member_id AND t.question_key = f.question_key AND t.from_half_steps = f.from_half_steps
	WHERE f.moved IS NOT NULL
	GROUP BY 1, 2, 3, 4
 ),
 step AS MATERIALIZED (
	SELECT question_key, from_half_steps, (count(*) FILTER (WHERE trained))::int AS trained,
		(count(*) FILTER (WHERE trained AND moved))::int AS trained_moved, (count(*) FILTER (WHERE untrained))::int AS untrained,
		(count(*) FILTER (WHERE untrained AND moved))::int AS untrained_moved
	FROM placed GROUP BY 1, 2
 )
 SELECT s.question_key AS "questionKey", s.from_half_steps::int AS "fromHalfSteps", NULL::uuid AS "topicId", NULL AS "topicTitle", s.trained,
	s.trained_moved AS "trainedMoved", s.untrained, s.untrained_moved AS "untrainedMoved"
 FROM step s
 UNION ALL
 SELECT s.question_key, s.from_half_steps, t.topic_id, x.title, count(*)::int, (count(*) FILTER (WHERE p.moved))::int, s.untrained,
	s.untrained_moved
 FROM placed p
 JOIN training t ON t.member_id = p.member_id AND t.question_key = p.question_key AND t.from_half_steps = p.from_half_steps AND t.finished
 JOIN step s ON s.question_key = p.question_key AND s.from_half_steps = p.from_half_steps
 JOIN training_topic x ON x.account_id = $1 AND x.id = t.topic_id
 GROUP BY s.question_key, s.from_half_steps, t.topic_id, x.title, s.untrained, s.untrained_moved
 ORDER BY "questionKey", "fromHalfSteps", "topicTitle" NULLS FIRST, "topicId"`
}
