import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { hashBytes } from '#app/data/roster-import-row.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { CsvProblem } from '#app/lib/csv.server.ts'
import type { TopicFileProblem } from '#app/domain/training-topic/plan-topics.ts'
import { readTopicPlan } from './read-topic-plan.server.ts'

/** The value of `import.kind` for files of the catalogue. */
export const topicImportKind = 'training-topics'

export type AddedTopicImport =
	{ ok: true; importId: string } | { ok: false; reason: CsvProblem | TopicFileProblem }

/** Keeps a file that can be read as one of topics, until somebody has seen what it would do. */
export async function addTopicImport(
	scope: AccountScope,
	of: { fileName: string; bytes: Uint8Array; idempotencyKey?: string | undefined },
): Promise<AddedTopicImport> {
	return withAccount(scope, async (transaction) => {
		const read = await readTopicPlan(transaction, scope, of.bytes)
		if (!read.ok) return { ok: false, reason: read.problem }
		const add = async () => {
			const { rows } = await transaction.sql.query<{ id: string }>(
				`INSERT INTO import (account_id, kind, file_name, sha256, content, mapping, created_by_user_id)
				 VALUES ($1, $2, $3, $4, $5, '{}', $6) RETURNING id`,
				[
					...[scope.accountId, topicImportKind, of.fileName, hashBytes(of.bytes)],
					...[Buffer.from(of.bytes.buffer, of.bytes.byteOffset, of.bytes.byteLength), scope.userId],
				],
			)
			return rows[0]?.id ?? ''
		}
		const { idempotencyKey: key } = of
		const importId = key
			? await runOnce(transaction, scope, { key, action: 'topic-import.add' }, add)
			: await add()
		return { ok: true, importId }
	})
}
