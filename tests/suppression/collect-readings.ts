import { expect } from 'vitest'
import { collectBoards } from './collect-board.ts'
import { collectMovement } from './collect-movement.ts'
import { collectTrend } from './collect-trend.ts'
import { collectViews } from './collect-views.ts'
import type { World } from './company-world.ts'
import { readCellPage } from './read-cell-page.ts'
import { readData } from './read-data.ts'
import { readExport } from './read-export.ts'
import { readHeatmapPage } from './read-heatmap-page.ts'
import { readHomePage, readNeedsPage } from './read-other-pages.ts'
import type { Reading } from './readings.ts'
import { addReading, emptyReading } from './readings.ts'
import type { Address, Visited, Visitor } from './visits.ts'
import { crawl, dataInPage, inParallel, liveRef } from './visits.ts'

type Families = readonly { id: string; key: string }[]
export type Sources = 'pages' | 'data' | 'exports'
export type Collected = Readonly<Record<Sources, Reading>> & { readonly visited: readonly Visited[] }

const routes = {
	'': 'routes/home/route',
	heatmap: 'routes/heatmap/route',
	'heatmap/cell': 'routes/heatmap-cell/route',
	'reports/training-needs': 'routes/training-needs/route',
} as const satisfies Record<Address['kind'], string>

/** Everything that somebody can get at, read three times: as pages, as the data that they carry along, and as exports. */
export async function collectReadings(
	world: World,
	families: Families,
	{ slug, visitor }: { slug: string; visitor: Visitor },
	isWanted?: (address: Address) => boolean,
): Promise<Collected> {
	const visited = await crawl(world, slug, visitor, isWanted)
	const collected = { pages: emptyReading(), data: emptyReading(), exports: emptyReading(), visited }
	for (const { address, html } of visited)
		addReading(collected.pages, readPage(world, families, address, html))

	const familyIds = families.map(({ id }) => id)
	const asked = new Set<string>()
	await inParallel(visited, async ({ address, html }) => {
		const { kind, cycle, statistic, by, since } = address
		// A page carries the data of all its routes along, made as those of the data answer: of each shape of page one is asked for too.
		const carried = await dataInPage(html)
		const shape = [kind, statistic, by, cycle === world.running.id, since !== ''].join()
		if (!asked.has(shape)) {
			asked.add(shape)
			const data = await visitor.data(address.path)
			expect(withoutKeys(carried), address.path).toEqual(withoutKeys(data))
		}
		const ofRoute = (carried[routes[kind]] ?? {}) as Record<string, unknown>
		addReading(collected.data, readData(world, familyIds, address, ofRoute))
	})
	const levels = visited.filter(
		({ address: { kind, statistic, by } }) =>
			kind === 'heatmap' && (statistic === 'mean' || by !== 'families'),
	)
	await inParallel(levels, async ({ address }) => {
		const { node, by, family } = address
		const cycle = address.cycle === world.running.id ? liveRef : address.cycle
		const columns: Record<string, string> = by === 'families' ? {} : { by, family }
		const search = new URLSearchParams({ cycle, ...(node && { node }), ...columns })
		const rows = await visitor.export(`/heatmap.csv?${search}`)
		if (!rows) throw new Error('a heatmap without an export')
		addReading(collected.exports, readExport(world, families, rows))
	})
	if (!isWanted) {
		await collectBoards(world, families, visitor, collected)
		await collectMovement(world, families, visitor, collected)
		await collectTrend(world, families, visitor, collected)
		await collectViews(world, families, visitor, collected)
	}
	return collected
}

/** The keys of forms are new each time a page is read. */
const withoutKeys = (data: unknown): unknown =>
	JSON.parse(JSON.stringify(data, (name, value: unknown) => (name === 'idempotencyKey' ? 'new' : value)))

export function readPage(world: World, families: Families, address: Address, html: string): Reading {
	const familyIds = families.map(({ id }) => id)
	switch (address.kind) {
		case 'heatmap':
			return readHeatmapPage(world, familyIds, address, html)
		case 'heatmap/cell':
			return readCellPage(world, families, address, html)
		case 'reports/training-needs':
			return readNeedsPage(world, families, address, html)
		default:
			return readHomePage(world, familyIds, address, html)
	}
}
