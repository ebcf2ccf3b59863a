import { managerRater } from './manager-rater-sql.server.ts'
import { changedSinceVersion } from './results-of-version-sql.server.ts'

const changedSincePublication = changedSinceVersion({
	account: '$1',
	cycle: '$2',
	version: '(SELECT max(s.version) FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2)',
})

/** Where somebody stands while it can still change. */
const live = `
			WHEN stands AND o.single_rater IS NOT NULL THEN 'single-rater'
			WHEN stands THEN 'agreed'
			WHEN self_submitted AND manager_submitted THEN 'to-agree'
			WHEN NOT can_self AND NOT can_manager THEN 'no-rater'
			WHEN NOT can_self AND manager_submitted OR NOT can_manager AND self_submitted THEN 'single-rater'
			WHEN NOT can_self OR NOT can_manager THEN 'waits-for-only-rater'
			WHEN self_submitted THEN 'waits-for-manager'
			WHEN manager_submitted THEN 'waits-for-self'
			ELSE 'waits-for-both'`

/**
 * One row for each participant of a cycle, with where the participant stands (domain/cycle/participant-standing.ts).
 * $1 is the account, $2 the cycle, $3 today where the account is.
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
		raters.self_submitted, raters.manager_submitted, o.participant_id IS NOT NULL AS has_outcome,
		CASE
			WHEN p.state = 'exempt' THEN 'exempt'
			WHEN p.state = 'left' OR c.phase <> 'published' AND m.left_on <= $3::date THEN 'left'
			WHEN c.phase = 'published' AND published.participant_id IS NOT NULL THEN CASE
				WHEN published.tier IS NULL THEN 'not-assessed'
				WHEN published.single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END
			WHEN c.phase = 'published' AND o.participant_id IS NULL THEN 'not-assessed'
			WHEN c.phase = 'published' THEN CASE WHEN o.single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END${live}
		END AS standing,
		CASE WHEN c.phase = 'published' AND p.reopened_at IS NOT NULL AND p.state = 'active' THEN CASE${live} END END AS correction
	FROM participant p
	JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
	JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
	LEFT JOIN member g ON g.account_id = p.account_id AND g.id = ${managerRater} AND (g.left_on IS NULL OR g.left_on > $3::date)
	LEFT JOIN membership self_user ON self_user.account_id = p.account_id AND self_user.member_id = p.member_id
	LEFT JOIN membership manager_user ON manager_user.account_id = p.account_id AND manager_user.member_id = g.id
	LEFT JOIN check_in self ON self.account_id = p.account_id AND self.participant_id = p.id
		AND self.rater = 'self' AND self.submitted_at IS NOT NULL
	LEFT JOIN check_in manager ON manager.account_id = p.account_id AND manager.participant_id = p.id
		AND manager.rater = 'manager' AND manager.submitted_at IS NOT NULL
	LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
	LEFT JOIN (${changedSincePublication}) published ON published.participant_id = p.id
	CROSS JOIN LATERAL (SELECT
		self.id IS NOT NULL AS self_submitted,
		manager.id IS NOT NULL AS manager_submitted,
		self.id IS NOT NULL OR self_user.id IS NOT NULL AS can_self,
		manager.id IS NOT NULL OR manager_user.id IS NOT NULL AS can_manager,
		o.participant_id IS NOT NULL AND (p.reopened_at IS NULL OR o.agreed_at >= p.reopened_at) AS stands
	) raters
	WHERE p.account_id = $1 AND p.cycle_id = $2`
