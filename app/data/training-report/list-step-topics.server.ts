import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { servingTopics } from './training-report-sql.server.ts'

/** The topic by which a step of a family is counted. */
export type StepTopic = {
	familyId: string
	questionKey: string
	fromHalfSteps: number
	topicId: string
	title: string
	/** Chosen by the account; else by the rule. */
	isChosen: boolean
}

/** Every step of every family that a topic in use serves, with the topic by which it is counted. */
export async function listStepTopics(scope: AccountScope): Promise<StepTopic[]> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<StepTopic>(
			`SELECT family_id AS "familyId", question_key AS "questionKey", from_half_steps::int AS "fromHalfSteps",
				topic_id AS "topicId", title, is_chosen AS "isChosen" FROM (${servingTopics}) v`,
			[scope.accountId],
		),
	)
	return rows
}
