import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import { lockTopic } from './lock-topic.server.ts'

export type ArchivedTopicResult =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: TrainingTopic }

/** Takes an entry out of the catalogue, or puts it back. What it says stays. */
export async function archiveTopic(
	scope: AccountScope,
	{ topicId, version, archive }: { topicId: string; version: number; archive: boolean },
): Promise<ArchivedTopicResult> {
	return withAccount(scope, async (transaction) => {
		const topic = await lockTopic(transaction, scope, topicId)
		if (!topic) return { ok: false, reason: 'gone' }
		if (topic.isArchived === archive) return { ok: true, changed: false }
		if (topic.version !== version) return { ok: false, reason: 'stale', current: topic }
		await transaction.sql.query(
			`UPDATE training_topic SET archived_at = CASE WHEN $3 THEN now() END, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, topicId, archive],
		)
		await appendAuditEvent(transaction, scope, {
			action: archive ? 'training-topic.archived' : 'training-topic.restored',
			subject: { kind: 'training-topic', id: topicId },
		})
		return { ok: true, changed: true }
	})
}
