import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readPublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { notFound } from '#app/lib/http.server.ts'
import { formatDate, formatNumber, formatTier } from '#app/ui/format.tsx'
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
	const { publishedAt } = view.cycle
	const { locale, timeZone } = account
	return {
		kind: 'benchmarks' as const,
		locale,
		asOf: [view.cycle.name, publishedAt && `published ${formatDate(publishedAt, locale, timeZone)}`]
			.filter(Boolean)
			.join(' · '),
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
	const at = view.cycles.findIndex(({ ref }) => ref === view.cycle.ref)
	const earlier = view.cycles
		.slice(at + 1)
		.filter(({ ref, name }) => ref === name && name !== view.cycle.name)
	const views = [view]
	for (const { ref } of earlier.slice(0, mostCycles - 1)) {
		const found = await readPublishedView(scope, person, { cycle: ref })
		if (found !== null && found !== 'nothing') views.push(found)
	}
	return {
		cycles: views.map(({ cycle }) => cycle.name),
		rows: [...view.families, { id: allFamiliesId, name: 'All families' }].map(({ id, name }) => ({
			id,
			name,
			sides: views.map(({ cells, node }) => {
				const { tier, leftOut } = cellOfFamily(cells.get(node.id), id)
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
