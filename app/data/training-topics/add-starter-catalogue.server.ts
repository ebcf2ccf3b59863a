import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { StarterTopic } from '#app/domain/training-topic/topic.ts'
import { addMissingTopics } from './add-missing-topics.server.ts'

/** Adds what the account lacks of the starter catalogue; however often it is asked for, nothing is there twice. */
export async function addStarterCatalogue(
	scope: AccountScope,
	{ topics }: { topics: readonly StarterTopic[] },
): Promise<{ added: number }> {
	return withAccount(scope, async (transaction) => {
		const added = await addMissingTopics(transaction, scope.accountId, topics)
		if (added > 0) {
			await appendAuditEvent(transaction, scope, {
				action: 'training-topic.starter-added',
				subject: { kind: 'training-topic', id: null },
				detail: { topics: added },
			})
		}
		return { added }
	})
}
