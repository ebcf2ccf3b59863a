import type { AccountSession } from '#app/auth/account-context.server.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { sidesByCycle, sidesByFamily, sidesByQuestion } from '#app/charts/sides-columns.ts'
import type { ViewColumns } from '#app/charts/view-columns.ts'
import { readSidesByCycle } from '#app/data/heatmap/read-sides-by-cycle.server.ts'
import { readSides } from '#app/data/heatmap/read-sides.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { OfColumns } from './columns.server.ts'

/** The columns that an address asks for, with both raters apart in each of their cells. */
export async function readSidesColumns(
	session: AccountSession,
	view: HeatmapView,
	of: OfColumns,
): Promise<ViewColumns> {
	const { scope, person, account } = session
	const { statistic, rows, familyId, links } = of
	const shared = { statistic, familyId, locale: account.locale }
	const common = { scale: heatStatisticWords[statistic].scale, changeSince: null, lacksTargets: false }
	if (of.by === 'cycles') {
		const read = await readSidesByCycle(scope, person, { view, rows })
		if (!read) throw notFound()
		const cycles = read.map(({ cells, ...cycle }) => ({ ...cycle, everybody: cells }))
		const cellHref = (nodeId: string, cycle: string) => links.cellHref(nodeId, familyId, cycle)
		return { ...common, sources: sidesByCycle(cycles, { ...shared, cellHref }) }
	}
	const keys = of.by === 'questions' ? of.questions.map(({ key }) => key) : []
	const read = await readSides(scope, person, { view, rows, questions: keys })
	if (!read) throw notFound()
	const sides = { ...read, everybody: view.cells }
	const ofCycle = { ...shared, k: view.k, when: view.cycle.name }
	if (of.by === 'questions') {
		const cellHref = (nodeId: string, question: string) => `${links.cellHref(nodeId, familyId)}#${question}`
		return { ...common, sources: sidesByQuestion(sides, { ...ofCycle, questions: of.questions, cellHref }) }
	}
	const { cellHref } = links
	const { familyHref } = of
	return {
		...common,
		sources: sidesByFamily(sides, { ...ofCycle, families: view.families, cellHref, familyHref }),
	}
}
