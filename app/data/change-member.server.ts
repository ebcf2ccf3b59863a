import type { PlacedMember } from '#app/domain/roster/moved-between-leads.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import type { RosterMoves } from './roster-moves.server.ts'
import { withAccount } from './database.server.ts'
import type { MemberDetails } from './get-member.server.ts'
import { selectMember } from './get-member.server.ts'
import { readTeamPath } from './get-team.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import type { MemberInput, MemberRefusal, ResolvedInput } from './member-input.server.ts'
import { resolveMemberInput } from './member-input.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { readLeadsAbove } from './read-leads-above.server.ts'
import { revokeStaleInvitations } from './revoke-stale-invitations.server.ts'

export type ChangedMemberResult =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' }
	/** Somebody else has changed the member in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: MemberDetails }
	| { ok: false; reason: 'refused'; refusals: MemberRefusal[] }

/**
 * Changes a member by hand.
 *
 * @param of.announce makes the mails that tell owners and HR of another manager, or of a team that others lead
 */
export async function changeMember(
	scope: AccountScope,
	of: {
		memberId: string
		version: number
		input: MemberInput
		announce: (moves: RosterMoves) => OutboxMail[]
	},
): Promise<ChangedMemberResult> {
	const { memberId, input } = of
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const before = await selectMember(transaction, scope, memberId)
		if (!before) return { ok: false, reason: 'gone' }
		if (before.version !== of.version) return { ok: false, reason: 'stale', current: before }
		const { today } = await readAccountCalendar(transaction, scope)
		// Who stays in a team that is archived by now, or with a manager who has left, is not asked to move.
		const kept = {
			...input,
			teamId: input.teamId === before.teamId ? null : input.teamId,
			manager: input.manager === managerText(before.manager) ? null : input.manager,
		}
		const found = await resolveMemberInput(transaction, scope, { input: kept, memberId, today })
		if (!found.ok) return { ok: false, reason: 'refused', refusals: found.refusals }
		const resolved =
			kept.manager === null && input.manager !== null
				? {
						...found.resolved,
						managerId: before.manager?.id ?? null,
						managerName: before.manager?.name ?? '',
					}
				: found.resolved
		const fields = changedFields(before, input, resolved)
		if (fields.length === 0) return { ok: true, changed: false }
		await transaction.sql.query(
			`UPDATE member SET name = $3, email = $4, external_id = $5, job_title = $6, family_id = $7, team_id = $8,
				manager_id = $9, started_on = $10, left_on = $11, attributes = $12, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[
				scope.accountId,
				memberId,
				input.name,
				input.email,
				input.externalId,
				input.jobTitle,
				resolved.familyId,
				input.teamId,
				resolved.managerId,
				input.startedOn,
				input.leftOn,
				JSON.stringify(input.attributes),
			],
		)
		await revokeStaleInvitations(transaction, scope, { memberIds: [memberId], today })
		const leaves = fields.includes('leftOn') && input.leftOn !== null && input.leftOn <= today
		await appendAuditEvent(transaction, scope, {
			action: leaves ? 'member.left' : 'member.changed',
			subject: { kind: 'member', memberId },
			detail: { fields },
		})
		const move = { name: input.name, from: before.manager?.name ?? '', to: resolved.managerName }
		const moves = {
			managers: fields.includes('manager') ? [move] : [],
			leads: [],
			placed: fields.includes('teamId') ? await placedElsewhere(transaction, scope, before, input) : [],
		}
		if (moves.managers.length + moves.placed.length > 0) {
			const overseers = await listOverseers(transaction, scope)
			await addOutboxMessages(transaction, scope.accountId, of.announce({ ...moves, overseers }))
		}
		return { ok: true, changed: true }
	})
}

/** The member, where others lead the new team than the one before. */
async function placedElsewhere(
	transaction: Transaction,
	scope: AccountScope,
	before: MemberDetails,
	{ name, teamId }: MemberInput,
): Promise<PlacedMember[]> {
	const old = await readLeadsAbove(transaction, scope, before.teamId)
	const now = await readLeadsAbove(transaction, scope, teamId)
	const differ = [...old, ...now].some((id) => id !== before.id && old.has(id) !== now.has(id))
	if (!differ) return []
	const path = (of: string | null) => readTeamPath(transaction, scope, of)
	return [{ name, from: await path(before.teamId), to: await path(teamId) }]
}

/** How a form names a manager: by what no other person shares, as far as there is something. */
export function managerText(manager: MemberDetails['manager']): string | null {
	return manager && (manager.email ?? manager.externalId ?? manager.name)
}

function changedFields(before: MemberDetails, input: MemberInput, { managerId }: ResolvedInput): string[] {
	const plain = [
		'name',
		'email',
		'externalId',
		'jobTitle',
		'familyKey',
		'teamId',
		'startedOn',
		'leftOn',
	] as const
	const sorted = (attributes: Record<string, string>) => JSON.stringify(Object.entries(attributes).sort())
	return [
		...plain.filter((field) => before[field] !== input[field]),
		...(managerId === (before.manager?.id ?? null) ? [] : ['manager']),
		...(sorted(before.attributes) === sorted(input.attributes) ? [] : ['attributes']),
	]
}
