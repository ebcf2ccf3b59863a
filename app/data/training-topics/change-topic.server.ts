import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { changedTopicFields } from '#app/domain/training-topic/changed-fields.ts'
import type { TopicInput, TrainingTopic } from '#app/domain/training-topic/topic.ts'
import { lockTopic } from './lock-topic.server.ts'
import { updateTopic } from './update-topic.server.ts'

export type ChangedTopicResult =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' | 'family-gone' }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: TrainingTopic }

/** Changes an entry of the catalogue. A proposal becomes the account's own by it. */
export async function changeTopic(
	scope: AccountScope,
	{ topicId, version, input }: { topicId: string; version: number; input: TopicInput },
): Promise<ChangedTopicResult> {
	return withAccount(scope, async (transaction) => {
		const topic = await lockTopic(transaction, scope, topicId)
		if (!topic) return { ok: false, reason: 'gone' }
		const fields = changedTopicFields(topic, input)
		if (fields.length === 0) return { ok: true, changed: false }
		if (topic.version !== version) return { ok: false, reason: 'stale', current: topic }
		const { isArchived } = topic
		if (!(await updateTopic(transaction, scope, { topic, input, isArchived }))) {
			return { ok: false, reason: 'family-gone' }
		}
		await appendAuditEvent(transaction, scope, {
			action: 'training-topic.changed',
			subject: { kind: 'training-topic', id: topicId },
			detail: { fields },
		})
		return { ok: true, changed: true }
	})
}
