import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { TopicStep } from '#app/domain/training-topic/topic.ts'

/**
 * Says of a topic for which role families it is and which steps it serves, and takes away what it said before, within an open
 * transaction; false, with nothing done, where a family is gone.
 */
export async function writeTopicLinks(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{
		topicId,
		familyIds,
		steps,
	}: { topicId: string; familyIds: readonly string[]; steps: readonly TopicStep[] },
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`SELECT FROM role_family WHERE account_id = $1 AND id = ANY ($2::uuid[]) FOR KEY SHARE`,
		[accountId, familyIds],
	)
	if (rowCount !== new Set(familyIds).size) return false
	await sql.query(`DELETE FROM training_topic_family WHERE account_id = $1 AND topic_id = $2`, [
		accountId,
		topicId,
	])
	await sql.query(
		`INSERT INTO training_topic_family (account_id, topic_id, family_id)
		 SELECT DISTINCT $1::uuid, $2::uuid, f FROM unnest($3::uuid[]) AS f`,
		[accountId, topicId, familyIds],
	)
	await sql.query(`DELETE FROM training_topic_step WHERE account_id = $1 AND topic_id = $2`, [
		accountId,
		topicId,
	])
	await sql.query(
		`INSERT INTO training_topic_step (account_id, topic_id, question_key, from_half_steps)
		 SELECT DISTINCT $1::uuid, $2::uuid, s.key, s.begins FROM unnest($3::text[], $4::smallint[]) AS s (key, begins)`,
		[
			accountId,
			topicId,
			steps.map(({ questionKey }) => questionKey),
			steps.map(({ fromHalfSteps }) => fromHalfSteps),
		],
	)
	return true
}
