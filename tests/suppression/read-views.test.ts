import { describe, expect, test } from 'vitest'
import { readOrganizationData } from './read-organization.ts'
import { readStallsData, readStallsExport } from './read-stalls.ts'

const nodeId = '00000000-0000-4000-8000-000000000001'
const of = { cycleId: 'Q2 2026', comparison: 'Q1 2026', familyId: 'f', shownIn: () => ['f'] }

describe('what slips into a view of the heatmap is noticed', () => {
	const hidden = {
		...{ id: nodeId, name: 'Team 1', parentId: null, depth: 0, parent: null, href: '/' },
		...{
			kind: 'suppressed',
			tier: undefined,
			text: 'Hidden',
			assessed: null,
			change: null,
			description: 'hidden',
		},
	}
	const tile = {
		...{ id: nodeId, name: 'Team 1', parentId: null, kind: 'suppressed', tier: undefined, text: 'Hidden' },
		description: 'Team 1: hidden',
	}
	const page = (row: object, node: object) => ({
		...{
			rows: [{ ...hidden, ...row }],
			picture: { nodes: [{ ...tile, ...node }], levels: 1, isWhole: true },
		},
	})

	test('in a row and in a tile of the whole organization', () => {
		const clean = readOrganizationData(of, page({}, {}))
		expect(clean.unread).toEqual([])
		expect(clean.facts).toEqual([])
		expect(clean.hidden.size).toBe(1)
		for (const more of [
			{ tier: 1.5 },
			{ assessed: '3 of 4' },
			{ text: '1.5' },
			{ change: '▲ +0.1' },
			{ n: 3 },
		]) {
			expect(readOrganizationData(of, page(more, {})).unread, JSON.stringify(more)).not.toEqual([])
		}
		for (const more of [{ tier: 1.5 }, { description: 'Team 1: mean 1.5' }, { people: 3 }]) {
			expect(readOrganizationData(of, page({}, more)).unread, JSON.stringify(more)).not.toEqual([])
		}
	})

	const figures = [
		{ label: 'Mean in Q1 2026', value: '1.4' },
		{ label: 'Mean in Q2 2026', value: '1.5', note: '▲ +0.1' },
		{ label: 'Target', value: '2.0', note: 'tier 2.0' },
		{ label: 'Assessed', value: '7', note: 'at least four in five of the people are the same' },
	]
	const stalls = (more: object) => ({
		items: [{ href: `/heatmap/cell?cycle=Q2&node=${nodeId}&family=f`, figures, ...more }],
	})

	test('in a stall: who was followed, and figures that belong to no cell', () => {
		const clean = readStallsData(stalls({}))
		expect(clean.unread).toEqual([])
		expect(clean.facts.map(({ cycleId, figures: { n } }) => [cycleId, n])).toEqual([
			['Q1 2026', undefined],
			['Q2 2026', 7],
		])
		const followed = { label: 'The same people', value: '8', note: 'with a result in both cycles' }
		for (const more of [
			{ figures: [...figures.slice(0, 3), followed] },
			{ figures: [...figures, followed] },
			{ people: 3 },
			{ href: '/heatmap' },
		]) {
			expect(readStallsData(stalls(more)).unread, JSON.stringify(more)).not.toEqual([])
		}
		const row = { team_id: nodeId, family: 'f', cycle: 'Q2 2026', compared_with: 'Q1 2026' }
		const rows = (foundBy: string) => [{ ...row, n: '7', mean_tier: '1.5', found_by: foundBy }]
		expect(readStallsExport([], rows('groups')).unread).toEqual([])
		expect(readStallsExport([], rows('people')).unread).not.toEqual([])
	})
})
