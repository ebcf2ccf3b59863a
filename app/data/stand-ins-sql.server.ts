/**
 * SQL: the participants, of all cycles, for whose manager a member stands in, as one text. Of whom a member sees in a published
 * cycle nothing else can change: a correction may be handed over. So what was decided of what the member is shown holds for
 * this text alone. $1 is the account; the argument is an expression.
 */
export const standInsOf = (member: string) =>
	`(SELECT coalesce(string_agg(d.id::text, ' ' ORDER BY d.id), '') FROM participant d
		WHERE d.account_id = $1 AND d.delegate_id = ${member})`
