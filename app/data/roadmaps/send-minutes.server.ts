import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { addOutboxMessages } from '#app/data/add-outbox-messages.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Agenda } from '#app/domain/roadmap/agenda.ts'
import { agendaSchema, checkpointStandingSchema } from '#app/domain/roadmap/checkpoint-schema.ts'
import type { CheckpointStanding } from '#app/domain/roadmap/checkpoint-standing.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { lockCheckpoint } from './lock-checkpoint.server.ts'

/** What minutes tell: of the plan alone, which everybody whom they go to may read. Nothing of what people reached. */
export type Minutes = {
	plan: { id: string; name: string; lens: RoadmapLens }
	checkpointId: string
	heldOn: Day
	agenda: Agenda
	standing: CheckpointStanding
	decisions: string
	/** Addresses of the owner and the sponsors. */
	readers: string[]
}
export type WriteMinutes = (minutes: Minutes) => OutboxMail[]

export type SentMinutes = { ok: true; mails: number } | { ok: false; reason: 'gone' | 'draft' | 'sent' }

/** Sends the minutes of a checkpoint that was held without; never twice. */
export async function sendMinutes(
	scope: AccountScope,
	of: { roadmapId: string; checkpointId: string; write: WriteMinutes },
): Promise<SentMinutes> {
	return withAccount(scope, async (transaction) => {
		const locked = await lockCheckpoint(transaction, scope, of)
		if (!locked) return { ok: false, reason: 'gone' }
		if (locked.checkpoint.state === 'draft') return { ok: false, reason: 'draft' }
		if (locked.checkpoint.minutesSentAt !== null) return { ok: false, reason: 'sent' }
		const mails = await sendMinutesWithin(transaction, scope, of)
		await appendAuditEvent(transaction, scope, {
			action: 'roadmap.minutes-sent',
			subject: { kind: 'roadmap', id: of.roadmapId },
			detail: { checkpoint: of.checkpointId, mails },
		})
		return { ok: true, mails }
	})
}

/**
 * The same of a held checkpoint in the transaction that holds its plan. Where nobody can be reached nothing is noted, so that
 * they can be sent once somebody can.
 */
export async function sendMinutesWithin(
	transaction: Transaction,
	scope: AccountScope,
	{ roadmapId, checkpointId, write }: { roadmapId: string; checkpointId: string; write: WriteMinutes },
): Promise<number> {
	const { sql } = transaction
	const { rows: readers } = await sql.query<{ email: string }>(
		`SELECT DISTINCT u.email FROM roadmap r
		 JOIN membership m ON m.account_id = $1 AND (m.member_id = r.owner_id OR EXISTS (SELECT FROM roadmap_sponsor s
			WHERE s.account_id = $1 AND s.roadmap_id = r.id AND s.member_id = m.member_id))
		 JOIN "user" u ON u.id = m.user_id
		 WHERE r.account_id = $1 AND r.id = $2 AND membership_is_open(m) ORDER BY u.email`,
		[scope.accountId, roadmapId],
	)
	if (readers.length === 0) return 0
	const { rows } = await sql.query<Minutes & { agenda: unknown; standing: unknown }>(
		`UPDATE roadmap_checkpoint c SET minutes_sent_at = now() FROM roadmap r
		 WHERE c.account_id = $1 AND c.id = $2 AND c.roadmap_id = $3 AND c.minutes_sent_at IS NULL
			AND r.account_id = $1 AND r.id = c.roadmap_id
		 RETURNING json_build_object('id', r.id, 'name', r.name, 'lens', r.lens) AS plan, c.id AS "checkpointId",
			c.held_on::text AS "heldOn", c.agenda, c.standing, c.decisions`,
		[scope.accountId, checkpointId, roadmapId],
	)
	const [row] = rows
	if (!row) return 0
	const mails = write({
		...row,
		agenda: agendaSchema.parse(row.agenda),
		standing: checkpointStandingSchema.parse(row.standing),
		readers: readers.map(({ email }) => email),
	})
	await addOutboxMessages(transaction, scope.accountId, mails)
	return mails.length
}
