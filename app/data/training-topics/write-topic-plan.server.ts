import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { PlannedTopic, TopicPlan } from '#app/domain/training-topic/plan-topics.ts'

const fields = `key text, title text, description text, kind training_kind, hours numeric, cost numeric, currency text, provider text,
	link text, capacity int, "isArchived" boolean, "familyIds" jsonb, steps jsonb`

/** Writes what a plan adds and changes, in a few statements whatever its size, within an open transaction that has locked the catalogue. */
export async function writeTopicPlan(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ added, changed }: TopicPlan,
): Promise<void> {
	const rowOf = ({ key, input, isArchived }: PlannedTopic) => ({ key, ...input, isArchived })
	const given = [accountId, JSON.stringify([...added, ...changed].map(rowOf))]
	await sql.query(
		`INSERT INTO training_topic (account_id, key, title, description, kind, hours, cost, currency, provider, link, capacity, archived_at)
		 SELECT $1, g.key, g.title, g.description, g.kind, g.hours, g.cost, g.currency, g.provider, g.link, g.capacity,
			CASE WHEN g."isArchived" THEN now() END
		 FROM jsonb_to_recordset($2::jsonb) AS g (${fields})
		 ON CONFLICT (account_id, key) DO UPDATE SET title = EXCLUDED.title, description = EXCLUDED.description, kind = EXCLUDED.kind,
			hours = EXCLUDED.hours, cost = EXCLUDED.cost, currency = EXCLUDED.currency, provider = EXCLUDED.provider, link = EXCLUDED.link,
			capacity = EXCLUDED.capacity, is_proposal = false, version = training_topic.version + 1,
			archived_at = CASE WHEN EXCLUDED.archived_at IS NOT NULL THEN coalesce(training_topic.archived_at, now()) END`,
		given,
	)
	const topics = `jsonb_to_recordset($2::jsonb) AS g (${fields}) JOIN training_topic x ON x.account_id = $1 AND x.key = g.key`
	for (const table of ['training_topic_family', 'training_topic_step']) {
		await sql.query(
			`DELETE FROM ${table} l WHERE l.account_id = $1 AND l.topic_id IN (SELECT x.id FROM ${topics})`,
			given,
		)
	}
	await sql.query(
		`INSERT INTO training_topic_family (account_id, topic_id, family_id)
		 SELECT DISTINCT $1::uuid, x.id, f.id::uuid FROM ${topics} CROSS JOIN LATERAL jsonb_array_elements_text(g."familyIds") AS f (id)`,
		given,
	)
	await sql.query(
		`INSERT INTO training_topic_step (account_id, topic_id, question_key, from_half_steps)
		 SELECT DISTINCT $1::uuid, x.id, s.item ->> 'questionKey', (s.item ->> 'fromHalfSteps')::smallint
		 FROM ${topics} CROSS JOIN LATERAL jsonb_array_elements(g.steps) AS s (item)`,
		given,
	)
}
