import type { PersonCycle } from '#app/data/get-person-progress.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { PersonProgressPage } from './read-page.server.ts'

type Group = PersonProgressPage['groups'][number]
type Question = Group['questions'][number]

/** The agreed answers, question by question: one table for the cycles that asked the same. */
export function AnswerHistory({ page }: { page: PersonProgressPage }) {
	const { groups, locale } = page
	const shown = groups
		.map((group) => ({ ...group, cycles: group.cycles.filter(({ outcome }) => outcome !== null) }))
		.filter(({ cycles, questions }) => cycles.length > 0 && questions.length > 0)
		.toReversed()
	if (shown.length === 0) return null
	return (
		<section aria-labelledby="answers" className="flex flex-col gap-4">
			<h2 id="answers">Agreed answers</h2>
			{groups.length > 1 && (
				<Notice title="Not the same questions throughout">
					Answers are put side by side only where the version of the framework and the role family are the
					same. Across them, compare the tiers.
				</Notice>
			)}
			{shown.map(({ cycles, questions }) => (
				<div key={cycles[0]?.participantId} className="flex min-w-0 flex-col gap-2">
					{groups.length > 1 && <h3 className="text-sm">{titleOf(cycles)}</h3>}
					<DataTable
						caption={`Agreed answers, ${titleOf(cycles)}`}
						columns={columnsOf(cycles, locale)}
						rows={questions}
						rowId={({ key }) => key}
						locale={locale}
						noun={{ one: 'question', other: 'questions' }}
						empty={null}
					/>
				</div>
			))}
		</section>
	)
}

function titleOf(cycles: readonly PersonCycle[]): string {
	const [first, last] = [cycles[0], cycles.at(-1)]
	if (!first || !last) return ''
	const names = first === last ? first.cycleName : `${first.cycleName} to ${last.cycleName}`
	return `${names} · ${first.familyName}, version ${first.frameworkVersion}`
}

function columnsOf(cycles: readonly PersonCycle[], locale: string): DataColumn<Question>[] {
	return [
		{ id: 'question', header: 'Question', cell: ({ text }) => <span className="text-pretty">{text}</span> },
		...cycles.map(({ participantId, cycleName, outcome }): DataColumn<Question> => ({
			id: participantId,
			header: cycleName,
			nowrap: true,
			cell: ({ key }) => {
				const answer = outcome?.answers.find(({ questionKey }) => questionKey === key)
				return answer ? (
					<TierMark halfSteps={answer.halfSteps}>{formatTier(tierOf(answer.halfSteps), locale)}</TierMark>
				) : (
					'–'
				)
			},
		})),
	]
}
