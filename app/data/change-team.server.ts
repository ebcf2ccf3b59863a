import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { RosterMoves } from './roster-moves.server.ts'
import { withAccount } from './database.server.ts'
import type { TeamDetails } from './get-team.server.ts'
import { readTeamPath, selectTeam } from './get-team.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { managerText } from './change-member.server.ts'
import type { TeamInput, TeamRefusal } from './team-input.server.ts'
import { resolveTeamInput } from './team-input.server.ts'

export type ChangedTeamResult =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' }
	/** Somebody else has changed the team in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: TeamDetails }
	| { ok: false; reason: 'refused'; refusals: TeamRefusal[] }

/**
 * Renames a team, hangs it elsewhere or gives it another lead. Published cycles keep the tree they were published with.
 *
 * @param of.announce makes the mails that tell owners and HR of another lead or another place in the tree
 */
export async function changeTeam(
	scope: AccountScope,
	of: { teamId: string; version: number; input: TeamInput; announce: (moves: RosterMoves) => OutboxMail[] },
): Promise<ChangedTeamResult> {
	const { teamId, input } = of
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const before = await selectTeam(transaction, scope, teamId)
		if (!before || before.archivedAt) return { ok: false, reason: 'gone' }
		if (before.version !== of.version) return { ok: false, reason: 'stale', current: before }
		// A lead who has left stays until somebody names another.
		const keepsLead = input.lead !== null && input.lead === managerText(before.lead)
		const asked = keepsLead ? { ...input, lead: null } : input
		const found = await resolveTeamInput(transaction, scope, { input: asked, teamId })
		if (!found.ok) return { ok: false, reason: 'refused', refusals: found.refusals }
		const lead = keepsLead ? before.lead : found.lead
		const fields = [
			...(before.name === input.name ? [] : ['name']),
			...(before.parentId === input.parentId ? [] : ['parent']),
			...((before.lead?.id ?? null) === (lead?.id ?? null) ? [] : ['lead']),
		]
		if (fields.length === 0) return { ok: true, changed: false }
		await transaction.sql.query(
			`UPDATE team SET name = $3, parent_id = $4, lead_id = $5, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, teamId, input.name, input.parentId, lead?.id ?? null],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'team.changed',
			subject: { kind: 'team', id: teamId },
			detail: { fields },
		})
		const leads = fields.includes('lead') ? [{ team: input.name, lead: lead?.name ?? '' }] : []
		const from = before.above.map(({ name }) => name).join(' / ')
		const to = await readTeamPath(transaction, scope, input.parentId)
		const teams = fields.includes('parent') ? [{ team: input.name, from, to }] : []
		if (leads.length + teams.length > 0) {
			const overseers = await listOverseers(transaction, scope)
			const mails = of.announce({ managers: [], leads, teams, overseers })
			await addOutboxMessages(transaction, scope.accountId, mails)
		}
		return { ok: true, changed: true }
	})
}
