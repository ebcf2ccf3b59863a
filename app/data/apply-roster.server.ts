import type { PlacedMember } from '#app/domain/roster/moved-between-leads.ts'
import { movedBetweenLeads } from '#app/domain/roster/moved-between-leads.ts'
import { planRoster } from '#app/domain/roster/plan-roster.ts'
import type { RosterCounts, RosterPlan } from '#app/domain/roster/roster-plan.ts'
import { countPlan } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import type { Overseer } from './list-overseers.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { parseRoster } from './parse-roster.server.ts'
import { readCurrentRoster } from './read-current-roster.server.ts'
import { revokeStaleInvitations } from './revoke-stale-invitations.server.ts'
import {
	fingerprintPlan,
	readRosterMapping,
	readRosterResult,
	selectRosterImport,
} from './roster-import-row.server.ts'
import { writeRosterPlan } from './write-roster-plan.server.ts'

/** Who sees whom changes with an import: people with another manager or under other leads, and teams with another lead. */
export type RosterMoves = {
	managers: { name: string; from: string; to: string }[]
	leads: { team: string; lead: string }[]
	/** People in another team, under other leads. */
	placed?: PlacedMember[]
	/** Teams that hang elsewhere in the tree; an import moves none. */
	teams?: { team: string; from: string; to: string }[]
	overseers: Overseer[]
}

export type AppliedRoster =
	| {
			ok: true
			counts: RosterCounts
			/** It had been applied before: nothing happened now. */ again: boolean
	  }
	| { ok: false; reason: 'gone' }
	/** People or teams have changed since the dry run, so that another plan would be applied than was shown. */
	| { ok: false; reason: 'stale' }

export type ApplyRoster = {
	importId: string
	missing: 'keep' | 'mark-left'
	/** Of the dry run that was shown; without it whatever the plan is now is applied. */
	fingerprint?: string
	/** Makes the mails that tell owners and HR who has another manager. */
	announce: (moves: RosterMoves) => OutboxMail[]
}

/**
 * Applies an import: all of its plan or nothing. Refused rows stay as they are. An import is applied once, however often it
 * is asked for.
 */
export async function applyRoster(scope: AccountScope, of: ApplyRoster): Promise<AppliedRoster> {
	return withAccount(scope, (transaction) => apply(transaction, scope, of), { timeout: 120_000 })
}

async function apply(transaction: Transaction, scope: AccountScope, of: ApplyRoster): Promise<AppliedRoster> {
	const row = await selectRosterImport(transaction, scope, of.importId, 'FOR UPDATE')
	if (!row || row.state === 'discarded') return { ok: false, reason: 'gone' }
	if (row.state === 'applied') {
		const result = readRosterResult(row.result)
		return result ? { ok: true, counts: result.counts, again: true } : { ok: false, reason: 'gone' }
	}
	const parsed = parseRoster(row.content)
	if (!parsed.ok) return { ok: false, reason: 'gone' }
	await lockRoster(transaction, scope)
	const current = await readCurrentRoster(transaction, scope)
	const plan = planRoster(current, parsed.file, { ...readRosterMapping(row.mapping), missing: of.missing })
	if (of.fingerprint !== undefined && of.fingerprint !== fingerprintPlan(plan))
		return { ok: false, reason: 'stale' }

	await writeRosterPlan(transaction, scope, current, plan)
	const memberIds = plan.changed.map(({ id }) => id)
	await revokeStaleInvitations(transaction, scope, { memberIds, today: current.today })
	const counts = countPlan(plan)
	await transaction.sql.query(
		`UPDATE import SET state = 'applied', applied_at = now(), result = $3, mapping = jsonb_set(mapping, '{missing}', to_jsonb($4::text)),
			version = version + 1
		 WHERE account_id = $1 AND id = $2`,
		[scope.accountId, row.id, JSON.stringify({ counts, errors: plan.errors }), of.missing],
	)
	await appendAuditEvent(transaction, scope, {
		action: 'members.imported',
		subject: { kind: 'import', id: row.id },
		detail: counts,
	})
	await announceMoves(transaction, scope, { plan, placed: movedBetweenLeads(current, plan) }, of.announce)
	return { ok: true, counts, again: false }
}

async function announceMoves(
	transaction: Transaction,
	scope: AccountScope,
	{ plan, placed }: { plan: RosterPlan; placed: PlacedMember[] },
	announce: ApplyRoster['announce'],
): Promise<void> {
	const managers = plan.changed.flatMap(({ name, fields }) =>
		fields.flatMap(({ field, from, to }) => (field === 'managerRef' ? [{ name, from, to }] : [])),
	)
	// A team that did not exist has nobody's results yet.
	const leads = plan.leads.flatMap(({ teamRef, team, member }) =>
		plan.newTeams.some(({ ref }) => ref === teamRef) ? [] : [{ team, lead: member }],
	)
	if (managers.length + leads.length + placed.length === 0) return
	const overseers = await listOverseers(transaction, scope)
	await addOutboxMessages(transaction, scope.accountId, announce({ managers, leads, placed, overseers }))
}
