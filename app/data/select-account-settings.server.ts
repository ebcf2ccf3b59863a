import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type AccountSettings = {
	name: string
	timeZone: string
	locale: string
	/** First month, 1 to 12. */
	fiscalYearStart: number
	/** k of the privacy rule. */
	minimumGroupSize: number
	version: number
}

/** The account's settings within an open transaction; `FOR UPDATE` keeps other changes waiting. */
export async function selectAccountSettings(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	lock: 'FOR UPDATE' | '',
): Promise<AccountSettings> {
	const { rows } = await sql.query<AccountSettings>(
		`SELECT name, time_zone AS "timeZone", locale, fiscal_year_start AS "fiscalYearStart",
			minimum_group_size AS "minimumGroupSize", version
		 FROM account WHERE id = $1 ${lock}`,
		[accountId],
	)
	const [row] = rows
	if (!row) throw new Error('The account is gone.')
	return row
}
