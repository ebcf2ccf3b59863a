import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { topicImportKind } from './add-topic-import.server.ts'
import type { TopicPlanResult } from './read-topic-plan.server.ts'
import { readTopicPlan } from './read-topic-plan.server.ts'

/**
 * A file of topics with what it would do now, and whether it was done: its refused rows can still be had then. Null where there is
 * none, or where it was laid aside.
 */
export async function getTopicImport(
	scope: AccountScope,
	{ importId }: { importId: string },
): Promise<{ fileName: string; isApplied: boolean; read: TopicPlanResult } | null> {
	if (!z.guid().safeParse(importId).success) return null
	return withAccount(scope, async (transaction) => {
		const file = await selectTopicImport(transaction, scope, { importId })
		if (!file) return null
		const { bytes, ...of } = file
		return { ...of, read: await readTopicPlan(transaction, scope, bytes) }
	})
}

/** The file alone within an open transaction, of topics unless told: one that waits, held, if it is to be applied. */
export async function selectTopicImport(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{
		importId,
		toApply = false,
		kind = topicImportKind,
	}: { importId: string; toApply?: boolean; kind?: string },
): Promise<{ fileName: string; isApplied: boolean; bytes: Uint8Array } | null> {
	const { rows } = await sql.query<{ fileName: string; isApplied: boolean; bytes: Buffer }>(
		`SELECT i.file_name AS "fileName", i.state = 'applied' AS "isApplied", i.content AS bytes FROM import i
		 WHERE i.account_id = $1 AND i.id = $2 AND i.kind = $3
			AND ${toApply ? "i.state = 'uploaded' FOR UPDATE" : "i.state IN ('uploaded', 'applied')"}`,
		[accountId, importId, kind],
	)
	return rows[0] ?? null
}
