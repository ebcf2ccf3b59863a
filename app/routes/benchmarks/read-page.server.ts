import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { readLevelCycles } from '#app/data/heatmap/read-level-cycles.server.ts'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readPublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { notFound } from '#app/lib/http.server.ts'
import { formatNumber, formatTier, sayParts, sayPublished } from '#app/ui/format.tsx'
import { readFigures } from './read-figures.server.ts'
import { readSurvey } from './read-survey.server.ts'

/** A year and the cycle that it began with. */
const mostCycles = 5

const searchSchema = z.object({ cycle: z.string().min(1).max(200).optional() })

/** The company's own past, and what the sources give to set beside it. */
export async function readBenchmarks(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const search = searchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const view = await readPublishedView(scope, person, { cycle: search.data.cycle })
	if (view === null) throw notFound()
	if (view === 'nothing') return { kind: 'nothing' as const }
	const { locale, timeZone } = account
	return {
		kind: 'benchmarks' as const,
		locale,
		asOf: sayParts(view.cycle.name, sayPublished(view.cycle.publishedAt, locale, timeZone)),
		cycle: view.cycle.ref,
		cycleName: view.cycle.name,
		comparisonName: view.comparisonName,
		cycles: cycleOptions(view.cycles),
		...{ k: view.k, isSuppressed: view.isSuppressed },
		past: await readPast(session, view),
		survey: await readSurvey(session, view),
		figures: await readFigures(session, view),
	}
}

export type BenchmarksPage = Extract<Awaited<ReturnType<typeof readBenchmarks>>, { kind: 'benchmarks' }>

/** The company as a whole in the chosen cycle and those before it, as the heatmap of each shows it. */
async function readPast({ scope, person, account }: AccountSession, view: PublishedView) {
	const { locale } = account
	const company = { ...view, children: [] }
	const cycles = (await readLevelCycles(scope, person, { view: company, most: mostCycles })).toReversed()
	return {
		cycles: cycles.map(({ name }) => name),
		rows: [...view.families, { id: allFamiliesId, name: 'All families' }].map(({ id, name }) => ({
			id,
			name,
			sides: cycles.map(({ cells }) => {
				const { tier, leftOut } = cellOfFamily(cells.get(view.node.id), id)
				if (tier.kind !== 'shown') return { kind: tier.kind }
				const { meanHalfSteps, n } = tier.summary
				return {
					kind: tier.kind,
					mean: formatTier(tierOf(meanHalfSteps), locale),
					halfSteps: meanHalfSteps,
					n: formatNumber(n, locale),
					isPartial: leftOut > 0,
				}
			}),
		})),
	}
}

export type Past = BenchmarksPage['past']
