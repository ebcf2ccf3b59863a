import { managerRater } from './manager-rater-sql.server.ts'

/**
 * SQL: whether the blindness of a pair has ended, so that what was sent may be read (measuring rule 3). True once everybody
 * who can answer has sent, at least one of them, or once the review is over; of somebody who is reopened only when everybody
 * has sent again. Expects a participant as `p` and its cycle as `c`; every statement that selects another person's answers
 * carries it.
 */
export const pairIsClosed = `(
	c.phase IN ('calibration', 'published') AND p.reopened_at IS NULL
	OR (
		EXISTS (
			SELECT FROM check_in sent
			WHERE sent.account_id = p.account_id AND sent.participant_id = p.id AND sent.submitted_at IS NOT NULL
		)
		AND NOT EXISTS (
			SELECT FROM (VALUES ('self'::rater, p.member_id), ('manager'::rater, ${managerRater})) AS side (rater, member_id)
			JOIN membership able ON able.account_id = p.account_id AND able.member_id = side.member_id AND membership_is_open(able)
			WHERE NOT EXISTS (
				SELECT FROM check_in sent
				WHERE sent.account_id = p.account_id AND sent.participant_id = p.id
					AND sent.rater = side.rater AND sent.submitted_at IS NOT NULL
			)
		)
	)
)`

/**
 * SQL: `pairIsClosed` of pairs of which both sides were sent: of those it is true whoever is able to answer, so that nobody's
 * access has to be looked up, which for a whole company takes long. Expects the two check-ins.
 */
export const bothSidesSent = ({ self, manager }: { self: string; manager: string }) =>
	`(${self}.submitted_at IS NOT NULL AND ${manager}.submitted_at IS NOT NULL)`

/**
 * SQL: whether what was agreed about a pair may be read. What was agreed before stays readable while it is reopened: it tells
 * nothing of what is answered anew. Expects the outcome as `o` beside `p` and `c`.
 */
export const outcomeIsOpen = `(${pairIsClosed} OR o.agreed_at < p.reopened_at OR c.phase = 'published')`
