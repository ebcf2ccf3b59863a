import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { selectTopicImport } from './get-topic-import.server.ts'
import { readTopicPlan } from './read-topic-plan.server.ts'
import { writeTopicPlan } from './write-topic-plan.server.ts'

export type AppliedTopicImport =
	| { ok: true; added: number; changed: number; refused: number }
	| { ok: false; reason: 'gone' }
	/** The catalogue is not what the file was compared with. */
	| { ok: false; reason: 'stale' }
	/** Rows are refused, and all of the file was asked for. */
	| { ok: false; reason: 'refused-rows' }

/**
 * Does what a file's dry run said, all of it or, with `goodRows`, what its good rows say.
 *
 * @param of.mark of the plan that was seen
 */
export async function applyTopicImport(
	scope: AccountScope,
	{ importId, mark, goodRows }: { importId: string; mark: string; goodRows: boolean },
): Promise<AppliedTopicImport> {
	const apply = withAccount(
		scope,
		async (transaction): Promise<AppliedTopicImport> => {
			const file = await selectTopicImport(transaction, scope, { importId, toApply: true })
			if (!file) return { ok: false, reason: 'gone' }
			const read = await readTopicPlan(transaction, scope, file.bytes, { lock: true })
			if (!read.ok || read.mark !== mark) return { ok: false, reason: 'stale' }
			const { plan } = read
			const refused = new Set(plan.errors.map(({ row }) => row)).size
			if (refused > 0 && !goodRows) return { ok: false, reason: 'refused-rows' }
			if (!(await writeTopicPlan(transaction, scope, plan))) throw new KeyTaken()
			await transaction.sql.query(
				`UPDATE import SET state = 'applied', applied_at = now(), version = version + 1
				 WHERE account_id = $1 AND id = $2`,
				[scope.accountId, importId],
			)
			const counts = { added: plan.added.length, changed: plan.changed.length, refused }
			await appendAuditEvent(transaction, scope, {
				action: 'training-topic.imported',
				subject: { kind: 'import', id: importId },
				detail: counts,
			})
			return { ok: true, ...counts }
		},
		{ timeout: 60_000 },
	)
	return apply.catch((error: unknown) => {
		if (error instanceof KeyTaken) return { ok: false, reason: 'stale' }
		throw error
	})
}

/** Takes back what was written before it. */
class KeyTaken extends Error {}
