import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { familyInScope, teamInScope } from './cycle-scope-sql.server.ts'
import { familyKeysAskedIn } from './list-role-families.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/**
 * Who can take part in a cycle at all: members with a role family that is asked something, who have not left and who start
 * before the cycle ends. $1 is the account, $2 today, $3 the cycle's last day, $4 the cycle, whose version counts, or null.
 */
export const askableMember = `m.account_id = $1
	AND m.family_id IN (SELECT f.id FROM role_family f WHERE f.account_id = $1 AND f.key IN (${familyKeysAskedIn('$4')}))
	AND (m.left_on IS NULL OR m.left_on > $2::date) AND (m.started_on IS NULL OR m.started_on <= $3::date)`

/** Who is frozen into a cycle as a participant: of those, whoever its scope has. */
export const joiningMember = `${askableMember} AND ${teamInScope('m.team_id')} AND ${familyInScope('m.family_id')}`

/** What opening a cycle now would freeze, so that HR can mend the roster before. */
export type Opening = {
	participants: number
	/** Active members without a role family, or in one that is asked nothing: they take no part. */
	withoutFamily: number
	/** Of the participants: nobody answers for them as manager (no manager, or the manager has left or has no user account). */
	withoutManager: number
	/** Of the participants: they cannot answer themselves. */
	withoutUser: number
	/** Of the participants: counted for the account alone, in no team. */
	withoutTeam: number
	/** Could take part, and the cycle's scope does not have them. */
	outOfScope: number
}

/** @param of.cycleId whose scope counts; without it everybody does */
export async function countOpening(
	scope: AccountScope,
	{ endsOn, cycleId = null }: { endsOn: Day; cycleId?: string | null },
): Promise<Opening> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		return countOpeningWithin(transaction, scope, { today, endsOn, cycleId })
	})
}

/** The same within an open transaction. */
export async function countOpeningWithin(
	{ sql }: Transaction,
	scope: AccountScope,
	{ today, endsOn, cycleId }: { today: Day; endsOn: Day; cycleId: string | null },
): Promise<Opening> {
	const { rows } = await sql.query<Opening>(
		`SELECT count(*) FILTER (WHERE joins)::int AS participants,
			count(*) FILTER (WHERE (m.family_id IS NULL OR m.family_id NOT IN (
				SELECT f.id FROM role_family f WHERE f.account_id = $1 AND f.key IN (${familyKeysAskedIn('$4')})))
				AND (m.left_on IS NULL OR m.left_on > $2::date) AND ${teamInScope('m.team_id')})::int AS "withoutFamily",
			count(*) FILTER (WHERE joins AND NOT coalesce(manager_answers, false))::int AS "withoutManager",
			count(*) FILTER (WHERE joins AND NOT answers)::int AS "withoutUser",
			count(*) FILTER (WHERE joins AND m.team_id IS NULL)::int AS "withoutTeam",
			count(*) FILTER (WHERE NOT joins AND ${askableMember})::int AS "outOfScope"
		 FROM member m
		 CROSS JOIN LATERAL (SELECT ${joiningMember} AS joins) j
		 LEFT JOIN member g ON g.account_id = m.account_id AND g.id = m.manager_id
		 CROSS JOIN LATERAL (SELECT
			EXISTS (SELECT FROM membership s WHERE s.account_id = m.account_id AND s.member_id = m.id) AS answers,
			(g.left_on IS NULL OR g.left_on > $2::date)
				AND EXISTS (SELECT FROM membership s WHERE s.account_id = m.account_id AND s.member_id = g.id) AS manager_answers
		 ) raters
		 WHERE m.account_id = $1`,
		[scope.accountId, today, endsOn, cycleId],
	)
	const [row] = rows
	if (!row) throw new Error('An aggregate came back without a row.')
	return row
}
