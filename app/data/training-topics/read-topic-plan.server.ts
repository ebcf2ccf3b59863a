import { createHash } from 'node:crypto'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import { groupSteps, listSteps } from '#app/domain/training-topic/known-steps.ts'
import type { TopicFileProblem, TopicPlan } from '#app/domain/training-topic/plan-topics.ts'
import { planTopics } from '#app/domain/training-topic/plan-topics.ts'
import { stepCode } from '#app/domain/training-topic/step-code.ts'
import { topicFileLimits } from '#app/domain/training-topic/topic-columns.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import type { CsvProblem } from '#app/lib/csv.server.ts'
import { parseCsv } from '#app/lib/csv.server.ts'
import { topicColumns } from './topic-row-sql.server.ts'

export type TopicPlanResult =
	| { ok: true; plan: TopicPlan; mark: string; records: { row: number; cells: string[] }[] }
	| { ok: false; problem: CsvProblem | TopicFileProblem }

/**
 * What a file would do to the account's catalogue as it is, within an open transaction.
 *
 * @param options.lock holds every entry until the transaction ends
 * @returns with the plan a mark of it: the same mark is the same plan
 */
export async function readTopicPlan(
	{ sql, db }: Transaction,
	{ accountId }: AccountScope,
	bytes: Uint8Array,
	{ lock = false }: { lock?: boolean } = {},
): Promise<TopicPlanResult> {
	const parsed = parseCsv(bytes, { maxRows: topicFileLimits.rows + 1 })
	if (!parsed.ok) return parsed
	if (lock)
		await sql.query(`SELECT FROM training_topic WHERE account_id = $1 ORDER BY id FOR UPDATE`, [accountId])
	const { rows: topics } = await sql.query<TrainingTopic>(
		`SELECT ${topicColumns} FROM training_topic x WHERE x.account_id = $1`,
		[accountId],
	)
	const { rows: families } = await sql.query<{ id: string; key: string; name: string }>(
		`SELECT id, key, name FROM role_family WHERE account_id = $1 ORDER BY position, key`,
		[accountId],
	)
	const newest = await db.frameworkVersion.findFirst({
		where: { accountId, key: mapKey, publishedAt: { not: null } },
		orderBy: { version: 'desc' },
		select: { rubric: true },
	})
	const steps = newest ? listSteps(groupSteps(rubricSchema.parse(newest.rubric))).map(stepCode) : []
	const records = [...parsed.records]
	const planned = planTopics(records, { topics, vocabulary: { families, steps: new Set(steps) } })
	return planned.ok ? { ...planned, mark: markOf(planned.plan), records } : planned
}

/** Of what would be written, and over what. */
function markOf({ added, changed, errors }: TopicPlan): string {
	const what = [...added, ...changed].map(({ key, input, isArchived, before }) => [
		...[key, input, isArchived, before?.version ?? 0],
	])
	return createHash('sha256')
		.update(JSON.stringify([what, errors.length]))
		.digest('hex')
		.slice(0, 32)
}
