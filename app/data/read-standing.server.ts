import type { AccountScope } from './account-scope.server.ts'
import { queryAccount } from './database.server.ts'

export type Standing = {
	account: {
		id: string
		slug: string
		name: string
		locale: string
		timeZone: string
		minimumGroupSize: number
		fiscalYearStart: number
		isSample: boolean
	}
	/** Whether the person manages somebody or leads a team, now or as frozen in a cycle. */
	isManager: boolean
}

/** The account of the scope and what its person is in it; null when the account is gone. */
export async function readStanding(scope: AccountScope): Promise<Standing | null> {
	const [row] = await queryAccount<Standing['account'] & { isManager: boolean }>(
		scope,
		`SELECT a.id, a.slug, a.name, a.locale, a.time_zone AS "timeZone", a.minimum_group_size AS "minimumGroupSize",
				a.fiscal_year_start AS "fiscalYearStart", a.is_sample AS "isSample",
				($2::uuid IS NOT NULL AND (
					EXISTS (SELECT FROM member m WHERE m.account_id = $1 AND m.manager_id = $2
						AND (m.left_on IS NULL OR m.left_on > now() AT TIME ZONE a.time_zone))
					OR EXISTS (SELECT FROM team t WHERE t.account_id = $1 AND t.lead_id = $2 AND t.archived_at IS NULL)
					OR EXISTS (SELECT FROM participant p WHERE p.account_id = $1 AND p.manager_id = $2)
					OR EXISTS (SELECT FROM participant p WHERE p.account_id = $1 AND p.delegate_id = $2)
					OR EXISTS (SELECT FROM cycle_team t WHERE t.account_id = $1 AND t.lead_id = $2)
				)) AS "isManager"
			 FROM account a WHERE a.id = $1`,
		[scope.accountId, scope.memberId],
	)
	if (!row) return null
	const { isManager, ...account } = row
	return { account, isManager }
}
