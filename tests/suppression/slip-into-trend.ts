import { expect } from 'vitest'
import type { World } from './company-world.ts'
import { readTrendData, readTrendHtml } from './read-trend.ts'
import type { Visitor } from './visits.ts'

type TrendData = {
	series: { places: unknown[] }[]
	rows: { kind: string }[]
}

/** Lets a figure slip into each hidden place of the account’s trend, and demands that its readers notice; returns how often. */
export async function countSlipsNoticed(
	world: World,
	familyIds: readonly string[],
	visitor: Visitor,
): Promise<number> {
	const nodeId = world.accountId
	const path = (family: string) => `/heatmap/trend?node=${nodeId}&family=${family}`
	let slippedTimes = 0
	for (const family of familyIds) {
		const asked = { nodeId, family, shownIn: () => familyIds }
		const html = await visitor.page(path(family))
		const data = (await visitor.data(path(family)))?.['routes/trend/route'] as TrendData | undefined
		if (!html || !data) throw new Error('no trend')
		const ofHtml = (page: string) => readTrendHtml(world, asked, page).unread
		const ofData = (page: object) => readTrendData(world, asked, { ...page }).unread
		expect([...ofHtml(html), ...ofData(data)]).toEqual([])
		expect(readTrendHtml(world, asked, html).facts.length).toBeGreaterThan(2)
		expect(ofData({ ...data, more: 1 })).not.toEqual([])
		const hiddenCell = /<td data-kind="suppressed".*?<\/td>/s.exec(html)?.[0]
		if (!hiddenCell) continue
		for (const slipped of [
			hiddenCell.replace('</a>', '<span class="heat-note">1.3–1.9</span></a>'),
			hiddenCell.replace('title="', 'title="mean 1.5 '),
		]) {
			expect(ofHtml(html.replace(hiddenCell, slipped)), slipped).not.toEqual([])
		}
		const point = { kind: 'suppressed', interval: { from: 1, to: 2 } }
		const series = data.series.map((one) => ({ ...one, places: one.places.map(() => point) }))
		expect(ofData({ ...data, series })).not.toEqual([])
		const rows = data.rows.map((row) => (row.kind === 'suppressed' ? { ...row, n: 3 } : row))
		if (!data.rows.some(({ kind }) => kind === 'suppressed')) continue
		slippedTimes += 1
		expect(ofData({ ...data, rows })).not.toEqual([])
		const column = '<div class="tier-column" data-hidden="true">'
		expect(html).toContain(column)
		const drawn = html.replace(column, `${column}<span style="flex-grow:3"></span>`)
		expect(ofHtml(drawn)).not.toEqual([])
	}
	return slippedTimes
}
