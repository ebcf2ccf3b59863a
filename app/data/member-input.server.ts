import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { FoundMember } from './find-member-by-text.server.ts'
import { findMemberByText } from './find-member-by-text.server.ts'

/** A member as a form gives it. Text is trimmed, e-mail in lower case, days are `YYYY-MM-DD`. */
export type MemberInput = {
	name: string
	email: string | null
	externalId: string | null
	jobTitle: string | null
	familyKey: string | null
	teamId: string | null
	/** An e-mail, an external id or a full name. */
	manager: string | null
	startedOn: string | null
	leftOn: string | null
	attributes: Record<string, string>
}

/** What keeps a member from being written, at its field. */
export type MemberRefusal =
	| { field: 'email' | 'externalId'; reason: 'taken'; holder: string }
	| { field: 'familyKey' | 'teamId'; reason: 'gone' }
	| { field: 'manager'; reason: Extract<FoundMember, { ok: false }>['reason'] | 'loop' }

export type ResolvedInput = { familyId: string | null; managerId: string | null; managerName: string }

/**
 * Finds what a form refers to, all of it in this account, and what would be refused.
 *
 * @param of.memberId null for somebody new
 */
export async function resolveMemberInput(
	transaction: Transaction,
	scope: AccountScope,
	of: { input: MemberInput; memberId: string | null; today: string },
): Promise<{ ok: true; resolved: ResolvedInput } | { ok: false; refusals: MemberRefusal[] }> {
	const { input, memberId, today } = of
	const { sql } = transaction
	const refusals: MemberRefusal[] = []
	const exists = async (statement: string, value: string | null) => {
		if (value === null) return null
		const { rows } = await sql.query<{ id: string }>(statement, [scope.accountId, value])
		return rows[0]?.id ?? null
	}
	const familyId = await exists(
		'SELECT id FROM role_family WHERE account_id = $1 AND key = $2',
		input.familyKey,
	)
	if (input.familyKey !== null && !familyId) refusals.push({ field: 'familyKey', reason: 'gone' })
	const team = await exists(
		'SELECT id FROM team WHERE account_id = $1 AND id = $2 AND archived_at IS NULL',
		input.teamId,
	)
	if (input.teamId !== null && !team) refusals.push({ field: 'teamId', reason: 'gone' })

	for (const field of ['email', 'externalId'] as const) {
		const column = field === 'email' ? 'email' : 'external_id'
		const { rows } = await sql.query<{ name: string }>(
			`SELECT name FROM member WHERE account_id = $1 AND ${column} = $2 AND id IS DISTINCT FROM $3::uuid`,
			[scope.accountId, input[field], memberId],
		)
		if (rows[0]) refusals.push({ field, reason: 'taken', holder: rows[0].name })
	}
	let managerId: string | null = null
	let managerName = ''
	if (input.manager !== null) {
		const found = await findMemberByText(transaction, scope, { text: input.manager, today })
		if (!found.ok) refusals.push({ field: 'manager', reason: found.reason })
		else if (memberId && (await reportsTo(transaction, scope, found.id, memberId))) {
			refusals.push({ field: 'manager', reason: 'loop' })
		} else {
			managerId = found.id
			managerName = found.name
		}
	}
	if (refusals.length > 0) return { ok: false, refusals }
	return { ok: true, resolved: { familyId, managerId, managerName } }
}

/** Whether somebody is, or reports directly or through others to, a member. */
async function reportsTo(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	memberId: string,
	managerId: string,
): Promise<boolean> {
	const { rows } = await sql.query<{ loop: boolean }>(
		`WITH RECURSIVE above AS (
			SELECT m.id, m.manager_id FROM member m WHERE m.account_id = $1 AND m.id = $2
			UNION SELECT m.id, m.manager_id FROM member m JOIN above a ON m.account_id = $1 AND m.id = a.manager_id)
		 SELECT EXISTS (SELECT FROM above WHERE id = $3) AS loop`,
		[accountId, memberId, managerId],
	)
	return rows[0]?.loop ?? false
}
