import { expect, test } from 'vitest'
import { fewMetrics } from '#app/domain/metric/few-metrics.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import type { TeamMetric } from '#app/domain/metric/subject-metric.ts'

type Of = { start?: string; target?: boolean; isHidden?: boolean }

const metric = (
	key: string,
	{ start = '2026-10-01', target = false, isHidden = false }: Of = {},
): TeamMetric => ({
	metric: {
		...{ id: key, key, name: key, description: '', unit: 'count', currency: null, direction: 'up' },
		...{ aggregation: 'sum', weightName: null, lens: null, level: null, source: null, builtIn: true },
		...{ isArchived: false, version: 1, families: [] },
	},
	...{ grain: 'month', start, source: 'own', before: null, isHidden },
	latest: isHidden ? null : { start, figure: { ok: true, value: 1 }, values: 1, subjects: 1, covered: null },
	target: target ? { value: 2, dueOn: '2026-12-31', isOwn: true } : null,
})

const rise = { key: '', name: '', from: 1, to: 2 }
const alarm: LevelOneAlarm = {
	...{ grain: 'month', from: '2026-09-01', to: '2026-10-01', throughput: rise, harm: rise },
}

test('of the metrics of a team those of a warning come first, then those with a target, then the newest', () => {
	const all = [
		metric('hidden', { isHidden: true, target: true }),
		metric('older', { start: '2026-07-01' }),
		metric('prs-merged', { start: '2026-08-01' }),
		metric('newest'),
		metric('aimed', { start: '2026-06-01', target: true }),
		metric('another'),
	]
	const keys = (alarms: LevelOneAlarm[], most: number) =>
		fewMetrics(all, { alarms, most }).map((one) => one.metric.key)
	expect(keys([alarm], 6)).toEqual(['prs-merged', 'aimed', 'newest', 'another', 'older', 'hidden'])
	expect(keys([], 4)).toEqual(['aimed', 'newest', 'another', 'prs-merged'])
})
