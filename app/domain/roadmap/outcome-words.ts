import type { Measured } from '#app/domain/metric/format-value.ts'
import { formatMetricValue, formatPeriod } from '#app/domain/metric/format-value.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import type { MetricOutcome, MetricRule } from './outcome-rule.ts'

const grainWords: Record<Grain, [string, string]> = {
	day: ['day', 'days'],
	week: ['week', 'weeks'],
	month: ['month', 'months'],
	quarter: ['quarter', 'quarters'],
	year: ['year', 'years'],
}

export type RuleWords = { name: string; measured: Measured; grain: Grain; locale: string }

const periodsText = (count: number, grain: Grain) =>
	`${count} complete ${grainWords[grain][count === 1 ? 0 : 1]}`

/** The condition: 'Conversion of the feature at least 4.5%, in each of the last 3 complete months'. */
export function describeRule(rule: MetricRule, { name, measured, grain, locale }: RuleWords): string {
	const limit = formatMetricValue(rule.value, measured, locale)
	const over =
		rule.periods === 1
			? `in the last complete ${grainWords[grain][0]}`
			: `in each of the last ${periodsText(rule.periods, grain)}`
	return `${name} ${rule.comparison === 'at-least' ? 'at least' : 'at most'} ${limit}, ${over}`
}

/** Whether it holds, with the values that say so, in one sentence. */
export function describeOutcome(outcome: MetricOutcome, rule: MetricRule, words: RuleWords): string {
	const { measured, grain, locale } = words
	const seen = outcome.values
		.map(
			({ start, value }) =>
				`${formatMetricValue(value, measured, locale)} (${formatPeriod(start, grain, locale)})`,
		)
		.join(', ')
	const condition = describeRule(rule, words)
	switch (outcome.kind) {
		case 'met':
			return `Met: ${condition}. Measured: ${seen}.`
		case 'not-met':
			return `Not met yet: ${condition}. Measured: ${seen}.`
		case 'no-data': {
			const wanting = `${periodsText(outcome.missing, grain)} more ${outcome.missing === 1 ? 'has' : 'have'} to come in without a gap`
			return seen === ''
				? `No values yet: ${condition}. Periods count from the start of the plan.`
				: `Too few values: ${condition}. Measured: ${seen}; ${wanting}.`
		}
	}
}
