import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readPublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readTrend } from '#app/data/heatmap/read-trend.server.ts'
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
	const [past, survey, figures] = await Promise.all([
		readPast(session, view),
		readSurvey(session, view),
		readFigures(session, view),
	])
	return {
		kind: 'benchmarks' as const,
		locale,
		asOf: sayParts(view.cycle.name, sayPublished(view.cycle.publishedAt, locale, timeZone)),
		cycle: view.cycle.ref,
		cycleName: view.cycle.name,
		comparisonName: view.comparisonName,
		cycles: cycleOptions(view.cycles),
		...{ k: view.k, isSuppressed: view.isSuppressed },
		past,
		survey,
		figures,
	}
}

export type BenchmarksPage = Extract<Awaited<ReturnType<typeof readBenchmarks>>, { kind: 'benchmarks' }>

/** The company as a whole in the chosen cycle and those before it, as the heatmap of each shows it. */
async function readPast({ scope, person, account }: AccountSession, view: PublishedView) {
	const { locale } = account
	const trend = await readTrend(scope, person, {
		...{ until: view.cycle.name, children: { offset: 0, limit: 0 }, most: mostCycles },
	})
	const points = trend === null || trend === 'nothing' ? [] : trend.points.toReversed()
	const sides = [
		{ name: view.cycle.name, cells: view.cells.get(view.node.id) },
		// The chosen cycle is there in its newest version, which may not be the chosen one.
		...points.slice(1).map(({ snapshot, cells }) => ({
			...{ name: snapshot.cycleName, cells: cells.get(view.node.id) },
		})),
	]
	return {
		cycles: sides.map(({ name }) => name),
		rows: [...view.families, { id: allFamiliesId, name: 'All families' }].map(({ id, name }) => ({
			id,
			name,
			sides: sides.map(({ cells }) => {
				const { tier, leftOut } = cellOfFamily(cells, id)
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
