import type { World } from './company-world.ts'
import { readExport } from './read-export.ts'
import { readTrendData, readTrendHtml } from './read-trend.ts'
import type { Reading } from './readings.ts'
import { addReading } from './readings.ts'
import type { Visited, Visitor } from './visits.ts'
import { dataInPage, inParallel } from './visits.ts'

/**
 * Adds what the trend tells of every node that the heatmap shows, as a page, as the data in it, and as an export; of the
 * account also each family in detail, each statistic and each cycle to end with. To be called once the heatmap’s exports
 * are read: they say which families a figure over all of them is made of.
 */
export async function collectTrend(
	world: World,
	families: readonly { id: string; key: string }[],
	visitor: Visitor,
	to: { pages: Reading; data: Reading; exports: Reading; visited: readonly Visited[] },
): Promise<void> {
	const shown = Map.groupBy(
		to.exports.facts.filter(({ familyIds }) => familyIds.length === 1),
		({ cycleId, nodeId }) => `${cycleId} ${nodeId}`,
	)
	const shownIn = (cycleId: string, nodeId: string) => [
		...new Set(shown.get(`${cycleId} ${nodeId}`)?.flatMap(({ familyIds }) => familyIds)),
	]
	const nodeIds = new Set(
		to.visited.flatMap(({ address: { kind, cycle, node } }) =>
			kind === 'heatmap' && world.published.some(({ id }) => id === cycle) ? [node] : [],
		),
	)
	const asked = [...nodeIds].flatMap((node) => [
		{ node },
		...(node === world.accountId
			? [
					...families.map(({ id }) => ({ node, family: id })),
					...['median', 'share'].map((statistic) => ({ node, statistic })),
					...world.published.map(({ id }) => ({ node, until: id })),
				]
			: []),
	])
	await inParallel(asked, async (of) => {
		const search = new URLSearchParams(of)
		const html = await visitor.page(`/heatmap/trend?${search}`)
		// A team of a later cycle is not there yet.
		if (html === null) {
			if (!search.has('until')) throw new Error('a heatmap without a trend')
			return
		}
		const page = { nodeId: of.node, family: search.get('family') ?? 'all', shownIn }
		const data = (await dataInPage(html))['routes/trend/route'] as Record<string, unknown>
		addReading(to.pages, readTrendHtml(world, page, html))
		addReading(to.data, readTrendData(world, page, data))
		if (search.has('family') || search.has('statistic')) return
		const rows = await visitor.export(`/heatmap/trend.csv?${search}`)
		if (!rows) throw new Error('a trend without an export')
		addReading(to.exports, readExport(world, families, rows))
	})
}
