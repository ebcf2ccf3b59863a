import { describeTableFileProblem } from '#app/domain/import/table-file-problem.ts'
import { topicColumnNames, topicFileLimits } from './topic-columns.ts'

/** What is wrong with an uploaded file of topics, and what to do now. */
export function describeTopicFileProblem(
	problem: { kind: string; row?: number; column?: string },
	locale: string,
): string {
	return describeTableFileProblem(problem, {
		...{ what: 'your topics', limits: topicFileLimits, locale },
		own: {
			'no-key': `No column is called key. The first row names the columns: ${topicColumnNames.join(', ')}. Only key is always needed.`,
		},
	})
}
