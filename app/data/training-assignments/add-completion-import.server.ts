import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { hashBytes } from '#app/data/roster-import-row.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { CompletionFileProblem } from '#app/domain/training-assignment/plan-completions.ts'
import type { CsvProblem } from '#app/lib/csv.server.ts'
import { readCompletionPlan } from './read-completion-plan.server.ts'

/** The value of `import.kind` for files of completions. */
export const completionImportKind = 'training-completions'

export type AddedCompletionImport =
	{ ok: true; importId: string } | { ok: false; reason: CsvProblem | CompletionFileProblem }

/** Keeps a file that can be read as one of completions, until somebody has seen what it would do. */
export async function addCompletionImport(
	scope: AccountScope,
	of: { fileName: string; bytes: Uint8Array; idempotencyKey?: string | undefined },
): Promise<AddedCompletionImport> {
	return withAccount(scope, async (transaction) => {
		const read = await readCompletionPlan(transaction, scope, of.bytes)
		if (!read.ok) return { ok: false, reason: read.problem }
		const add = async () => {
			const { rows } = await transaction.sql.query<{ id: string }>(
				`INSERT INTO import (account_id, kind, file_name, sha256, content, mapping, created_by_user_id)
				 VALUES ($1, $2, $3, $4, $5, '{}', $6) RETURNING id`,
				[
					...[scope.accountId, completionImportKind, of.fileName, hashBytes(of.bytes)],
					...[Buffer.from(of.bytes.buffer, of.bytes.byteOffset, of.bytes.byteLength), scope.userId],
				],
			)
			return rows[0]?.id ?? ''
		}
		const { idempotencyKey: key } = of
		const importId = key
			? await runOnce(transaction, scope, { key, action: 'completion-import.add' }, add)
			: await add()
		return { ok: true, importId }
	})
}
