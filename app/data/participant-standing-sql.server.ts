import { managerRater } from './manager-rater-sql.server.ts'

/** What was published of those who were reopened since the newest version: rows of earlier_outcome. */
const sincePublication = `earlier_outcome e WHERE e.account_id = $1 AND e.cycle_id = $2
	AND e.version >= (SELECT max(s.version) FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2)`

/** A query of those of the account who have no user account, or have left or will: few, of thousands, and from an index of theirs. */
const cannotRate = `SELECT x.id, x.has_user, x.left_on FROM member x
		WHERE x.account_id = $1 AND (NOT x.has_user OR x.left_on IS NOT NULL)`

const members = `LEFT JOIN (${cannotRate}) m ON m.id = p.member_id`
/** Read once, where a join would hand it to every row. */
const phaseOfCycle = '(SELECT y.phase FROM cycle y WHERE y.account_id = $1 AND y.id = $2)'
const ofCycle = 'p.account_id = $1 AND p.cycle_id = $2'

/**
 * Where somebody stands while it can still change, as far as it does not depend on whether the manager's side can be given: a
 * standing, or one of the three words in `withManager`.
 */
const live = `
			WHEN p.agreed_at >= coalesce(p.reopened_at, '-infinity') THEN CASE WHEN p.single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END
			WHEN p.self_sent_at IS NOT NULL THEN CASE WHEN p.manager_sent_at IS NOT NULL THEN 'to-agree' ELSE 'self-sent' END
			WHEN p.manager_sent_at IS NOT NULL THEN CASE WHEN coalesce(m.has_user, true) THEN 'waits-for-self' ELSE 'single-rater' END
			ELSE CASE WHEN coalesce(m.has_user, true) THEN 'nothing-sent' ELSE 'no-user' END`

/** The same of a cycle in any phase; what was published of who is reopened since goes before. */
const withoutManager = (phase: string) => `CASE
			WHEN p.state = 'exempt' THEN 'exempt'
			WHEN p.state = 'left' OR ${phase} <> 'published' AND m.left_on <= $3::date THEN 'left'
			WHEN ${phase} = 'published' AND p.id IN (SELECT e.participant_id FROM ${sincePublication}) THEN (
				SELECT CASE WHEN e.tier IS NULL THEN 'not-assessed' WHEN e.single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END
				FROM ${sincePublication} AND e.participant_id = p.id ORDER BY e.version LIMIT 1)
			WHEN ${phase} = 'published' AND p.agreed_at IS NULL THEN 'not-assessed'
			WHEN ${phase} = 'published' THEN CASE WHEN p.single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END${live}
		END`

/** The manager's side as `g`, where they cannot rate. */
const managers = (raterId: string) => `LEFT JOIN (${cannotRate}) g ON g.id = ${raterId}`

/** The standing that one without the manager's side comes to. A manager who has sent already is not asked for any more. */
const withManager = (side: string, raterId: string) => {
	const able = `${raterId} IS NOT NULL AND coalesce(g.has_user, true) AND (g.left_on IS NULL OR g.left_on > $3::date)`
	return `CASE ${side}
			WHEN 'self-sent' THEN CASE WHEN ${able} THEN 'waits-for-manager' ELSE 'single-rater' END
			WHEN 'nothing-sent' THEN CASE WHEN ${able} THEN 'waits-for-both' ELSE 'waits-for-only-rater' END
			WHEN 'no-user' THEN CASE WHEN ${able} THEN 'waits-for-only-rater' ELSE 'no-rater' END
			ELSE ${side} END`
}

/**
 * One row for each participant of a cycle, with where the participant stands (domain/cycle/participant-standing.ts).
 * $1 is the account, $2 the cycle, $3 today where the account is.
 *
 * What was sent and agreed is read from the participant, where triggers keep it, and not from check-ins and outcomes: ten
 * thousand are counted for every look at a cycle.
 *
 * Until publication the present roster says who has left; publication writes it into the participants, and from then on
 * only they count. A rater can exist where a check-in is in already, or where the person has a user account; a manager
 * who has left can't rate, unless somebody stands in. Of somebody who is reopened, what was agreed before counts as not
 * agreed until the two agree anew.
 *
 * `standing` of a published cycle is that of the newest version, whatever is being corrected; `correction` is where somebody
 * who is reopened stands in the correction, and null for everybody else.
 */
export const standingRows = `
	SELECT p.account_id, p.id, p.member_id, p.team_id, p.family_id, p.manager_id, p.delegate_id, p.exempt_kind, p.exempt_reason, p.version,
		p.joined_at, p.reopened_at, p.reopen_reason, p.self_sent_at IS NOT NULL AS self_submitted,
		p.manager_sent_at IS NOT NULL AS manager_submitted, p.agreed_at IS NOT NULL AS has_outcome,
		${withManager('f.side', managerRater)} AS standing,
		CASE WHEN c.phase = 'published' AND p.reopened_at IS NOT NULL AND p.state = 'active'
			THEN ${withManager('f.correction', managerRater)} END AS correction
	FROM participant p
	JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
	${members}
	${managers(managerRater)}
	CROSS JOIN LATERAL (SELECT ${withoutManager('c.phase')} AS side, CASE${live} END AS correction) f
	WHERE ${ofCycle}`

/**
 * How many of a cycle stand where, by a key of the participant `p`: rows of id, standing, count and `delegated`, of how many
 * somebody stands in for the manager. Several rows may have the same id and standing. The same as counting `standingRows`,
 * where each of ten thousand is asked whether the manager can rate.
 *
 * @param where narrows the participants, and begins with AND
 */
export const standingCounts = (key: string, where: string) => `
	SELECT f.id, ${withManager('f.side', 'f.rater_id')} AS standing, f.count, f.delegated
	FROM (
		SELECT ${key} AS id, ${managerRater} AS rater_id, ${withoutManager(phaseOfCycle)} AS side, count(*) AS count,
			count(p.delegate_id) AS delegated
		FROM participant p ${members}
		WHERE ${ofCycle} ${where}
		GROUP BY 1, 2, 3
	) f
	${managers('f.rater_id')}`
