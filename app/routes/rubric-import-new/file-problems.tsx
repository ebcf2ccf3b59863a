import type { RubricFileProblem } from '#app/domain/framework/rubric-file.ts'
import { mostFileProblems } from '#app/domain/framework/rubric-limits.ts'
import { ErrorSummary } from '#app/ui/error-summary.tsx'

/** Everything that is wrong with a file at once, each with its path in the file and, where it tells, in words. */
export function FileProblems({ problems }: { problems: readonly RubricFileProblem[] }) {
	const errors = problems.map(({ path, place, message }) => ({
		message: `${[place, path].filter(Boolean).join(' · ')}${path || place ? ': ' : ''}${message}`,
	}))
	const more = problems.length >= mostFileProblems ? [{ message: 'There may be more.' }] : []
	return <ErrorSummary title="The file was not taken, and nothing is changed" errors={[...errors, ...more]} />
}
