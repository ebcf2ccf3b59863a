import type { World } from './company-world.ts'
import { readMovementData, readMovementExport, readMovementHtml } from './read-movement.ts'
import type { Reading } from './readings.ts'
import { addReading } from './readings.ts'
import type { Visited, Visitor } from './visits.ts'
import { dataInPage, inParallel } from './visits.ts'

/**
 * Adds what the movement tells of every published cycle and every node with something below it, as a page, as the data in it, and
 * as an export, this one of each family as well. To be called once the heatmap’s exports are read: they say which families a figure
 * over all of them is made of.
 */
export async function collectMovement(
	world: World,
	families: readonly { id: string; key: string }[],
	visitor: Visitor,
	to: { pages: Reading; data: Reading; exports: Reading; visited: readonly Visited[] },
): Promise<void> {
	const shown = Map.groupBy(
		to.exports.facts.filter(({ familyIds, measure }) => familyIds.length === 1 && measure === 'tier'),
		({ cycleId, nodeId }) => `${cycleId} ${nodeId}`,
	)
	const shownIn = (cycleId: string, nodeId: string) => [
		...new Set(shown.get(`${cycleId} ${nodeId}`)?.flatMap(({ familyIds }) => familyIds)),
	]
	const levels = to.visited.flatMap(({ address: { kind, statistic, by, since, cycle, node } }) => {
		const index = world.published.findIndex(({ id }) => id === cycle)
		const comparison = world.published[index - 1]?.id
		const hasBelow =
			node === world.accountId || world.teams.some((team) => team.cycle === cycle && team.parentId === node)
		return kind === 'heatmap' &&
			statistic === 'mean' &&
			by === 'families' &&
			since === '' &&
			comparison &&
			hasBelow
			? [{ cycleId: cycle, comparison, nodeId: node }]
			: []
	})
	await inParallel(levels, async ({ nodeId, ...of }) => {
		const search = new URLSearchParams({ cycle: of.cycleId, node: nodeId })
		const html = await visitor.page(`/reports/movement?${search}`)
		if (html === null) throw new Error('a heatmap without a movement')
		const data = (await dataInPage(html))['routes/movement/route'] as Record<string, unknown>
		const ofData = readMovementData({ ...of, shownIn }, data)
		const flowFamilyIds = ofData.flows[0]?.familyIds ?? []
		addReading(to.pages, readMovementHtml(world, { ...of, shownIn }, { html, nodeId, flowFamilyIds }))
		addReading(to.data, ofData)
		const flow = { accountId: world.accountId, familyIds: flowFamilyIds }
		for (const family of [undefined, ...families]) {
			const rows = await visitor.export(
				`/reports/movement.csv?${search}${family ? `&family=${family.id}` : ''}`,
			)
			if (!rows) throw new Error('a movement without an export')
			addReading(to.exports, readMovementExport(shownIn, families, rows, flow))
		}
	})
}
