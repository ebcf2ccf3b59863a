import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { joinNewcomers } from './join-newcomers.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import type { MemberInput, MemberRefusal } from './member-input.server.ts'
import { resolveMemberInput } from './member-input.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { runOnce } from './run-once.server.ts'

export type AddedMemberResult = { ok: true; memberId: string } | { ok: false; refusals: MemberRefusal[] }

/** Adds somebody by hand. */
export async function addMember(
	scope: AccountScope,
	{ input, idempotencyKey }: { input: MemberInput; idempotencyKey: string },
): Promise<AddedMemberResult> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		let refusals: MemberRefusal[] = []
		const done = await runOnce(
			transaction,
			scope,
			{ key: idempotencyKey, action: 'member.add' },
			async () => {
				const { today } = await readAccountCalendar(transaction, scope)
				const found = await resolveMemberInput(transaction, scope, { input, memberId: null, today })
				if (!found.ok) {
					refusals = found.refusals
					return { ok: false, memberId: '' }
				}
				const { familyId, managerId } = found.resolved
				const { rows } = await transaction.sql.query<{ id: string }>(
					`INSERT INTO member (account_id, name, email, external_id, job_title, family_id, team_id, manager_id, started_on,
					left_on, attributes)
				 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
					[
						scope.accountId,
						input.name,
						input.email,
						input.externalId,
						input.jobTitle,
						familyId,
						input.teamId,
						managerId,
						input.startedOn,
						input.leftOn,
						JSON.stringify(input.attributes),
					],
				)
				const memberId = rows[0]?.id ?? ''
				await appendAuditEvent(transaction, scope, {
					action: 'member.added',
					subject: { kind: 'member', memberId },
				})
				await joinNewcomers(transaction, scope, { today })
				return { ok: true, memberId }
			},
		)
		return done.ok ? { ok: true, memberId: done.memberId } : { ok: false, refusals }
	})
}
