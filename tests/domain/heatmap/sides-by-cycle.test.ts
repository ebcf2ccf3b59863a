import { expect, test } from 'vitest'
import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import { sidesByCycle } from '#app/charts/sides-columns.ts'
import { participantStates } from '#app/domain/statistics/participant-state.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'

const [nodeId, familyId] = ['node', 'family']

/** Everybody of the node at one tier, in half-steps. */
const cellsOf = (value: number, count: number) =>
	new Map(
		applyPattern({
			nodeIds: [nodeId],
			families: [{ id: familyId, questions: [] }],
			counts: [
				{ nodeId, familyId, measure: tierMeasure, value, count },
				{ nodeId, familyId, measure: stateMeasure, value: participantStates.assessed, count },
			],
			disclosure: { kind: 'everything' },
		}).map((cells) => [cells.nodeId, cells]),
	)

test('of each cycle a difference is told of as many pairs as that cycle asked for', () => {
	const sides = { self: cellsOf(3, 6), manager: cellsOf(4, 6), everybody: cellsOf(4, 6) }
	const cycles = [
		{ ref: 'Q1', name: 'Q1', k: 7, ...sides },
		{ ref: 'Q2', name: 'Q2', k: 6, ...sides },
	]
	const columns = sidesByCycle(cycles, {
		...{ statistic: 'mean', locale: 'en', familyId: allFamiliesId },
		cellHref: (node, cycle) => `/${node}/${cycle}`,
	})
	expect(columns.map(({ cellOf }) => cellOf(nodeId))).toMatchObject([
		{ order: null, cell: { kind: 'sides', difference: null, href: '/node/Q1' } },
		{ order: 0.5, cell: { kind: 'sides', difference: '+0.5', href: '/node/Q2' } },
	])
})
