import { expect, test } from 'vitest'
import { orderTree } from '#app/domain/heatmap/order-tree.ts'
import { countTeamsByMedian, lowestTeams } from '#app/domain/heatmap/team-shares.ts'
import { summarize } from '#app/domain/statistics/summarize.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { metricOfFigure } from '#app/routes/benchmarks/figure-metrics.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const shown = (...values: number[]): ResultCell => {
	const summary = summarize(values.map((value) => ({ value, count: 1 })))
	return summary ? { kind: 'shown', summary } : { kind: 'empty' }
}

test('teams count once each by the tier of the person in the middle, and half tiers are kept apart', () => {
	expect(
		countTeamsByMedian([
			...[shown(2, 2, 6), shown(2), shown(3, 3, 4), shown(4, 4), shown(3, 6)],
			...[{ kind: 'suppressed' } as const, { kind: 'suppressed' } as const],
			...[{ kind: 'not-assessed' } as const, { kind: 'exempt' } as const, { kind: 'empty' } as const],
		]),
	).toEqual({
		byMedian: { 1: 0, 2: 2, 3: 2, 4: 1, 5: 0, 6: 0 },
		...{ shown: 5, hidden: 2, notAssessed: 1 },
	})
})

test('the lowest teams with people of a family count, and the company is none', () => {
	const nodes = orderTree(
		[
			{ id: 'b2', parentId: 'b' },
			{ id: 'a', parentId: 'root' },
			{ id: 'root', parentId: null },
			{ id: 'b', parentId: 'root' },
			{ id: 'b1', parentId: 'b' },
			// Reached without the team above it
			{ id: 'lost', parentId: 'unreached' },
		],
		'root',
	)
	expect(nodes.map(({ id, above }) => [id, ...above])).toEqual([
		...[['root'], ['a', 'root'], ['b', 'root'], ['b2', 'root', 'b'], ['b1', 'root', 'b'], ['lost', 'root']],
	])
	const lowest = (peopled: string[]) => lowestTeams(nodes, (id) => peopled.includes(id)).map(({ id }) => id)
	expect(lowest(['root', 'a', 'b', 'b1'])).toEqual(['a', 'b1'])
	expect(lowest(['root', 'b'])).toEqual(['b'])
	expect(lowest(['root'])).toEqual([])
})

test('the survey names 83 of 100 teams', () => {
	const stages = skillProgressionMap.families.flatMap(
		({ externalValidation }) => externalValidation?.stages ?? [],
	)
	const shares = stages.map(
		({ figure }) => skillProgressionMap.figures.find(({ key }) => key === figure)?.value ?? 0,
	)
	expect(shares).toEqual([40, 26, 17])
	expect(stages.map(({ halfSteps }) => halfSteps)).toEqual([2, 4, 6])
})

test('a figure that stands beside a metric is one of the map, and the metric one of the catalogue', () => {
	for (const [figure, metric] of Object.entries(metricOfFigure)) {
		expect(skillProgressionMap.figures.map(({ key }) => key)).toContain(figure)
		expect(metricCatalogue.map(({ key }) => key)).toContain(metric)
	}
})
