import { managerRater } from './manager-rater-sql.server.ts'

/** What was published of those who were reopened since the newest version: rows of earlier_outcome. */
const sincePublication = `earlier_outcome e WHERE e.account_id = $1 AND e.cycle_id = $2
	AND e.version >= (SELECT max(s.version) FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2)`

/** Where somebody stands while it can still change. */
const live = `
			WHEN stands AND p.single_rater IS NOT NULL THEN 'single-rater'
			WHEN stands THEN 'agreed'
			WHEN self_submitted AND manager_submitted THEN 'to-agree'
			WHEN NOT can_self AND NOT can_manager THEN 'no-rater'
			WHEN NOT can_self AND manager_submitted OR NOT can_manager AND self_submitted THEN 'single-rater'
			WHEN NOT can_self OR NOT can_manager THEN 'waits-for-only-rater'
			WHEN self_submitted THEN 'waits-for-manager'
			WHEN manager_submitted THEN 'waits-for-self'
			ELSE 'waits-for-both'`

/** A query of those of the account who have no user account, or have left or will: few, of thousands, and from an index of theirs. */
const cannotRate = `SELECT x.id, x.has_user, x.left_on FROM member x
		WHERE x.account_id = $1 AND (NOT x.has_user OR x.left_on IS NOT NULL)`

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
	SELECT p.id, p.member_id, p.team_id, p.family_id, p.manager_id, p.delegate_id, p.exempt_kind, p.exempt_reason, p.version,
		p.joined_at, p.reopened_at, p.reopen_reason,
		raters.self_submitted, raters.manager_submitted, p.agreed_at IS NOT NULL AS has_outcome,
		CASE
			WHEN p.state = 'exempt' THEN 'exempt'
			WHEN p.state = 'left' OR c.phase <> 'published' AND m.left_on <= $3::date THEN 'left'
			WHEN c.phase = 'published' AND p.id IN (SELECT e.participant_id FROM ${sincePublication}) THEN (
				SELECT CASE WHEN e.tier IS NULL THEN 'not-assessed' WHEN e.single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END
				FROM ${sincePublication} AND e.participant_id = p.id ORDER BY e.version LIMIT 1)
			WHEN c.phase = 'published' AND p.agreed_at IS NULL THEN 'not-assessed'
			WHEN c.phase = 'published' THEN CASE WHEN p.single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END${live}
		END AS standing,
		CASE WHEN c.phase = 'published' AND p.reopened_at IS NOT NULL AND p.state = 'active' THEN CASE${live} END END AS correction
	FROM participant p
	JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
	LEFT JOIN (${cannotRate}) m ON m.id = p.member_id
	LEFT JOIN (${cannotRate}) g ON g.id = ${managerRater}
	CROSS JOIN LATERAL (SELECT
		p.self_sent_at IS NOT NULL AS self_submitted,
		p.manager_sent_at IS NOT NULL AS manager_submitted,
		p.self_sent_at IS NOT NULL OR coalesce(m.has_user, true) AS can_self,
		p.manager_sent_at IS NOT NULL OR ${managerRater} IS NOT NULL AND coalesce(g.has_user, true)
			AND (g.left_on IS NULL OR g.left_on > $3::date) AS can_manager,
		p.agreed_at IS NOT NULL AND (p.reopened_at IS NULL OR p.agreed_at >= p.reopened_at) AS stands
	) raters
	WHERE p.account_id = $1 AND p.cycle_id = $2`
