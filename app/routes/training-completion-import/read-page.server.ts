import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getCompletionImport } from '#app/data/training-assignments/get-completion-import.server.ts'
import { describeCompletionFileProblem } from '#app/domain/training-assignment/completion-file-words.ts'
import type { PlannedCompletion } from '#app/domain/training-assignment/plan-completions.ts'
import { notFound } from '#app/lib/http.server.ts'

/** So many of each kind are shown; the counts are of all. */
const most = 100

const shown = ({ row, memberName, topicTitle, doneOn }: PlannedCompletion) => ({
	...{ row, memberName, topicTitle, doneOn },
})

/** What a file that waits would do to the assignments as they are now. */
export async function readCompletionImport({ scope, account }: AccountSession, importId: string) {
	const found = await getCompletionImport(scope, { importId })
	if (!found) throw notFound()
	const { fileName, isApplied, read } = found
	const { locale, timeZone, slug } = account
	const root = `/a/${slug}/training-assignments`
	if (!read.ok) {
		// It was read once: what it stands on has changed since.
		const problem = describeCompletionFileProblem(read.problem, locale)
		return { kind: 'unreadable' as const, fileName, root, problem }
	}
	const { rows, errors, ignored } = read.plan
	const of = (...does: PlannedCompletion['does'][]) => rows.filter((row) => does.includes(row.does))
	const [added, finished, moved, same] = [of('added'), of('finished'), of('moved'), of('same')]
	return {
		kind: 'plan' as const,
		...{
			fileName,
			isApplied,
			root,
			locale,
			timeZone,
			ignored,
			mark: read.mark,
			url: `${root}/imports/${importId}`,
		},
		counts: {
			...{ added: added.length, finished: finished.length, moved: moved.length, same: same.length },
			refused: new Set(errors.map(({ row }) => row)).size,
		},
		added: added.slice(0, most).map(shown),
		finished: finished.slice(0, most).map(shown),
		moved: moved.slice(0, most).map(shown),
		errors: errors.slice(0, most),
		more: errors.length - most,
	}
}

export type CompletionImportPage = Extract<Awaited<ReturnType<typeof readCompletionImport>>, { kind: 'plan' }>
