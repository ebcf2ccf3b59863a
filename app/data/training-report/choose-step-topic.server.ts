import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { isForFamilies } from '#app/data/training-topics/topic-row-sql.server.ts'
import type { FamilyStep } from './get-step-choice.server.ts'

export type ChosenTopicResult =
	| { ok: true; changed: boolean }
	/** `gone`: the topic is not in use, or does not serve the step of that family. */
	| { ok: false; reason: 'gone' | 'stale' }

/**
 * Chooses the topic by which a step of a family is counted; null goes back to the rule.
 *
 * @param of.version of the choice that the person saw; 0 where there was none
 */
export async function chooseStepTopic(
	scope: AccountScope,
	{ step, topicId, version }: { step: FamilyStep; topicId: string | null; version: number },
): Promise<ChosenTopicResult> {
	const { familyId, questionKey, fromHalfSteps } = step
	const key = [scope.accountId, familyId, questionKey, fromHalfSteps]
	const isIt = 'account_id = $1 AND family_id = $2 AND question_key = $3 AND from_half_steps = $4'
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const { rows } = await sql.query<{ topicId: string; version: number }>(
			`SELECT topic_id AS "topicId", version FROM training_step_choice WHERE ${isIt} FOR UPDATE`,
			key,
		)
		const [before] = rows
		if ((before?.topicId ?? null) === topicId) return { ok: true, changed: false }
		if ((before?.version ?? 0) !== version) return { ok: false, reason: 'stale' }
		if (topicId === null) {
			await sql.query(`DELETE FROM training_step_choice WHERE ${isIt}`, key)
		} else {
			const { rowCount: serves } = await sql.query(
				`SELECT FROM training_topic x JOIN training_topic_step s ON s.account_id = x.account_id AND s.topic_id = x.id
				 WHERE x.account_id = $1 AND x.id = $5 AND x.archived_at IS NULL AND s.question_key = $3 AND s.from_half_steps = $4
					AND ${isForFamilies('ARRAY[$2::uuid]')} FOR KEY SHARE OF x`,
				[...key, topicId],
			)
			if (serves === 0) return { ok: false, reason: 'gone' }
			const { rowCount } = await sql.query(
				before
					? `UPDATE training_step_choice SET topic_id = $5, version = version + 1 WHERE ${isIt}`
					: `INSERT INTO training_step_choice (account_id, family_id, question_key, from_half_steps, topic_id)
						VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
				[...key, topicId],
			)
			// Another first one passed this one.
			if (rowCount === 0) return { ok: false, reason: 'stale' }
		}
		await appendAuditEvent(transaction, scope, {
			action: topicId === null ? 'training-topic.choice-removed' : 'training-topic.chosen',
			subject: { kind: 'training-topic', id: topicId ?? before?.topicId ?? null },
			detail: { family: familyId, question: questionKey, fromTier: fromHalfSteps / 2 },
		})
		return { ok: true, changed: true }
	})
}
