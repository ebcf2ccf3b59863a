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

export type RuleWords = {
	name: string
	measured: Measured
	/** Null where it is not known in which length of period the values come. */
	grain: Grain | null
	locale: string
}

const periodsText = (count: number, grain: Grain | null) => {
	const [one, several] = grain === null ? (['period', 'periods'] as const) : grainWords[grain]
	return `${count} complete ${count === 1 ? one : several}`
}

/** The condition: 'Conversion of the feature at least 4.5%, in each of the last 3 complete months'. */
export function describeRule(rule: MetricRule, { name, measured, grain, locale }: RuleWords): string {
	const limit = formatMetricValue(rule.value, measured, locale)
	const over =
		rule.periods === 1
			? `in the last complete ${grain === null ? 'period' : grainWords[grain][0]}`
			: `in each of the last ${periodsText(rule.periods, grain)}`
	return `${name} ${rule.comparison === 'at-least' ? 'at least' : 'at most'} ${limit}, ${over}`
}

/** Whose values are there and hidden from who sees groups only: the team’s own, or those of teams below. */
export type HiddenValues = 'team' | 'teams-below'

const hiddenTexts: Record<HiddenValues, string> = {
	team: 'The team is too small for its values to be shown, or they would give another team’s away.',
	'teams-below':
		'The teams below that have values are too small for these to be shown, or they would give another team’s away.',
}

export type OutcomeWords = RuleWords & { grain: Grain; hidden?: HiddenValues | null }

/** Whether it holds, with the values that say so, in one sentence. */
export function describeOutcome(outcome: MetricOutcome, rule: MetricRule, words: OutcomeWords): string {
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
			if (seen === '' && words.hidden) return describeHidden(condition, words.hidden)
			const wanting = `${periodsText(outcome.missing, grain)} more ${outcome.missing === 1 ? 'has' : 'have'} to come in without a gap`
			return seen === ''
				? `No values yet: ${condition}. Periods count from the start of the plan.`
				: `Too few values: ${condition}. Measured: ${seen}; ${wanting}.`
		}
	}
}

/** The same for those who may not read the figures: whether it holds, and nothing of what was measured. */
export function describeVerdict(
	{ kind, values }: MetricOutcome,
	rule: MetricRule,
	words: OutcomeWords,
): string {
	const condition = describeRule(rule, words)
	switch (kind) {
		case 'met':
			return `Met: ${condition}.`
		case 'not-met':
			return `Not met yet: ${condition}.`
		case 'no-data':
			return values.length === 0 && words.hidden
				? describeHidden(condition, words.hidden)
				: `Not decided yet: ${condition}. Values for it have to come in.`
	}
}

const describeHidden = (condition: string, hidden: HiddenValues) =>
	`No figures: ${condition}. ${hiddenTexts[hidden]} A note can decide in place of the metric.`

/** What is said where no sentence is kept. */
export const verdictTexts: Record<MetricOutcome['kind'], string> = {
	met: 'Met by its metric.',
	'not-met': 'Not met yet by its metric.',
	'no-data': 'Not decided yet. Values of its metric have to come in.',
}
