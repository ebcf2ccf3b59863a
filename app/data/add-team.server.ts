import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { runOnce } from './run-once.server.ts'
import type { TeamInput, TeamRefusal } from './team-input.server.ts'
import { resolveTeamInput } from './team-input.server.ts'

export type AddedTeamResult = { ok: true; teamId: string } | { ok: false; refusals: TeamRefusal[] }

export async function addTeam(
	scope: AccountScope,
	{ input, idempotencyKey }: { input: TeamInput; idempotencyKey: string },
): Promise<AddedTeamResult> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		let refusals: TeamRefusal[] = []
		const done = await runOnce(transaction, scope, { key: idempotencyKey, action: 'team.add' }, async () => {
			const found = await resolveTeamInput(transaction, scope, { input, teamId: null })
			if (!found.ok) {
				refusals = found.refusals
				return { ok: false, teamId: '' }
			}
			const { rows } = await transaction.sql.query<{ id: string }>(
				`INSERT INTO team (account_id, name, parent_id, lead_id) VALUES ($1, $2, $3, $4) RETURNING id`,
				[scope.accountId, input.name, input.parentId, found.lead?.id ?? null],
			)
			const teamId = rows[0]?.id ?? ''
			await appendAuditEvent(transaction, scope, {
				action: 'team.added',
				subject: { kind: 'team', id: teamId },
			})
			return { ok: true, teamId }
		})
		return done.ok ? { ok: true, teamId: done.teamId } : { ok: false, refusals }
	})
}
