import type { UndoCounts } from '#app/domain/import/import-outcome.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { checkOutcomesWithin } from '#app/data/roadmaps/check-outcomes.server.ts'
import { listTouchedNodes } from '#app/data/roadmaps/list-touched-nodes.server.ts'
import { countUndo, sameValue } from './count-undo.server.ts'
import { selectMetricImport } from './import-row.server.ts'

export type UndoneImport =
	| {
			ok: true
			counts: UndoCounts
			/** It had been taken back before: nothing happened now. */
			again: boolean
	  }
	| { ok: false; reason: 'gone' }

/**
 * Takes an import back in the open transaction: exactly what it wrote. Where a later import has written over it, that one's value stays,
 * and what stood before this one becomes what stood before that one.
 */
export async function undoImportWithin(
	transaction: Transaction,
	scope: AccountScope,
	{ importId }: { importId: string },
): Promise<UndoneImport> {
	const { sql } = transaction
	const row = await selectMetricImport(transaction, scope, importId, 'FOR NO KEY UPDATE')
	if (row?.state === 'undone') {
		return { ok: true, counts: { deletes: 0, putsBack: 0, standsOver: 0 }, again: true }
	}
	if (row?.state !== 'applied') return { ok: false, reason: 'gone' }
	await sql.query(`SET LOCAL statement_timeout = '15min'`)
	// Foreign keys are looked up row by row: planned once, not for each of a million.
	await sql.query(`SET LOCAL plan_cache_mode = 'auto'`)
	await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('metrics:' || $1, 0))`, [scope.accountId])
	const counts = await countUndo(transaction, scope, importId)
	const touched = await listTouchedNodes(transaction, scope, { importId })
	const values = [scope.accountId, importId]
	// Later ones: what this one found becomes what they found, and where it found nothing they did not either.
	await sql.query(
		`UPDATE replaced_observation l SET value = r.value, weight = r.weight, before_import_id = r.before_import_id
		 FROM replaced_observation r
		 WHERE l.account_id = $1 AND l.before_import_id = $2 AND ${sameValue('r', 'l')} AND r.import_id = $2`,
		values,
	)
	await sql.query(
		`DELETE FROM replaced_observation l WHERE l.account_id = $1 AND l.before_import_id = $2`,
		values,
	)
	await sql.query(
		`UPDATE observation o SET value = r.value, weight = r.weight, import_id = r.before_import_id
		 FROM replaced_observation r
		 WHERE o.account_id = $1 AND o.import_id = $2 AND ${sameValue('r', 'o')} AND r.import_id = $2`,
		values,
	)
	await sql.query(`DELETE FROM observation o WHERE o.account_id = $1 AND o.import_id = $2`, values)
	await sql.query(`DELETE FROM replaced_observation r WHERE r.account_id = $1 AND r.import_id = $2`, values)
	await sql.query(
		`UPDATE import SET state = 'undone', undone_at = now(), undone_by_user_id = $3, version = version + 1,
			result = jsonb_set(result, '{undone}', $4::jsonb)
		 WHERE account_id = $1 AND id = $2`,
		[...values, scope.userId, JSON.stringify(counts)],
	)
	// Outcomes of plans may have rested on it. Before the audit log: whoever writes in a plan holds the plan first too.
	await checkOutcomesWithin(transaction, scope, { at: new Date(), touched })
	await appendAuditEvent(transaction, scope, {
		action: 'metrics.import-undone',
		subject: { kind: 'import', id: importId },
		detail: counts,
	})
	return { ok: true, counts, again: false }
}
