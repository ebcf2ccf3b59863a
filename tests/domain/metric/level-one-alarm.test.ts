import { describe, expect, test } from 'vitest'
import { findLevelOneAlarms, levelOneWarning } from '#app/domain/metric/level-one-alarm.ts'
import type { Point, Series } from '#app/domain/metric/series.ts'
import { shiftPeriod } from '#app/domain/metric/period.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const today = '2026-11-20'

/** Monthly values that end with October, the newest month that is over. */
function series(values: readonly (number | null)[], more: Partial<Point> = {}): Series {
	const first = shiftPeriod('2026-11-01', 'month', -values.length)
	return {
		source: 'own',
		points: values.flatMap((value, i) =>
			value === null
				? []
				: [
						{
							...{ start: shiftPeriod(first, 'month', i), figure: { ok: true, value } as const },
							...{ values: 1, subjects: 1, covered: null, ...more },
						},
					],
		),
	}
}

const find = (of: Record<string, Series | null>) =>
	findLevelOneAlarms(
		Object.entries(of).map(([key, one]) => ({ key, name: key, series: one })),
		{ grain: 'month', today },
	)
const up = series([10, 12])
const down = series([12, 10])

describe('the alarm of level 1', () => {
	test.each(['defects-per-story', 'code-churn', 'rework-share'])('is raised by throughput with %s', (key) => {
		for (const throughput of ['prs-merged', 'stories-shipped']) {
			expect(find({ [throughput]: up, [key]: up })).toEqual([
				{
					...{ grain: 'month', from: '2026-09-01', to: '2026-10-01' },
					throughput: { key: throughput, name: throughput, from: 10, to: 12 },
					harm: { key, name: key, from: 10, to: 12 },
				},
			])
		}
	})

	test('is not raised where throughput falls or stands, or quality does not', () => {
		const still = series([10, 10])
		for (const [throughput, harm] of [
			[down, up],
			[still, up],
			[up, down],
			[up, still],
			[down, down],
		]) {
			expect(find({ 'prs-merged': throughput ?? null, 'code-churn': harm ?? null })).toEqual([])
		}
	})

	test('is about the newest two, not what was before', () => {
		expect(find({ 'prs-merged': series([5, 9, 7]), 'code-churn': series([1, 2, 3]) })).toEqual([])
		expect(find({ 'prs-merged': series([9, 5, 7]), 'code-churn': series([3, 2, 3]) })).toHaveLength(1)
	})

	test('compares the same two periods of both, side by side', () => {
		// Throughput has nothing for September, so August to October is no comparison.
		expect(find({ 'prs-merged': series([8, null, 12]), 'code-churn': up })).toBeNull()
		// Of churn October is missing: August and September are compared.
		const found = find({ 'prs-merged': series([8, 9, 7]), 'code-churn': series([1, 2, null]) })
		expect(found?.map(({ from, to }) => [from, to])).toEqual([['2026-08-01', '2026-09-01']])
	})

	test('leaves out a month that runs, one with days missing, and what cannot be one figure', () => {
		const running = {
			...up,
			points: up.points.map((p) => ({ ...p, start: shiftPeriod(p.start, 'month', 1) })),
		}
		expect(find({ 'prs-merged': running, 'code-churn': running })).toBeNull()
		const partial = series([10, 12], { covered: { of: 'day', there: 10, all: 30 } })
		expect(find({ 'prs-merged': partial, 'code-churn': up })).toBeNull()
		const none = series([10, 12], { figure: { ok: false, reason: 'without-weight' } })
		expect(find({ 'prs-merged': up, 'code-churn': none })).toBeNull()
	})

	test('says that nothing can be compared where one of the two is not there', () => {
		expect(find({ 'prs-merged': up })).toBeNull()
		expect(find({ 'prs-merged': up, 'code-churn': null })).toBeNull()
	})

	test('says the figures and the citation of the source', () => {
		const figures = skillProgressionMap.figures.filter(({ citation }) => citation === 'GitClear, 2025')
		expect(figures.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual([2, 10, 25, 211_000_000])
		for (const fact of ['211 million lines', '25 %', 'under 10 %', 'nearly doubled']) {
			expect(levelOneWarning.data).toContain(fact)
		}
		expect(levelOneWarning.citation).toContain('GitClear, 2025')
	})
})
