import { expect, test } from 'vitest'
import type { World } from './company-world.ts'
import { readBoardData } from './read-board.ts'
import { addressOf } from './visits.ts'
import { cellKey } from './readings.ts'

const cycles = [{ id: 'Q2 2026' }, { id: 'Q3 2026' }]
const world = {
	...{ cycles, published: cycles, running: { id: 'Q4 2026' }, teams: [], accountId: 'node' },
} as unknown as World
const families = ['engineering', 'sales'].map((key) => ({ id: key, key }))
const address = addressOf(world, 'any', '/a/any/heatmap?cycle=Q3+2026&node=node')

const shown = {
	kind: 'value',
	value: 1.6,
	text: '1.6',
	note: '8 of 9',
	description: 'mean 1.6 · 8 of 9 assessed',
}
const hidden = { kind: 'suppressed' }
const pageOf = (sales: object, sentences: string[], more: object = {}) => ({
	kind: 'board',
	teams: { total: { id: 'node', cells: [shown, hidden, shown] }, rows: [], columns: [] },
	byFamily: {
		columns: [{ id: 'mean', label: 'Mean tier' }],
		total: { id: 'all', cells: [shown] },
		rows: [
			{ id: 'engineering', cells: [shown] },
			{ id: 'sales', cells: [sales] },
		],
	},
	sentences,
	...more,
})
const standing =
	'In Q3 2026, Ours works at tier 1.6 on average, 8 of 9 assessed. The person in the middle works at tier 1.5, and 38% work at tier 2 or above.'
function read(...of: Parameters<typeof pageOf>) {
	if (!address) throw new Error('a board page without an address')
	return readBoardData({ world, families, address, comparison: 'Q2 2026' }, pageOf(...of))
}

test('the adversary notices what a board page tells of a hidden family', () => {
	const clean = read(hidden, [standing])
	expect(clean.unread).toEqual([])
	const sales = cellKey({ cycleId: 'Q3 2026', nodeId: 'node', familyIds: ['sales'], measure: 'tier' })
	expect([...clean.hidden]).toContain(sales)
	expect(clean.facts.map((fact) => cellKey(fact))).not.toContain(sales)
	expect(clean.facts.some(({ figures }) => figures.medianHalfSteps === 3)).toBe(true)

	// In a cell, in a key beside the known ones, in the place of a number, and in words.
	expect(read({ ...hidden, text: '1.2' }, [standing]).unread).not.toEqual([])
	expect(read({ ...hidden, value: 1.2 }, [standing]).unread).not.toEqual([])
	expect(read({ ...hidden, n: 3 }, [standing]).unread).not.toEqual([])
	expect(read(hidden, [standing], { left: 2 }).unread).not.toEqual([])
	expect(read(hidden, [standing, 'Sales stands 3 tiers below.']).unread).not.toEqual([])
	const named = read(hidden, [standing, 'Below target: sales (1.2, target 2.0).'])
	expect(named.facts.map((fact) => cellKey(fact))).toContain(sales)
})
