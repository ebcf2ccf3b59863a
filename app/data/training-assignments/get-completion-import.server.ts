import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { selectTopicImport } from '#app/data/training-topics/get-topic-import.server.ts'
import { completionImportKind } from './add-completion-import.server.ts'
import type { CompletionPlanResult } from './read-completion-plan.server.ts'
import { readCompletionPlan } from './read-completion-plan.server.ts'

/** A file of completions that waits, with what it would do now; null where there is none, or where it was done or laid aside. */
export async function getCompletionImport(
	scope: AccountScope,
	{ importId }: { importId: string },
): Promise<{ fileName: string; read: CompletionPlanResult } | null> {
	if (!z.guid().safeParse(importId).success) return null
	return withAccount(scope, async (transaction) => {
		const of = { importId, lock: '', kind: completionImportKind } as const
		const file = await selectTopicImport(transaction, scope, of)
		return file && { fileName: file.fileName, read: await readCompletionPlan(transaction, scope, file.bytes) }
	})
}
