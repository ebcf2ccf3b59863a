import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockRoster } from '#app/data/lock-roster.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { selectTopicImport } from '#app/data/training-topics/get-topic-import.server.ts'
import { completionImportKind } from './add-completion-import.server.ts'
import { readCompletionPlan } from './read-completion-plan.server.ts'

export type AppliedCompletionImport =
	| { ok: true; added: number; changed: number; refused: number }
	/** `stale`: the assignments are not what the file was compared with. `refused-rows`: all of the file was asked for. */
	| { ok: false; reason: 'gone' | 'stale' | 'refused-rows' }

/**
 * Does what a file's dry run said, all of it or, with `goodRows`, what its good rows say. Nobody gets a mail of it.
 *
 * @param of.mark of the plan that was seen
 */
export async function applyCompletionImport(
	scope: AccountScope,
	{ importId, mark, goodRows }: { importId: string; mark: string; goodRows: boolean },
): Promise<AppliedCompletionImport> {
	return withAccount(
		scope,
		async (transaction) => {
			const { sql } = transaction
			// An erasure takes people and files as well: one after the other.
			await lockRoster(transaction, scope)
			const of = { importId, toApply: true, kind: completionImportKind }
			const file = await selectTopicImport(transaction, scope, of)
			if (!file) return { ok: false, reason: 'gone' }
			const read = await readCompletionPlan(transaction, scope, file.bytes, { lock: true })
			if (!read.ok || read.mark !== mark) return { ok: false, reason: 'stale' }
			const { plan } = read
			const refused = new Set(plan.errors.map(({ row }) => row)).size
			if (refused > 0 && !goodRows) return { ok: false, reason: 'refused-rows' }
			const written = plan.rows.filter(({ does }) => does !== 'same')
			const { today } = await readAccountCalendar(transaction, scope)
			const { rows: wrote } = await sql.query<{ isNew: boolean }>(
				`INSERT INTO training_assignment (account_id, topic_id, member_id, state, done_on, assigned_on, batch_id)
				 SELECT $1::uuid, g.topic_id, g.member_id, 'done', g.done_on, $2::date, $3::uuid
				 FROM unnest($4::uuid[], $5::uuid[], $6::date[]) AS g (topic_id, member_id, done_on)
				 ON CONFLICT (account_id, topic_id, member_id) WHERE state <> 'dropped'
				 DO UPDATE SET state = 'done', done_on = EXCLUDED.done_on, version = training_assignment.version + 1
				 RETURNING xmax = 0 AS "isNew"`,
				[
					...[scope.accountId, today, importId, written.map(({ topicId }) => topicId)],
					...[written.map(({ memberId }) => memberId), written.map(({ doneOn }) => doneOn)],
				],
			)
			await sql.query(
				`UPDATE import SET state = 'applied', applied_at = now(), version = version + 1
				 WHERE account_id = $1 AND id = $2`,
				[scope.accountId, importId],
			)
			const added = wrote.filter(({ isNew }) => isNew).length
			const counts = { added, changed: wrote.length - added, refused }
			await appendAuditEvent(transaction, scope, {
				action: 'training-assignment.imported',
				subject: { kind: 'import', id: importId },
				detail: counts,
			})
			return { ok: true, ...counts }
		},
		{ timeout: 60_000 },
	)
}
