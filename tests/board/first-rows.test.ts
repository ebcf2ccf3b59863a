import { expect, test } from 'vitest'
import { firstRows, mostRows } from '#app/charts/first-rows.ts'

const levelOf = (count: number) => ({
	...{ cycle: { name: 'Q3 2026' }, families: [], node: { id: 'all', name: 'All' }, k: 5 },
	children: Array.from({ length: count }, (_, index) => ({ id: `${index}`, name: `Team ${index}` })),
	...{ cells: new Map<string, never>(), comparisonCells: new Map<string, never>() },
})

test('a page that shows other things as well has the first rows of a level, and says how many are left', () => {
	expect(firstRows(levelOf(mostRows))).toEqual({ level: levelOf(mostRows), more: 0 })
	const { level, more } = firstRows(levelOf(mostRows + 3))
	expect(level.children).toEqual(levelOf(mostRows).children)
	expect(more).toBe(3)
})
