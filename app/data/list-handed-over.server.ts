import { reachOf } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { findMemberByText } from './find-member-by-text.server.ts'
import { todayOfAccount } from './today-sql.server.ts'

export type HandOverReport = {
	participantId: string
	version: number
	memberName: string
	teamName: string | null
	delegateName: string | null
	delegateReason: string | null
	/** Whether the manager's side is in, and who gave it. */
	managerSent: boolean
	/** The one who stands in has sent and can still sign in: it stays with them. */
	isFixed: boolean
}

export type HandOver = {
	/** Whose reports they are; null for people without a manager. */
	managerName: string | null
	/** The text for a manager named nobody, or several people. */
	problem: 'nobody' | 'several' | null
	cycleName: string | null
	/** Of one page, by name. */
	reports: HandOverReport[]
	/** Of all pages. */
	total: number
}

/** More than a form should hold, and as many as one is taken with. */
export const handOverPageSize = 1000

/**
 * The reports of a manager in the running cycle with who stands in for each: the person's own, or for HR those of whoever is
 * named, and with `none` of people without a manager. Never the person themself.
 *
 * @param of.page from 1
 * @param of.manager an e-mail, an employee id or a full name; empty asks for one's own
 */
export async function listHandedOver(
	scope: AccountScope,
	of: { manager: string; none: boolean; today: string; page?: number },
): Promise<HandOver> {
	return withAccount(scope, async (transaction) => {
		const person = { roles: scope.roles, isMember: scope.memberId !== null, isManager: true }
		const forAll = reachOf(person, 'check-ins.delegate').has('all')
		const named = forAll && !of.none && of.manager !== ''
		const found = named
			? await findMemberByText(transaction, scope, { text: of.manager, today: of.today })
			: null
		const nothing = { managerName: null, cycleName: null, reports: [], total: 0 }
		if (found?.ok === false) return { ...nothing, problem: found.reason }
		const withoutManager = forAll && of.none
		const managerId = found?.id ?? scope.memberId
		if (!withoutManager && managerId === null) return { ...nothing, problem: null }
		const { rows } = await transaction.sql.query<HandOverReport & { cycleName: string; total: number }>(
			`SELECT p.id AS "participantId", p.version, m.name AS "memberName", t.name AS "teamName", c.name AS "cycleName",
				d.name AS "delegateName", p.delegate_reason AS "delegateReason", sent.id IS NOT NULL AS "managerSent",
				coalesce(by.member_id = p.delegate_id AND membership_is_open(by), false) AS "isFixed",
				count(*) OVER ()::int AS total
			 FROM participant p
			 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 LEFT JOIN member d ON d.account_id = p.account_id AND d.id = p.delegate_id
			 LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			 LEFT JOIN check_in sent ON sent.account_id = p.account_id AND sent.participant_id = p.id AND sent.rater = 'manager'
				AND sent.submitted_at IS NOT NULL
			 LEFT JOIN membership by ON by.account_id = sent.account_id AND by.id = sent.rater_membership_id
			 WHERE p.account_id = $1 AND p.manager_id IS NOT DISTINCT FROM $2 AND p.member_id IS DISTINCT FROM $3
				AND p.state = 'active' AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount})
				AND (c.phase IN ('open', 'review', 'calibration') OR c.phase = 'published' AND p.reopened_at IS NOT NULL)
			 ORDER BY lower(m.name), p.id LIMIT ${handOverPageSize} OFFSET $4`,
			[
				scope.accountId,
				withoutManager ? null : managerId,
				scope.memberId,
				((of.page ?? 1) - 1) * handOverPageSize,
			],
		)
		return {
			managerName: found?.name ?? null,
			problem: null,
			cycleName: rows[0]?.cycleName ?? null,
			reports: rows.map(({ cycleName: _, total: __, ...report }) => report),
			total: rows[0]?.total ?? 0,
		}
	})
}
