import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { isForFamilies } from '#app/data/training-topics/topic-row-sql.server.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'

/** A step of a role family. */
export type FamilyStep = { familyId: string; questionKey: string; fromHalfSteps: number }

export type StepChoice = {
	/** The topics in use that serve the step, in the order of the rule: the first is counted where none is chosen. */
	topics: Pick<
		TrainingTopic,
		'id' | 'title' | 'kind' | 'hours' | 'cost' | 'currency' | 'capacity' | 'isProposal'
	>[]
	/** The chosen topic, which may not serve the step any more; null for none. */
	topicId: string | null
	/** 0 where none was ever chosen. */
	version: number
}

/** By which topic a step of a family can be counted, and which was chosen. */
export async function getStepChoice(scope: AccountScope, of: FamilyStep): Promise<StepChoice> {
	const key = [scope.accountId, of.familyId, of.questionKey, of.fromHalfSteps]
	return withAccountSql(scope, async (sql) => {
		const { rows: topics } = await sql.query<StepChoice['topics'][number]>(
			`SELECT x.id, x.title, x.kind, x.hours::float8 AS hours, x.cost::float8 AS cost, x.currency, x.capacity,
				x.is_proposal AS "isProposal"
			 FROM training_topic_step s
			 JOIN training_topic x ON x.account_id = s.account_id AND x.id = s.topic_id AND x.archived_at IS NULL
			 WHERE s.account_id = $1 AND s.question_key = $3 AND s.from_half_steps = $4 AND ${isForFamilies('ARRAY[$2::uuid]')}
			 ORDER BY x.hours NULLS LAST, x.currency NULLS LAST, x.cost, lower(x.title), x.id`,
			key,
		)
		const { rows } = await sql.query<{ topicId: string; version: number }>(
			`SELECT topic_id AS "topicId", version FROM training_step_choice
			 WHERE account_id = $1 AND family_id = $2 AND question_key = $3 AND from_half_steps = $4`,
			key,
		)
		return { topics, topicId: rows[0]?.topicId ?? null, version: rows[0]?.version ?? 0 }
	})
}
