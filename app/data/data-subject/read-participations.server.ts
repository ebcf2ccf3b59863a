import type { AccountScope } from '#app/data/account-scope.server.ts'
import { outcomeIsOpen, pairIsClosed } from '#app/data/closed-pair.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { publishedBeforeCorrection } from '#app/data/results-of-version-sql.server.ts'
import type { RecordedParticipation } from './person-record.ts'
import { momentSql } from './moment-sql.server.ts'

/** Half-steps as the tier that people speak of. */
const tier = (column: string) => `(${column} / 2.0)::float`

const answersOf = (
	checkIn: string,
) => `(SELECT coalesce(jsonb_agg(jsonb_build_object('question', a.question_key,
	'tier', ${tier('a.half_steps')}, 'evidenceUrl', a.evidence_url, 'evidenceNote', a.evidence_note) ORDER BY a.question_key), '[]')
	FROM check_in_answer a WHERE a.account_id = $1 AND a.check_in_id = ${checkIn}.id)`

/**
 * The person's cycles with both sides, as far as blindness goes: of an open pair their own side alone, and that only for
 * themself. The notes of a pair are for the two.
 */
export async function readParticipations(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ memberId, isSelf }: { memberId: string; isSelf: boolean },
): Promise<RecordedParticipation[]> {
	const { rows } = await sql.query<RecordedParticipation>(
		`SELECT c.name AS cycle, c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn", c.phase, f.name AS family,
			t.name AS team, g.name AS manager, d.name AS "standIn", p.job_title AS "jobTitle", p.attributes, p.state,
			p.exempt_reason AS "exemptReason",
			CASE WHEN result.tier IS NOT NULL AND ${outcomeIsOpen} THEN jsonb_build_object('tier', ${tier('result.tier')},
				'tierReason', result.tier_reason, 'singleRater', result.single_rater, 'agreedAt', ${momentSql('result.agreed_at')},
				'answers', CASE WHEN e.participant_id IS NULL THEN
					(SELECT coalesce(jsonb_agg(jsonb_build_object('question', a.question_key, 'tier', ${tier('a.half_steps')})
						ORDER BY a.question_key), '[]') FROM outcome_answer a WHERE a.account_id = $1 AND a.participant_id = p.id)
					ELSE (SELECT coalesce(jsonb_agg(jsonb_build_object('question', a.key, 'tier', ${tier('a.value::int')})
						ORDER BY a.key), '[]') FROM jsonb_each_text(e.answers) a) END) END AS outcome,
			(SELECT coalesce(jsonb_agg(jsonb_build_object('by', i.rater, 'sentAt', ${momentSql('i.submitted_at')},
				'tier', ${tier('i.tier')}, 'tierReason', i.tier_reason, 'whatChanged', i.what_changed,
				'note', CASE WHEN $3 THEN i.note END, 'answers', ${answersOf('i')}) ORDER BY i.rater), '[]')
				FROM check_in i WHERE i.account_id = $1 AND i.participant_id = p.id
					AND ($3 AND i.rater = 'self' OR i.submitted_at IS NOT NULL AND ${pairIsClosed})) AS "checkIns",
			CASE WHEN $3 AND (c.phase <> 'published' OR p.reopened_at IS NOT NULL) THEN '[]' ELSE
				(SELECT coalesce(jsonb_agg(jsonb_build_object('at', ${momentSql('k.changed_at')}, 'fromTier', ${tier('k.from_tier')},
					'toTier', ${tier('k.to_tier')}, 'reason', k.reason) ORDER BY k.changed_at), '[]')
					FROM calibration_change k WHERE k.account_id = $1 AND k.participant_id = p.id) END AS calibration,
			(SELECT coalesce(jsonb_agg(jsonb_build_object('at', ${momentSql('r.reopened_at')}, 'reason', r.reason)
				ORDER BY r.reopened_at), '[]') FROM reopening r WHERE r.account_id = $1 AND r.participant_id = p.id) AS reopenings
		 FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
		 LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
		 LEFT JOIN member g ON g.account_id = p.account_id AND g.id = p.manager_id
		 LEFT JOIN member d ON d.account_id = p.account_id AND d.id = p.delegate_id
		 LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
		 LEFT JOIN ${publishedBeforeCorrection()} e ON true
		 CROSS JOIN LATERAL (SELECT
			CASE WHEN e.participant_id IS NULL THEN o.tier ELSE e.tier END AS tier,
			CASE WHEN e.participant_id IS NULL THEN o.tier_reason ELSE e.tier_reason END AS tier_reason,
			CASE WHEN e.participant_id IS NULL THEN o.single_rater ELSE e.single_rater END AS single_rater,
			CASE WHEN e.participant_id IS NULL THEN o.agreed_at ELSE e.agreed_at END AS agreed_at) result
		 WHERE p.account_id = $1 AND p.member_id = $2 AND c.phase <> 'draft'
		 ORDER BY c.starts_on, c.id`,
		[accountId, memberId, isSelf],
	)
	return rows
}
