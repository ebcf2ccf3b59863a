import type { AccountSession } from '#app/auth/account-context.server.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { sidesByCycle, sidesByFamily, sidesByQuestion } from '#app/charts/sides-columns.ts'
import type { ViewColumns } from '#app/charts/view-columns.ts'
import { readRowCycles } from '#app/data/heatmap/read-row-cycles.server.ts'
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
	const shared = { statistic, familyId, k: view.k, locale: account.locale, when: view.cycle.name }
	const common = { scale: heatStatisticWords[statistic].scale, changeSince: null, lacksTargets: false }
	const read = async (more: { cycleId?: string; questions?: readonly string[] } = {}) => {
		const sides = await readSides(scope, person, { view, rows, ...more })
		if (!sides) throw notFound()
		return sides
	}
	if (of.by === 'cycles') {
		const cycles = []
		for (const { ref, name, cycleId, cells } of await readRowCycles(scope, person, { view, rows })) {
			cycles.push({ ref, name, everybody: cells, ...(await read({ cycleId })) })
		}
		const cellHref = (nodeId: string, cycle: string) => links.cellHref(nodeId, familyId, cycle)
		return { ...common, sources: sidesByCycle(cycles, { ...shared, cellHref }) }
	}
	if (of.by === 'questions') {
		const keys = of.questions.map(({ key }) => key)
		const sides = { ...(await read({ questions: keys })), everybody: view.cells }
		const cellHref = (nodeId: string, question: string) => `${links.cellHref(nodeId, familyId)}#${question}`
		return { ...common, sources: sidesByQuestion(sides, { ...shared, questions: of.questions, cellHref }) }
	}
	const { cellHref } = links
	const { familyHref } = of
	const sides = { ...(await read()), everybody: view.cells }
	return {
		...common,
		sources: sidesByFamily(sides, { ...shared, families: view.families, cellHref, familyHref }),
	}
}
