import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getTopicImport } from '#app/data/training-topics/get-topic-import.server.ts'
import { describeTopicFileProblem } from '#app/domain/training-topic/file-problem-words.ts'
import type { PlannedTopic } from '#app/domain/training-topic/plan-topics.ts'
import { notFound } from '#app/lib/http.server.ts'

/** So many of each kind are shown; the counts are of all. */
const most = 100

const shown = ({ row, key, input, fields }: PlannedTopic) => ({ row, key, title: input.title, fields })

/** What a file that waits would do to the catalogue as it is now. */
export async function readTopicImport({ scope, account }: AccountSession, importId: string) {
	const found = await getTopicImport(scope, { importId })
	if (!found) throw notFound()
	const { fileName, isApplied, read } = found
	const { locale } = account
	const root = `/a/${account.slug}/training-topics`
	if (!read.ok) {
		// It was read once: what it stands on has changed since.
		return {
			kind: 'unreadable' as const,
			fileName,
			root,
			problem: describeTopicFileProblem(read.problem, locale),
		}
	}
	const { added, changed, unchanged, errors, ignored } = read.plan
	return {
		kind: 'plan' as const,
		...{ fileName, isApplied, root, locale, ignored, mark: read.mark, url: `${root}/imports/${importId}` },
		counts: {
			...{ added: added.length, changed: changed.length, unchanged: unchanged.length },
			refused: new Set(errors.map(({ row }) => row)).size,
		},
		added: added.slice(0, most).map(shown),
		changed: changed.slice(0, most).map(shown),
		errors: errors.slice(0, most),
		more: errors.length - most,
	}
}

export type TopicImportPage = Extract<Awaited<ReturnType<typeof readTopicImport>>, { kind: 'plan' }>
