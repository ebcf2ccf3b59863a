import { describe, expect, test } from 'vitest'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import type { CountRow } from '#app/domain/suppression/pattern.ts'
import { boardSentences } from '#app/routes/board/board-sentences.ts'

const families = [
	{ id: 'eng', key: 'eng', name: 'Engineering' },
	{ id: 'sales', key: 'sales', name: 'Sales' },
]
const [company, north, south] = [
	{ id: 'company', name: 'Meridian' },
	{ id: 'north', name: 'North' },
	{ id: 'south', name: 'South' },
]

/** How many stand at each half-step, by `node family`. */
type Tiers = Record<string, Record<number, number>>

const cellsOf = (tiers: Tiers, hidden: readonly string[]) => {
	const counts = Object.entries(tiers).flatMap(([place, people]): CountRow[] => {
		const [nodeId = '', familyId = ''] = place.split(' ')
		const assessed = Object.values(people).reduce((sum, count) => sum + count, 0)
		return [
			{ nodeId, familyId, measure: 'state', value: 1, count: assessed },
			...Object.entries(people).map(([value, count]) => ({
				...{ nodeId, familyId, measure: 'tier', value: Number(value), count },
			})),
		]
	})
	const cells = applyPattern({
		nodeIds: [company.id, north.id, south.id],
		families: families.map(({ id }) => ({ id, questions: [] })),
		counts,
		disclosure: {
			kind: 'pattern',
			isShown: (nodeId, familyId) => !hidden.includes(`${nodeId} ${familyId}`),
			openNodeIds: new Set(),
		},
	})
	return new Map(cells.map((one) => [one.nodeId, one]))
}

const sentencesOf = (
	now: Tiers,
	before: Tiers,
	of: { hidden?: string[]; targets?: Record<string, number>; comparisonName?: string | null } = {},
) =>
	boardSentences({
		level: {
			...{ cycle: { name: 'Q3 2026' }, families, node: company, children: [north, south], k: 5 },
			cells: cellsOf(now, of.hidden ?? []),
			comparisonCells: cellsOf(before, of.hidden ?? []),
		},
		comparisonName: of.comparisonName === undefined ? 'Q2 2026' : of.comparisonName,
		targets: new Map(Object.entries(of.targets ?? {})),
		locale: 'en-GB',
	})

const before: Tiers = {
	'company eng': { 2: 10, 4: 10 },
	'company sales': { 2: 10 },
	'north eng': { 2: 10, 4: 10 },
	'south sales': { 2: 10 },
}
const now: Tiers = {
	'company eng': { 4: 20 },
	'company sales': { 2: 9, 3: 1 },
	'north eng': { 4: 20 },
	'south sales': { 2: 9, 3: 1 },
}

describe('the sentences of a board page', () => {
	test('say where the node stands, what moved, and what is below its target and hardly moved', () => {
		expect(sentencesOf(now, before, { targets: { eng: 5, sales: 4 } })).toEqual([
			'In Q3 2026, Meridian works at tier 1.7 on average, 30 of 30 assessed. The person in the middle works at tier 2.0, and 67% work at tier 2 or above.',
			'Since Q2 2026 the mean went from 1.3 to 1.7 (▲ +0.4): it rose in Engineering and Sales. By a quarter of a tier or more moved North (▲ +0.5).',
			'Below target, with less than a quarter of a tier of movement since Q2 2026: Sales (1.1, target 2.0).',
		])
	})

	test('say nothing of a family or a team that is hidden, whatever stands in it', () => {
		const hidden = ['company sales', 'south sales']
		const said = (sales: Record<number, number>) =>
			sentencesOf({ ...now, 'company sales': sales, 'south sales': sales }, before, {
				...{ hidden, targets: { eng: 5, sales: 4 } },
			})
		expect(said({ 6: 10 })).toEqual(said({ 1: 3, 2: 40 }))
		expect(said({ 6: 10 })).toEqual([
			'In Q3 2026, Meridian works at tier 2.0 on average, 20 of 20 assessed, without hidden families. The person in the middle works at tier 2.0, and 100% work at tier 2 or above.',
			'Since Q2 2026 the mean went from 1.5 to 2.0 (▲ +0.5): it rose in Engineering. By a quarter of a tier or more moved North (▲ +0.5).',
			'No family that can be compared is below its target and has moved less than a quarter of a tier since Q2 2026.',
		])
		const all = ['company eng', 'company sales', 'north eng', 'south sales']
		expect(sentencesOf(now, before, { hidden: all, targets: { eng: 5 } })).toEqual([
			expect.stringContaining('is hidden'),
			'Nothing here can be compared with Q2 2026: a side is empty, too small, hidden or of other families.',
			'No target was set for a family that can be compared, so nothing is said to be stuck.',
		])
	})

	test('take a quarter of a tier for movement, up or down, and no less', () => {
		const stuck = (mean: Record<number, number>) =>
			sentencesOf({ 'company eng': mean }, { 'company eng': { 2: 20 } }, { targets: { eng: 6 } })[2]
		expect(stuck({ 2: 11, 3: 9 })).toContain('Below target')
		expect(stuck({ 2: 10, 3: 10 })).toContain('No family')
		expect(stuck({ 1: 10, 2: 10 })).toContain('No family')
		// At its target nobody is stuck.
		expect(
			sentencesOf({ 'company eng': { 2: 20 } }, { 'company eng': { 2: 20 } }, { targets: { eng: 2 } })[2],
		).toContain('No family')
	})

	test('conclude nothing below k, from other families, or without a cycle before', () => {
		expect(sentencesOf({ 'company eng': { 4: 4 } }, { 'company eng': { 2: 9 } })[1]).toContain('Nothing here')
		const others = sentencesOf(now, { 'company eng': { 4: 20 } })
		expect(others[1]).toBe(
			'Since Q2 2026 the means of all families together do not compare: it stayed in Engineering.',
		)
		expect(sentencesOf(now, {}, { comparisonName: null })).toEqual([
			expect.stringContaining('In Q3 2026'),
			'This is the first published cycle: there is nothing to compare it with yet.',
		])
		// Where nobody is, nothing is called hidden, stuck or without a target.
		expect(sentencesOf({}, {})).toEqual(['Nobody of Meridian takes part in Q3 2026.'])
		expect(sentencesOf({}, before)).toEqual(['Nobody of Meridian takes part in Q3 2026.'])
	})
})
