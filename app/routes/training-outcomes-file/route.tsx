import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { aboutHeatmapView } from '#app/data/about-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { FoundOutcomes } from '#app/data/training-outcomes/find-outcomes.server.ts'
import { findOutcomes } from '#app/data/training-outcomes/find-outcomes.server.ts'
import { outcomesSearchSchema } from '#app/domain/training-assignment/outcomes-search.ts'
import { noProof } from '#app/domain/training-assignment/outcome-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutDay, aboutText } from '#app/lib/sheet/about-lines.ts'
import { cellOf } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'
import { outcomesColumns, outcomesRows } from './rows.server.ts'

const topicOf = cellOf(outcomesColumns, 'topic')

/**
 * What the page with the same search compares, as the address ends: CSV, workbook or paper; without a row where it compares
 * nothing.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-outcomes.read')
	const search = outcomesSearchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!search.success) throw notFound()
	const found = await findOutcomes(scope, person, { cycle: search.data.cycle })
	if (!found) throw notFound()
	const isNothing = 'kind' in found
	const rows = isNothing ? [] : [...outcomesRows(found)]
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns: outcomesColumns },
			name: `training-outcomes-${isNothing ? account.slug : found.after.cycleName}`,
			title: isNothing ? 'What came of training' : `What came of training · ${found.after.cycleName}`,
			about: async () => {
				if (isNothing) return [aboutText('Cycle', 'There are not two to compare yet.')]
				const view = await readHeatmapView(scope, person, { cycle: found.after.id })
				const lines = view === null || view === 'nothing' ? [] : await aboutHeatmapView(scope, { view })
				return [
					// Of these figures less is said than of the heatmap's.
					...lines.filter(({ label }) => label !== 'Suppression'),
					...aboutOutcomes(found, rows.length),
				]
			},
			footer: 'no proof of cause',
			groupOf: (row) => (topicOf(row) === null ? 'All topics' : 'By topic'),
		},
	)
}

const aboutOutcomes = ({ before, outcomes: { from, until, k, tooFew } }: FoundOutcomes, rows: number) => [
	aboutText('The cycle before', `${before.cycleName}, version ${before.version}`),
	aboutDay('Training finished from', from),
	aboutDay('And before', until),
	aboutCount('Comparisons', rows),
	aboutCount('Steps of which nothing is said', tooFew),
	aboutText('Suppression', `Of a step with fewer than ${k} people in either group nothing is said.`),
	aboutText('Intervals', 'of 95 %'),
	aboutText(noProof.title, noProof.text),
]
