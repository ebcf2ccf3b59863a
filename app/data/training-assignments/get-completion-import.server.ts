import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { selectTopicImport } from '#app/data/training-topics/get-topic-import.server.ts'
import { completionImportKind } from './add-completion-import.server.ts'
import type { CompletionPlanResult } from './read-completion-plan.server.ts'
import { readCompletionPlan } from './read-completion-plan.server.ts'

/** As `getTopicImport`, of a file of completions. */
export async function getCompletionImport(
	scope: AccountScope,
	{ importId }: { importId: string },
): Promise<{ fileName: string; isApplied: boolean; read: CompletionPlanResult } | null> {
	if (!z.guid().safeParse(importId).success) return null
	return withAccount(scope, async (transaction) => {
		const file = await selectTopicImport(transaction, scope, { importId, kind: completionImportKind })
		if (!file) return null
		const { bytes, ...of } = file
		return { ...of, read: await readCompletionPlan(transaction, scope, bytes) }
	})
}
