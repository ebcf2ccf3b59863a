/** The name of who has a membership, while they belong to the account. $1 is the account. */
export const byName = (column: string) => `(SELECT coalesce(m.name, u.name) FROM membership s
	LEFT JOIN member m ON m.account_id = $1 AND m.id = s.member_id LEFT JOIN "user" u ON u.id = s.user_id
	WHERE s.account_id = $1 AND s.id = ${column})`
