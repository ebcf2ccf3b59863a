/** A published cycle and one version of its snapshot, as expressions such as `$1`. */
type Of = { account: string; cycle: string; version: string }

/**
 * A query of the results that stood in a version and were changed after it (or are being changed): rows of earlier_outcome,
 * one a participant. Whoever is in none has the same result to this day. Few or none, unless a whole cycle was reopened.
 */
export const changedSinceVersion = ({ account, cycle, version }: Of) => `
	SELECT DISTINCT ON (e.participant_id) e.* FROM earlier_outcome e
	WHERE e.account_id = ${account} AND e.cycle_id = ${cycle} AND e.version >= ${version}
	ORDER BY e.participant_id, e.version`

/**
 * A query of everybody's tier as it stands in a version of the cycle's snapshot: participant_id, member_id and tier, which is
 * null for who is not assessed. Of active participants only. Outcomes of a published cycle change while it is corrected, and
 * versions do not.
 */
export const tiersOfVersion = (of: Of) => `
	SELECT p.id AS participant_id, p.member_id,
		CASE WHEN e.participant_id IS NULL THEN p.tier ELSE e.tier END AS tier
	FROM participant p
	LEFT JOIN (${changedSinceVersion(of)}) e ON e.participant_id = p.id
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.state = 'active'`

/** A query of the agreed answers of a version: participant_id, question_key, half_steps. */
export const answersOfVersion = (of: Of) => `
	SELECT a.participant_id, a.question_key, a.half_steps
	FROM participant p JOIN outcome_answer a ON a.account_id = p.account_id AND a.participant_id = p.id
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.state = 'active' AND p.tier IS NOT NULL
		AND NOT EXISTS (SELECT FROM earlier_outcome e WHERE e.account_id = p.account_id AND e.cycle_id = p.cycle_id
			AND e.participant_id = p.id AND e.version >= ${of.version})
	UNION ALL
	SELECT e.participant_id, a.key, a.value::smallint
	FROM (${changedSinceVersion(of)}) e CROSS JOIN LATERAL jsonb_each_text(e.answers) a`

/**
 * What is published about a participant while the outcome is being corrected: a lateral subquery, without a row wherever the
 * outcome itself is what is published.
 */
export const publishedBeforeCorrection = (p = 'p', c = 'c') => `LATERAL (
		SELECT x.participant_id, x.tier, x.suggested_tier, x.tier_reason, x.single_rater, x.agreed_at, x.answers FROM earlier_outcome x
		WHERE x.account_id = ${p}.account_id AND x.cycle_id = ${p}.cycle_id AND x.participant_id = ${p}.id
			AND ${c}.phase = 'published' AND ${p}.reopened_at IS NOT NULL
		ORDER BY x.version DESC LIMIT 1
	)`
