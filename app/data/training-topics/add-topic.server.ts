import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { slugify } from '#app/data/slugify.ts'
import type { TopicInput } from '#app/domain/training-topic/topic.ts'
import { topicLimits } from '#app/domain/training-topic/topic.ts'
import { insertTopic } from './insert-topic.server.ts'
import { writeTopicLinks } from './write-topic-links.server.ts'

export type AddedTopicResult =
	{ ok: true; topicId: string } | { ok: false; reason: 'too-many' | 'family-gone' }

/** Adds an entry of the account's own to its catalogue. Its key is made of its title. */
export async function addTopic(
	scope: AccountScope,
	{ input, idempotencyKey }: { input: TopicInput; idempotencyKey: string },
): Promise<AddedTopicResult> {
	return withAccount(scope, async (transaction) => {
		const once = { key: idempotencyKey, action: 'training-topic.add' }
		return runOnce(transaction, scope, once, async (): Promise<AddedTopicResult> => {
			const { rows } = await transaction.sql.query<{ key: string }>(
				`SELECT key FROM training_topic WHERE account_id = $1`,
				[scope.accountId],
			)
			if (rows.length >= topicLimits.topics) return { ok: false, reason: 'too-many' }
			const taken = new Set(rows.map(({ key }) => key))
			let topicId: string | null = null
			while (topicId === null) {
				const key = freeKey(input.title, taken)
				topicId = await insertTopic(transaction, scope, { key, input })
				// Somebody else was faster with it.
				taken.add(key)
			}
			if (!(await writeTopicLinks(transaction, scope, { topicId, ...input }))) {
				await transaction.sql.query(`DELETE FROM training_topic WHERE account_id = $1 AND id = $2`, [
					scope.accountId,
					topicId,
				])
				return { ok: false, reason: 'family-gone' }
			}
			await appendAuditEvent(transaction, scope, {
				action: 'training-topic.added',
				subject: { kind: 'training-topic', id: topicId },
				detail: { kind: input.kind, steps: input.steps.length },
			})
			return { ok: true, topicId }
		})
	})
}

function freeKey(title: string, taken: ReadonlySet<string>): string {
	const slug = slugify(title)
	// What a title without any plain letter becomes.
	const stem = slug === 'company' ? 'topic' : slug
	for (let number = 1; ; number += 1) {
		const key = number === 1 ? stem : `${stem}-${number}`
		if (!taken.has(key)) return key
	}
}
