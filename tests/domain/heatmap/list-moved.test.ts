import { describe, expect, test } from 'vitest'
import { listMoved } from '#app/domain/heatmap/list-moved.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import type { CountRow } from '#app/domain/suppression/pattern.ts'
import { SeededRandom } from '#seed/demo/random.ts'

const families = ['engineering', 'sales'].map((id) => ({ id, name: id }))
const nodes = ['root', 'a', 'b', 'c'].map((id) => ({ id, name: `Team ${id}` }))
const [root = { id: '', name: '' }, ...children] = nodes

type Tiers = Readonly<Record<string, readonly number[]>>

/** @param tiers half-steps of everybody, by node and family: `a engineering` */
function cellsOf(tiers: Tiers, hidden: ReadonlySet<string> = new Set()) {
	const counts = Object.entries(tiers).flatMap(([key, values]) => {
		const [nodeId = '', familyId = ''] = key.split(' ')
		const row = (measure: string, value: number, count: number): CountRow => ({
			...{ nodeId, familyId, measure, value, count },
		})
		return [row('state', 1, values.length), ...values.map((value) => row('tier', value, 1))]
	})
	const applied = applyPattern({
		nodeIds: nodes.map(({ id }) => id),
		families: families.map(({ id }) => ({ id, questions: [] })),
		counts,
		disclosure: {
			kind: 'pattern',
			isShown: (nodeId, familyId, measure) => measure === 'state' || !hidden.has(`${nodeId} ${familyId}`),
			openNodeIds: new Set(),
		},
	})
	return new Map(applied.map((cell) => [cell.nodeId, cell]))
}

const levelOf = (before: Tiers, now: Tiers, hidden?: { before?: string[]; now?: string[] }) => ({
	...{ node: root, children, families, k: 3 },
	cells: cellsOf(now, new Set(hidden?.now)),
	comparisonCells: cellsOf(before, new Set(hidden?.before)),
})
const keysOf = (level: ReturnType<typeof levelOf>, most = 10) =>
	listMoved(level, { most }).map(({ nodeId, familyId }) => `${nodeId} ${familyId}`)

describe('what moved', () => {
	const before = {
		'a engineering': [2, 2, 3],
		'a sales': [2, 2, 2],
		'b sales': [4, 4, 4],
		'c sales': [3, 3],
		'root sales': [2, 2, 2, 4, 4, 4],
	}
	const now = {
		'a engineering': [3, 3, 3],
		'a sales': [2, 2, 2],
		'b sales': [3, 3, 2],
		'c sales': [6, 6, 6],
		'root sales': [2, 2, 2, 3, 3, 2],
	}

	test('is the greatest changes of one family each, of k people in both cycles, from the children', () => {
		expect(listMoved(levelOf(before, now), { most: 10 })).toEqual([
			expect.objectContaining({ nodeId: 'a', familyId: 'engineering', now: 3, before: 7 / 3 }),
			expect.objectContaining({ nodeId: 'b', familyId: 'sales', n: 3, now: 8 / 3, before: 4 }),
		])
	})

	test('ranks teams within a family, and no family against another', () => {
		const more = { ...now, 'a sales': [3, 2, 2] }
		expect(keysOf(levelOf(before, more))).toEqual(['a engineering', 'b sales', 'a sales'])
		expect(keysOf(levelOf(before, more), 1)).toEqual(['a engineering', 'b sales'])
	})

	test('is of the node itself where there is nothing below it', () => {
		expect(keysOf({ ...levelOf(before, now), children: [] })).toEqual(['root sales'])
	})

	test('is not told of a cell that is hidden on either side', () => {
		expect(keysOf(levelOf(before, now, { now: ['b sales'] }))).toEqual(['a engineering'])
		expect(keysOf(levelOf(before, now, { before: ['b sales'] }))).toEqual(['a engineering'])
	})

	test('is the same whatever stands in hidden cells', () => {
		const random = new SeededRandom(3)
		const hidden = { now: ['a sales', 'c engineering'], before: ['b engineering', 'a sales'] }
		const tiers = (length: number) => Array.from({ length }, () => random.integer(1, 6))
		for (let round = 0; round < 50; round++) {
			const first = levelOf(
				{ ...before, 'b engineering': tiers(5), 'a sales': tiers(4) },
				{ ...now, 'c engineering': tiers(5), 'a sales': tiers(4), 'b engineering': [3, 4, 5] },
				hidden,
			)
			const second = levelOf(
				{ ...before, 'b engineering': tiers(5), 'a sales': tiers(4) },
				{ ...now, 'c engineering': tiers(5), 'a sales': tiers(4), 'b engineering': [3, 4, 5] },
				hidden,
			)
			expect(listMoved(first, { most: 10 })).toEqual(listMoved(second, { most: 10 }))
		}
	})
})
