import { expect, test } from 'vitest'
import { findMetric } from '#app/domain/import/find-metric.ts'
import type { ImportMetric } from '#app/domain/import/mapping-problems.ts'

const metric = (key: string, name: string): [string, ImportMetric] => [
	key,
	{ id: key, key, name, unit: 'count', aggregation: 'sum' },
]

test('a metric is found by its key, its name in any case, or what was said of a text; never by a name that two have', () => {
	const metrics = new Map([
		metric('prs-merged', 'Pull requests merged'),
		metric('defects', 'Defects'),
		metric('own-defects', 'Defects'),
	])
	const keyOf = (text: string, said?: Record<string, string>) => findMetric(text, metrics, said)?.key
	expect(keyOf('prs-merged')).toBe('prs-merged')
	expect(keyOf('PRs merged')).toBe('prs-merged')
	expect(keyOf(' pull requests MERGED')).toBe('prs-merged')
	expect(keyOf('own-defects')).toBe('own-defects')
	expect(keyOf('Defects')).toBeUndefined()
	expect(keyOf('Defects', { Defects: 'own-defects' })).toBe('own-defects')
	expect(keyOf('__proto__')).toBeUndefined()
})
