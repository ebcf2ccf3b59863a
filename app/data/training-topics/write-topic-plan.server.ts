import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { PlannedTopic, TopicPlan } from '#app/domain/training-topic/plan-topics.ts'

const given = `jsonb_to_recordset($2::jsonb) AS g (key text, title text, description text, kind training_kind, hours numeric,
	cost numeric, currency text, provider text, link text, capacity int, "isArchived" boolean, "familyIds" jsonb, steps jsonb)`
const written = `${given} JOIN training_topic x ON x.account_id = $1 AND x.key = g.key`

const rowsOf = (topics: readonly PlannedTopic[]) =>
	JSON.stringify(topics.map(({ key, input, isArchived }) => ({ key, ...input, isArchived })))

/**
 * Writes what a plan adds and changes, in a few statements whatever its size, within an open transaction that has locked the catalogue.
 * False where somebody has added an entry under one of its new keys meanwhile: then the transaction is to be taken back.
 */
export async function writeTopicPlan(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ added, changed }: TopicPlan,
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`INSERT INTO training_topic (account_id, key, title, description, kind, hours, cost, currency, provider, link, capacity, archived_at)
		 SELECT $1, g.key, g.title, g.description, g.kind, g.hours, g.cost, g.currency, g.provider, g.link, g.capacity,
			CASE WHEN g."isArchived" THEN now() END
		 FROM ${given}
		 ON CONFLICT (account_id, key) DO NOTHING`,
		[accountId, rowsOf(added)],
	)
	if (rowCount !== added.length) return false
	await sql.query(
		`UPDATE training_topic x SET title = g.title, description = g.description, kind = g.kind, hours = g.hours, cost = g.cost,
			currency = g.currency, provider = g.provider, link = g.link, capacity = g.capacity, is_proposal = false,
			archived_at = CASE WHEN g."isArchived" THEN coalesce(x.archived_at, now()) END, version = x.version + 1
		 FROM ${given} WHERE x.account_id = $1 AND x.key = g.key`,
		[accountId, rowsOf(changed)],
	)
	const all = [accountId, rowsOf([...added, ...changed])]
	for (const table of ['training_topic_family', 'training_topic_step']) {
		await sql.query(
			`DELETE FROM ${table} l WHERE l.account_id = $1 AND l.topic_id IN (SELECT x.id FROM ${written})`,
			all,
		)
	}
	await sql.query(
		`INSERT INTO training_topic_family (account_id, topic_id, family_id)
		 SELECT DISTINCT $1::uuid, x.id, f.id::uuid FROM ${written} CROSS JOIN LATERAL jsonb_array_elements_text(g."familyIds") AS f (id)`,
		all,
	)
	await sql.query(
		`INSERT INTO training_topic_step (account_id, topic_id, question_key, from_half_steps)
		 SELECT DISTINCT $1::uuid, x.id, s.item ->> 'questionKey', (s.item ->> 'fromHalfSteps')::smallint
		 FROM ${written} CROSS JOIN LATERAL jsonb_array_elements(g.steps) AS s (item)`,
		all,
	)
	return true
}
