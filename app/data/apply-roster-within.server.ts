import type { RosterCounts } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { joinNewcomers } from './join-newcomers.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { planRosterOn } from './plan-roster-on.server.ts'
import { readImportContent } from './read-import-content.server.ts'
import { revokeStaleInvitations } from './revoke-stale-invitations.server.ts'
import type { RosterPlanSummary } from './roster-desk.server.ts'
import type { RosterMoves } from './roster-moves.server.ts'
import { readRosterMapping, readRosterResult, selectRosterImport } from './roster-import-row.server.ts'
import { addWebhookEvent } from './webhooks/add-webhook-event.server.ts'
import type { RosterTable } from './with-roster-desk.server.ts'
import { withRosterDesk } from './with-roster-desk.server.ts'
import { writeRosterPlan } from './write-roster-plan.server.ts'

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
	/** Rows read, checked against Contour, and on their way into it. */
	onProgress?: (stage: 'reading' | 'checking' | 'writing', done: number, total: number | null) => void
	signal?: AbortSignal
}

/** `applyRoster` within an open transaction. */
export async function applyRosterWithin(
	transaction: Transaction,
	scope: AccountScope,
	of: ApplyRoster,
): Promise<AppliedRoster> {
	const row = await selectRosterImport(transaction, scope, of.importId, 'FOR UPDATE')
	if (!row || row.state === 'discarded') return { ok: false, reason: 'gone' }
	if (row.state === 'applied') {
		const result = readRosterResult(row.result)
		return result ? { ok: true, counts: result.counts, again: true } : { ok: false, reason: 'gone' }
	}
	const bytes = await readImportContent(transaction, scope, row)
	const { onProgress, signal } = of
	return withRosterDesk(
		{ bytes, isJob: true, ...(onProgress && { onProgress }), ...(signal && { signal }) },
		async (desk) => {
			await lockRoster(transaction, scope)
			const mapping = { ...readRosterMapping(row.mapping), missing: of.missing }
			const { plan, today } = await planRosterOn(desk, transaction, scope, mapping)
			if (of.fingerprint !== undefined && of.fingerprint !== plan.fingerprint) {
				return { ok: false, reason: 'stale' }
			}
			const { counts } = plan
			const { invited } = await writeRosterPlan(transaction, scope, desk, (done) =>
				onProgress?.('writing', done, plan.toWrite),
			)
			await revokeStaleInvitations(transaction, scope, { memberIds: invited, today })
			await writeResult(transaction, scope, desk, { importId: row.id, counts, missing: of.missing })
			await appendAuditEvent(transaction, scope, {
				action: 'members.imported',
				subject: { kind: 'import', id: row.id },
				detail: counts,
			})
			await joinNewcomers(transaction, scope, { today })
			await announceMoves(transaction, scope, plan.moves, of.announce)
			await addWebhookEvent(transaction, scope, {
				event: 'import.finished',
				data: { importId: row.id, kind: 'roster' },
			})
			return { ok: true, counts, again: false }
		},
	)
}

/** Every reason for which a row was refused is kept: the CSV of them is made of these. */
async function writeResult(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	desk: RosterTable,
	of: { importId: string; counts: RosterCounts; missing: string },
): Promise<void> {
	await sql.query(`CREATE TEMPORARY TABLE roster_error (piece serial, errors jsonb) ON COMMIT DROP`)
	for (;;) {
		const pieces = await desk.next('errors', 100)
		if (pieces.length === 0) break
		await sql.query(`INSERT INTO roster_error (errors) SELECT * FROM unnest($1::jsonb[])`, [pieces])
	}
	await sql.query(
		`UPDATE import SET state = 'applied', applied_at = now(), version = version + 1,
			mapping = jsonb_set(mapping, '{missing}', to_jsonb($4::text)),
			result = jsonb_build_object('counts', $3::jsonb, 'errors', (
				SELECT coalesce(jsonb_agg(e.error ORDER BY r.piece, e.place), '[]')
				FROM roster_error r, jsonb_array_elements(r.errors) WITH ORDINALITY e (error, place)))
		 WHERE account_id = $1 AND id = $2`,
		[accountId, of.importId, JSON.stringify(of.counts), of.missing],
	)
}

async function announceMoves(
	transaction: Transaction,
	scope: AccountScope,
	moves: RosterPlanSummary['moves'],
	announce: ApplyRoster['announce'],
): Promise<void> {
	if (moves.managers.length + moves.leads.length + moves.placed.length === 0) return
	const overseers = await listOverseers(transaction, scope)
	await addOutboxMessages(transaction, scope.accountId, announce({ ...moves, overseers }))
}
