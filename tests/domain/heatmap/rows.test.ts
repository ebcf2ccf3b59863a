import { describe, expect, test } from 'vitest'
import { describeHeatCell } from '#app/charts/describe-heat-cell.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { orderOfHeatCell } from '#app/charts/heat-order.ts'
import { heatStatistics } from '#app/domain/heatmap/heatmap-words.ts'
import { pickRows } from '#app/domain/heatmap/pick-rows.ts'
import { readPins, togglePin } from '#app/domain/heatmap/pins.ts'
import { sortRows } from '#app/domain/heatmap/sort-rows.ts'
import { summarize } from '#app/domain/statistics/summarize.ts'
import { SeededRandom } from '#seed/demo/random.ts'

const everyRow = { q: '', pin: [], descending: false, limit: null, offset: 0 }
const k = 5

/** A cell of people at random tiers, or one of the states without a figure. */
function randomCell(random: SeededRandom): { cell: CellOfFamily; values: number[] } {
	const values = Array.from({ length: random.integer(0, 8) }, () => 1 + random.integer(0, 5))
	const summary = summarize(values.map((value) => ({ value, count: 1 })))
	const kind = random.pick(['suppressed', 'not-assessed', 'exempt', 'empty'] as const)
	const of = { familyIds: ['f'], leftOut: 0 }
	if (!summary || random.integer(0, 3) === 0) {
		return { cell: { ...of, tier: { kind }, coverage: { kind } }, values: [] }
	}
	const eligible = values.length + random.integer(0, 4)
	const coverage = { assessed: values.length, eligible, share: values.length / eligible }
	return {
		cell: { ...of, tier: { kind: 'shown', summary }, coverage: { kind: 'shown', coverage, states: null } },
		values,
	}
}

describe('rows sorted by a figure', () => {
	test.each(heatStatistics)(
		'of %s stand in the order of what is printed, and hidden ones last',
		(statistic) => {
			const random = new SeededRandom(7)
			for (let round = 0; round < 40; round += 1) {
				const target = random.integer(0, 2) === 0 ? null : 4
				const rows = Array.from({ length: 12 }, (_, index) => {
					const [now, before] = [randomCell(random).cell, randomCell(random).cell]
					const of = { now, before, statistic, k, target }
					return {
						index,
						order: orderOfHeatCell(of),
						cell: describeHeatCell({ ...of, when: 'Q1', locale: 'en-GB' }),
					}
				})
				for (const order of ['asc', 'desc'] as const) {
					const sorted = sortRows(rows, (row) => row.order, order)
					expect(sorted.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(
						rows.map(({ index }) => index),
					)
					// A figure never follows a row that shows none.
					const shown = sorted.findLastIndex((row) => row.order !== null)
					expect(sorted.slice(0, shown + 1).every((row) => row.order !== null)).toBe(true)
					for (const { cell, order: figure } of rows) {
						const isPrinted = cell.kind === 'value' || cell.kind === 'distribution'
						const isSigned = cell.kind === 'plain'
						expect(figure !== null, statistic).toBe(isPrinted || isSigned)
					}
					// Whatever is hidden, the others stand as they would without it.
					const visible = rows.filter((row) => row.order !== null)
					expect(sorted.slice(0, shown + 1)).toEqual(sortRows(visible, (row) => row.order, order))
					// Hidden rows keep the order that they came in, which is by name.
					const hidden = sorted.slice(shown + 1).map(({ index }) => index)
					expect(hidden).toEqual(hidden.toSorted((a, b) => a - b))
				}
			}
		},
	)
})

describe('the share below tier 1.5 and the distance from a target', () => {
	test('are those of the people counted one by one', () => {
		const random = new SeededRandom(11)
		let compared = 0
		for (let round = 0; round < 200; round += 1) {
			const { cell, values } = randomCell(random)
			if (cell.tier.kind !== 'shown') continue
			const before = randomCell(random)
			const of = { now: cell, before: before.cell, k, when: 'Q1', locale: 'en-GB', target: 4 }
			const share = (all: number[]) => all.filter((value) => value < 3).length / all.length
			const below = describeHeatCell({ ...of, statistic: 'below' })
			if (below.kind !== 'value') throw new Error('no share')
			expect(below.value).toBeCloseTo(share(values), 10)
			expect(below.text).toBe(`${Math.round(share(values) * 100)}%`)
			const isCompared = values.length >= k && before.values.length >= k
			expect(below.change !== undefined).toBe(isCompared)
			if (isCompared) {
				compared += 1
				expect(below.change?.value).toBeCloseTo(share(values) - share(before.values), 10)
			}
			const distance = values.reduce((sum, value) => sum + value, 0) / values.length / 2 - 2
			const target = describeHeatCell({ ...of, statistic: 'target' })
			if (target.kind !== 'plain') throw new Error('no distance')
			expect(Math.abs(Number(target.text.replace('−', '-')) - distance)).toBeLessThanOrEqual(0.05 + 1e-9)
			expect(describeHeatCell({ ...of, statistic: 'target', target: null })).toMatchObject({
				...{ kind: 'none', note: 'no target' },
			})
			expect(describeHeatCell({ ...of, statistic: 'target', target: 'unfrozen' })).toMatchObject({
				...{ kind: 'none', note: 'not kept yet' },
			})
		}
		expect(compared).toBeGreaterThan(10)
	})
})

describe('the rows of a page', () => {
	const all = ['Alpha', 'alps', 'Beta', 'Gamma', 'Ärger'].map((name, index) => ({ id: `${index}`, name }))

	test('of every page joined are all rows once, in both orders', () => {
		for (const descending of [false, true]) {
			const whole = pickRows(all, { ...everyRow, descending }).rows
			const pages = [0, 2, 4].flatMap(
				(offset) => pickRows(all, { ...everyRow, descending, limit: 2, offset }).rows,
			)
			expect(pages).toEqual(whole)
			expect(whole.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id))
		}
	})

	test('are found by a part of the name, and pinned ones stand apart', () => {
		const picked = pickRows(all, { ...everyRow, q: 'AL', pin: ['2'] })
		expect(picked.rows.map(({ name }) => name)).toEqual(['Alpha', 'alps'])
		expect(picked.pinned.map(({ name }) => name)).toEqual(['Beta'])
		expect(picked.total).toBe(2)
		expect(pickRows(all, { ...everyRow, pin: ['0'] }).total).toBe(4)
	})

	test('pins are ids, each once and not without end', () => {
		const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
		expect(readPins(`x,${id(1)},${id(1)},' OR 1=1`)).toEqual([id(1)])
		expect(readPins('')).toEqual([])
		expect(togglePin(id(1), id(2))).toBe(`${id(1)},${id(2)}`)
		expect(togglePin(`${id(1)},${id(2)}`, id(1))).toBe(id(2))
		expect(readPins(Array.from({ length: 50 }, (_, n) => id(n)).join())).toHaveLength(20)
	})
})
