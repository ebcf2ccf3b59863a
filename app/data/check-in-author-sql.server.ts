/**
 * SQL: whether a member wrote check-in `i` of participant `p`, so that its draft is theirs to see. The manager's side may have
 * changed hands in the cycle: then only the membership that wrote it tells. Without one (the author's access has gone, or it
 * came by the sample) it is the manager's as long as nobody ever stood in. The argument is an expression.
 */
export const isCheckInAuthor = (member: string) => `(i.rater = 'self'
	OR EXISTS (SELECT FROM membership author WHERE author.account_id = i.account_id
		AND author.id = i.rater_membership_id AND author.member_id = ${member})
	OR p.delegate_id IS NULL AND p.delegated_at IS NULL
		AND NOT EXISTS (SELECT FROM membership author WHERE author.account_id = i.account_id AND author.id = i.rater_membership_id))`
