import type { World } from './company-world.ts'
import type { BenchmarksPage } from './read-benchmarks.ts'
import { readBenchmarksData, readBenchmarksHtml } from './read-benchmarks.ts'
import { readOrganizationData, readOrganizationHtml } from './read-organization.ts'
import { readStallsData, readStallsExport, readStallsHtml } from './read-stalls.ts'
import type { Reading } from './readings.ts'
import { addReading, cellKey, mergeFacts } from './readings.ts'
import type { Visited, Visitor } from './visits.ts'
import { dataInPage, inParallel } from './visits.ts'

type Families = readonly { id: string; key: string }[]
type To = { pages: Reading; data: Reading; exports: Reading; visited: readonly Visited[] }

/** The family whose teams a survey of the map counts. */
const surveyed = 'marketing'

/**
 * Adds what the other views of the heatmap tell of every published cycle: the whole organization of each family, what stands
 * still, and the benchmarks. To be called once the heatmap’s exports are read.
 */
export async function collectViews(
	world: World,
	families: Families,
	visitor: Visitor,
	to: To,
): Promise<void> {
	const known = mergeFacts(to.exports.facts)
	const hidden = new Set(to.exports.hidden)
	const shown = Map.groupBy(
		[...known.values()].filter(({ familyIds }) => familyIds.length === 1),
		({ cycleId, nodeId }) => `${cycleId} ${nodeId}`,
	)
	const shownIn = (cycleId: string, nodeId: string) => [
		...new Set(
			shown.get(`${cycleId} ${nodeId}`)?.flatMap((fact) => (fact.measure === 'tier' ? fact.familyIds : [])),
		),
	]
	const cycles = [
		...new Set(
			to.visited.flatMap(({ address: { kind, cycle } }) =>
				kind === 'heatmap' && cycle !== world.running.id ? [cycle] : [],
			),
		),
	]
	const get = async (path: string, route: string) => {
		const html = await visitor.page(`/heatmap/${path}`)
		if (html === null) throw new Error(`no ${path}`)
		return { html, data: (await dataInPage(html))[`routes/${route}/route`] as Record<string, unknown> }
	}
	await inParallel(cycles, async (cycleId) => {
		const index = world.published.findIndex(({ id }) => id === cycleId)
		const comparison = world.published[index - 1]?.id ?? null
		const cycle = new URLSearchParams({ cycle: cycleId })
		let nodeIds: string[] = []
		for (const familyId of [null, ...families.map(({ id }) => id)]) {
			const path = `organization?${cycle}${familyId ? `&family=${familyId}` : ''}`
			const { html, data } = await get(path, 'organization')
			const of = { cycleId, comparison, familyId, shownIn }
			addReading(to.pages, readOrganizationHtml(world, of, html))
			addReading(to.data, readOrganizationData(of, data))
			nodeIds = (data.rows as { id: string }[]).map(({ id }) => id)
		}
		for (let page = 1, isLast = false; !isLast; page += 1) {
			const { html, data } = await get(`stalls?${cycle}${page > 1 ? `&page=${page}` : ''}`, 'stalls')
			addReading(to.pages, readStallsHtml(world, html))
			addReading(to.data, readStallsData(data))
			const paging = data.paging as { pageSize: number; total: number }
			isLast = page * paging.pageSize >= paging.total
		}
		const rows = await visitor.export(`/heatmap/stalls.csv?${cycle}`)
		if (!rows) throw new Error('stalls without an export')
		addReading(to.exports, readStallsExport(families, rows))

		const familyId = families.find(({ key }) => key === surveyed)?.id ?? ''
		const medianIn = (ofCycle: string) => (nodeId: string) => {
			const key = cellKey({ cycleId: ofCycle, nodeId, familyIds: [familyId], measure: 'tier' })
			const counts = known.get(key)?.figures.counts
			return counts ? lowerMedian(counts) : hidden.has(key) ? ('hidden' as const) : null
		}
		const lowest = (ofCycle: string) => lowestTeams(world, { cycleId: ofCycle, familyId, nodeIds })
		const of: BenchmarksPage = {
			...{ rootId: world.accountId, families, shownIn },
			teams: lowest(cycleId).map(medianIn(cycleId)),
			teamsBefore: comparison === null ? [] : lowest(comparison).map(medianIn(comparison)),
		}
		const { html, data } = await get(`benchmarks?${cycle}`, 'benchmarks')
		addReading(to.pages, readBenchmarksHtml(world, of, html, data))
		addReading(to.data, readBenchmarksData(of, data))
	})
}

function lowerMedian(counts: Readonly<Record<number, number>>): number {
	const values = [1, 2, 3, 4, 5, 6].flatMap((value) => Array<number>(counts[value] ?? 0).fill(value))
	return values[Math.ceil(values.length / 2) - 1] ?? 0
}

/** Of the nodes within reach those teams with people of the family and none of them in a team below that is within reach. */
function lowestTeams(
	world: World,
	{ cycleId, familyId, nodeIds }: { cycleId: string; familyId: string; nodeIds: readonly string[] },
): string[] {
	const parentOf = (id: string) =>
		world.teams.find((team) => team.cycle === cycleId && team.teamId === id)?.parentId ?? null
	const above = (id: string | null): string[] => (id === null ? [] : [id, ...above(parentOf(id))])
	const peopled = new Set(
		world.people.flatMap((one) =>
			one.cycle === cycleId && one.familyId === familyId ? above(one.teamId) : [],
		),
	)
	const reached = nodeIds.filter((id) => peopled.has(id))
	return reached.filter((id) => !reached.some((other) => other !== id && above(other).includes(id)))
}
