import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { FoundMember } from './find-member-by-text.server.ts'
import { findMemberByText } from './find-member-by-text.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/** A team as a form gives it. */
export type TeamInput = {
	name: string
	parentId: string | null
	/** An e-mail, an external id or a full name. */
	lead: string | null
}

export type TeamRefusal =
	/** The parent has a team of this name already. */
	| { field: 'name'; reason: 'taken' }
	/** `loop`: the parent is the team itself or below it. */
	| { field: 'parentId'; reason: 'gone' | 'loop' }
	| { field: 'lead'; reason: Extract<FoundMember, { ok: false }>['reason'] }

/**
 * Finds what a form refers to, all of it in this account, and what would be refused.
 *
 * @param of.teamId null for a new team
 */
export async function resolveTeamInput(
	transaction: Transaction,
	scope: AccountScope,
	{ input, teamId }: { input: TeamInput; teamId: string | null },
): Promise<{ ok: true; lead: { id: string; name: string } | null } | { ok: false; refusals: TeamRefusal[] }> {
	const { sql } = transaction
	const { accountId } = scope
	const refusals: TeamRefusal[] = []
	const twin = await sql.query(
		`SELECT FROM team WHERE account_id = $1 AND parent_id IS NOT DISTINCT FROM $2::uuid AND lower(name) = lower($3)
			AND archived_at IS NULL AND id IS DISTINCT FROM $4::uuid`,
		[accountId, input.parentId, input.name, teamId],
	)
	if (twin.rowCount) refusals.push({ field: 'name', reason: 'taken' })
	if (input.parentId) {
		const { rows } = await sql.query<{ id: string; archived: boolean }>(
			`WITH RECURSIVE up AS (
				SELECT t.id, t.parent_id, t.archived_at FROM team t WHERE t.account_id = $1 AND t.id = $2
				UNION SELECT t.id, t.parent_id, t.archived_at FROM team t JOIN up u ON t.account_id = $1 AND t.id = u.parent_id)
			 SELECT id, archived_at IS NOT NULL AS archived FROM up`,
			[accountId, input.parentId],
		)
		if (rows.length === 0 || rows.some(({ archived }) => archived)) {
			refusals.push({ field: 'parentId', reason: 'gone' })
		} else if (rows.some(({ id }) => id === teamId)) refusals.push({ field: 'parentId', reason: 'loop' })
	}
	let lead: { id: string; name: string } | null = null
	if (input.lead !== null) {
		const { today } = await readAccountCalendar(transaction, scope)
		const found = await findMemberByText(transaction, scope, { text: input.lead, today })
		if (found.ok) lead = { id: found.id, name: found.name }
		else refusals.push({ field: 'lead', reason: found.reason })
	}
	return refusals.length > 0 ? { ok: false, refusals } : { ok: true, lead }
}
