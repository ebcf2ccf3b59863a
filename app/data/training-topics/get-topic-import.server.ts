import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { topicImportKind } from './add-topic-import.server.ts'
import type { TopicPlanResult } from './read-topic-plan.server.ts'
import { readTopicPlan } from './read-topic-plan.server.ts'

/** A file of topics that waits, with what it would do now; null where there is none, or where it was done or laid aside. */
export async function getTopicImport(
	scope: AccountScope,
	{ importId }: { importId: string },
): Promise<{ fileName: string; read: TopicPlanResult } | null> {
	if (!z.guid().safeParse(importId).success) return null
	return withAccount(scope, async (transaction) => {
		const file = await selectTopicImport(transaction, scope, { importId, lock: '' })
		return file && { fileName: file.fileName, read: await readTopicPlan(transaction, scope, file.bytes) }
	})
}

/** The file alone within an open transaction; of topics unless told. */
export async function selectTopicImport(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ importId, lock, kind = topicImportKind }: { importId: string; lock: '' | 'FOR UPDATE'; kind?: string },
): Promise<{ fileName: string; bytes: Uint8Array } | null> {
	const { rows } = await sql.query<{ fileName: string; content: Buffer }>(
		`SELECT i.file_name AS "fileName", i.content FROM import i
		 WHERE i.account_id = $1 AND i.id = $2 AND i.kind = $3 AND i.state = 'uploaded' ${lock}`,
		[accountId, importId, kind],
	)
	const [row] = rows
	return row ? { fileName: row.fileName, bytes: row.content } : null
}
