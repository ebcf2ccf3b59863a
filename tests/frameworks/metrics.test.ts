import { describe, expect, test } from 'vitest'
import { hasWeight } from '#app/domain/metric/aggregation.ts'
import { metricCatalogueSchema } from '#app/domain/metric/catalogue.ts'
import { harmKeys, throughputKeys } from '#app/domain/metric/level-one-alarm.ts'
import { comparedShares } from '#seed/frameworks/compared-shares.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const byKey = new Map(metricCatalogue.map((metric) => [metric.key, metric]))

describe('the catalogue of metrics', () => {
	test('has everything that the sources name, each adding up as it must', () => {
		const said = Object.fromEntries(
			metricCatalogue.map(({ key, aggregation, unit, level }) => [key, `${unit} ${aggregation} ${level}`]),
		)
		expect(said).toMatchObject({
			'prs-merged': 'count sum 3',
			'stories-shipped': 'count sum 3',
			'defects-per-story': 'ratio ratio_of_sums 3',
			'scenario-coverage': 'share ratio_of_sums 3',
			'token-cost-per-merged-pr': 'money ratio_of_sums 3',
			'ai-gross-margin': 'share ratio_of_sums 3',
			'code-churn': 'share ratio_of_sums 1',
			'rework-share': 'share ratio_of_sums 1',
			'share-of-ai-output-edited': 'share ratio_of_sums null',
			'ai-resolution-rate': 'share ratio_of_sums 3',
			'ai-deflection-rate': 'share ratio_of_sums 2',
			'escalation-quality': 'share ratio_of_sums 2',
			'share-of-time-on-admin': 'share ratio_of_sums null',
			'feature-conversion': 'share ratio_of_sums 3',
			'model-error-rate': 'share ratio_of_sums 3',
			'cost-per-inference': 'money ratio_of_sums 3',
			'model-latency': 'milliseconds weighted_mean 3',
			retrainings: 'count sum 3',
			'retention-lift': 'share weighted_mean 4',
			'monetization-lift': 'share weighted_mean 4',
			'incremental-revenue': 'money sum 4',
			'ai-roi': 'ratio ratio_of_sums 5',
			'cost-to-serve': 'money ratio_of_sums 5',
			'ltv-cac': 'ratio ratio_of_sums 5',
			'input-drift': 'score weighted_mean null',
			'output-drift': 'score weighted_mean null',
			'model-precision': 'share ratio_of_sums null',
			'model-recall': 'share ratio_of_sums null',
			'calibration-error': 'share weighted_mean null',
			'assistant-active-users': 'count distinct_count 1-2',
			'assistant-seats': 'count last 1-2',
			'assistant-acceptance-rate': 'share ratio_of_sums 1-2',
		})
		expect(metricCatalogue).toHaveLength(87)
	})

	test('names each once, its weight exactly where it has one, and families that there are', () => {
		expect(byKey.size).toBe(metricCatalogue.length)
		expect(new Set(metricCatalogue.map(({ name }) => name)).size).toBe(metricCatalogue.length)
		const families = skillProgressionMap.rubric.families.map(({ key }) => key)
		for (const metric of metricCatalogue) {
			expect([metric.key, metric.weightName !== null]).toEqual([metric.key, hasWeight(metric.aggregation)])
			expect(families).toEqual(expect.arrayContaining(metric.families))
		}
	})

	test('holds what the alarm of level 1 looks at', () => {
		for (const key of throughputKeys) expect(byKey.get(key)?.direction).toBe('up')
		for (const key of harmKeys) expect(byKey.get(key)?.direction).toBe('down')
	})

	test('has one metric for every question and sign of the map that names a share, and for no other', () => {
		const { rubric, families } = skillProgressionMap
		const questions = rubric.families.flatMap((family) => family.questions.filter(({ shareOf }) => shareOf))
		// What an option says as well is compared there.
		const isOption = (level: number, share: unknown) =>
			questions.some(({ options }) =>
				options.some((one) => one.halfSteps === level && JSON.stringify(one.share) === JSON.stringify(share)),
			)
		const signs = families.flatMap(({ levels }) =>
			levels.flatMap(({ halfSteps, signs: all }) =>
				all.filter(({ share }) => share && !isOption(halfSteps, share)),
			),
		)
		const named = [...questions, ...signs].map(({ key }) => key).toSorted()
		expect(named).toEqual([
			'customer-service.level-3.ai-handles',
			'marketing.edit-share',
			'sales.admin-share',
		])
		expect(metricCatalogue.flatMap(({ standsBeside }) => standsBeside).toSorted()).toEqual(named)
	})

	test('lets a metric stand beside a question only as long as its percentages are of the same', () => {
		const sales = skillProgressionMap.rubric.families.find(({ key }) => key === 'sales')
		if (!sales) throw new Error('no family')
		const beside = [{ questionKey: 'sales.admin-share', metricKey: 'share-of-time-on-admin' }]
		expect(comparedShares(sales)).toEqual({ questions: beside, signs: [] })
		const changed = (change: { shareOf?: string; text?: string }) => ({
			...sales,
			questions: sales.questions.map((one) => (one.shareOf ? { ...one, ...change } : one)),
		})
		expect(comparedShares(changed({ text: 'What of your week is admin?' })).questions).toEqual(beside)
		expect(comparedShares(changed({ shareOf: 'Travel' })).questions).toEqual([])
		expect(comparedShares(null)).toEqual({ questions: [], signs: [] })
	})

	test.each([
		['a key twice', { key: 'stories-shipped' }, 'used twice'],
		['a weight that nothing is weighed by', { weightName: 'People' }, 'name their weight'],
		['a ratio without its denominator', { aggregation: 'ratio_of_sums' }, 'name their weight'],
		['a level of no lens', { lens: null }, 'a level is one of a lens'],
		['a unit that nobody knows', { unit: 'furlongs' }, 'unit'],
		['a count beside bands of shares', { standsBeside: ['sales.admin-share'] }, 'only a share'],
	])('is refused with %s', (_name, wrong, message) => {
		const metrics = metricCatalogue.map((metric) =>
			metric.key === 'prs-merged' ? { ...metric, ...wrong } : metric,
		)
		const parsed = metricCatalogueSchema.safeParse({ key: 'metrics', version: 1, metrics })
		expect(parsed.success).toBe(false)
		expect(JSON.stringify(parsed.error?.issues)).toContain(message)
	})
})
