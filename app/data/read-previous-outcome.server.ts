import type { Rater } from '#app/domain/check-in/rater.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { Pair } from './read-pair.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

export type PreviousOutcome = {
	cycleName: string
	tier: HalfSteps
	/** Set where one rater alone answered. */
	singleRater: Rater | null
	/** Whether it was asked by another version of the framework: then only the tier can be compared. */
	isOtherVersion: boolean
	/** None of another version: a question may have got other words, or other options. */
	answers: { questionKey: string; halfSteps: HalfSteps }[]
}

/**
 * What was agreed about a pair's person in the last published cycle before this one, for who may see it there: being a
 * report's manager now opens no earlier cycle.
 */
export async function readPreviousOutcome(
	{ sql }: Transaction,
	scope: AccountScope,
	pair: Pick<Pair, 'memberId' | 'startsOn' | 'frameworkVersionId'>,
): Promise<PreviousOutcome | null> {
	const { rows } = await sql.query<PreviousOutcome>(
		`WITH last AS (
			SELECT p.id, c.id AS cycle_id, c.name AS cycle_name, coalesce(e.tier, o.tier) AS tier, e.answers,
				CASE WHEN e.tier IS NULL THEN o.single_rater ELSE e.single_rater END AS single_rater,
				c.framework_version_id <> $5 AS is_other_version
			FROM participant p
			JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			LEFT JOIN ${publishedBeforeCorrection()} e ON true
			WHERE p.account_id = $1 AND p.member_id = $2 AND c.phase = 'published' AND c.starts_on < $3::date
				AND (e.participant_id IS NULL OR e.tier IS NOT NULL)
			ORDER BY c.starts_on DESC, c.id LIMIT 1
		 )
		 SELECT last.cycle_name AS "cycleName", last.tier, last.single_rater AS "singleRater",
			last.is_other_version AS "isOtherVersion",
			(SELECT coalesce(json_agg(json_build_object('questionKey', a.key, 'halfSteps', a.half_steps)), '[]') FROM (
				SELECT a.question_key AS key, a.half_steps FROM outcome_answer a
				WHERE a.account_id = $1 AND a.participant_id = last.id AND last.answers IS NULL
				UNION ALL
				SELECT kept.key, kept.value::smallint FROM jsonb_each_text(last.answers) kept
			) a WHERE NOT last.is_other_version) AS answers
		 FROM last
		 WHERE last.id IN (${seenParticipants({ account: '$1', cycle: 'last.cycle_id', member: '$4' })})`,
		[scope.accountId, pair.memberId, pair.startsOn, scope.memberId, pair.frameworkVersionId],
	)
	return rows[0] ?? null
}
