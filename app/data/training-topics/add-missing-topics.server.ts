import type { Transaction } from '#app/data/database.server.ts'
import type { StarterTopic } from '#app/domain/training-topic/topic.ts'

/**
 * Gives an account the entries of the starter catalogue that it has not, as proposals, within an open transaction. What is there
 * under the same key stays as it is, an entry of the account's own included.
 *
 * @returns how many were added
 */
export async function addMissingTopics(
	{ sql }: Pick<Transaction, 'sql'>,
	accountId: string,
	topics: readonly StarterTopic[],
): Promise<number> {
	const { rows } = await sql.query<{ count: number }>(
		`WITH given AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($2::jsonb) AS g (key text, title text, description text,
			kind training_kind, hours numeric, capacity int, families jsonb, steps jsonb)),
		 added AS (
			INSERT INTO training_topic (account_id, key, title, description, kind, hours, capacity, is_proposal)
			SELECT $1, key, title, description, kind, hours, capacity, true FROM given
			ON CONFLICT (account_id, key) DO NOTHING RETURNING id, key),
		 families AS (
			INSERT INTO training_topic_family (account_id, topic_id, family_id)
			SELECT $1, a.id, f.id FROM added a JOIN given g ON g.key = a.key
			JOIN role_family f ON f.account_id = $1 AND g.families ? f.key),
		 steps AS (
			INSERT INTO training_topic_step (account_id, topic_id, question_key, from_half_steps)
			SELECT $1, a.id, s.item ->> 'questionKey', (s.item ->> 'fromHalfSteps')::smallint
			FROM added a JOIN given g ON g.key = a.key CROSS JOIN LATERAL jsonb_array_elements(g.steps) AS s (item))
		 SELECT count(*)::int AS count FROM added`,
		[accountId, JSON.stringify(topics)],
	)
	return rows[0]?.count ?? 0
}
