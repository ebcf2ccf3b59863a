import { describeTableFileProblem } from '#app/domain/import/table-file-problem.ts'
import { completionColumnNames, completionFileLimits } from './completion-columns.ts'

/** What is wrong with an uploaded file of completions, and what to do now. */
export function describeCompletionFileProblem(
	problem: { kind: string; row?: number; column?: string },
	locale: string,
): string {
	const names = `The first row names the columns: ${completionColumnNames.join(', ')}.`
	return describeTableFileProblem(problem, {
		...{ what: 'the completions', limits: completionFileLimits, locale },
		own: {
			'no-member': `No column is called employee id or email. ${names}`,
			'no-topic': `No column is called topic. ${names}`,
			'no-day': `No column is called done on. ${names}`,
		},
	})
}
