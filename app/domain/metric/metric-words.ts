import type { Direction } from './direction.ts'
import type { Aggregation } from './aggregation.ts'
import type { Grain } from './period.ts'
import type { NoFigure, Source } from './roll-up.ts'
import type { Unit } from './unit.ts'

/** A name as it stands within a sentence: 'Revenue from AI' is 'revenue from AI', and 'AI output' stays. */
export const withinSentence = (name: string): string =>
	name.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())

/** How values add up, in one or two sentences. */
export function describeAggregation({
	aggregation,
	weightName,
}: {
	aggregation: Aggregation
	weightName: string | null
}): string {
	const weight = withinSentence(weightName ?? 'weight')
	switch (aggregation) {
		case 'sum':
			return 'Values are added up, over people, teams and time.'
		case 'weighted_mean':
			return `A mean in which every value counts by its weight: ${weight}. A value that came without one stands for its own subject and period alone.`
		case 'ratio_of_sums':
			return `What is counted is added up and divided by the sum of: ${weight}. A ratio is never averaged: one that came without its two parts stands for its own subject and period alone.`
		case 'last':
			return 'A stock: of each subject the latest value in a period, added over subjects and never over time.'
		case 'distinct_count':
			return 'How many different people: counted from people’s own values above zero. A count that came for a team or the company stands for that alone, because somebody may be in several days or teams.'
	}
}

export const aggregationNames: Record<Aggregation, string> = {
	sum: 'Sum',
	weighted_mean: 'Weighted mean',
	ratio_of_sums: 'Ratio of sums',
	last: 'Latest',
	distinct_count: 'Different people',
}

export const directionNames: Record<Direction, string> = {
	up: 'More is better',
	down: 'Less is better',
	none: 'Neither more nor less is better by itself',
}

export const unitNames: Record<Unit, string> = {
	count: 'Count',
	share: 'Share',
	money: 'Money',
	milliseconds: 'Milliseconds',
	minutes: 'Minutes',
	hours: 'Hours',
	days: 'Days',
	score: 'Score',
	ratio: 'Ratio',
	tokens: 'Tokens',
	lines: 'Lines of code',
}

export const grainNames: Record<Grain, { one: string; other: string; by: string }> = {
	day: { one: 'day', other: 'days', by: 'By day' },
	week: { one: 'week', other: 'weeks', by: 'By week' },
	month: { one: 'month', other: 'months', by: 'By month' },
	quarter: { one: 'quarter', other: 'quarters', by: 'By quarter' },
	year: { one: 'year', other: 'years', by: 'By year' },
}

export const sourceNames: Record<Source, string> = {
	own: 'As it came',
	people: 'Made from people’s values',
	teams: 'Made from teams’ values',
}

export const noFigureTexts: Record<NoFigure, string> = {
	'without-weight': 'Not added up: values came without what they are weighed or divided by',
	'nothing-to-divide-by': 'No figure: what it is divided by is zero',
	'counted-apart': 'Not added up: the same people may be in several of the counts',
}

/** '2 of 3 months' where a period has values for part of it only. */
export function coverageText(covered: { of: Grain; there: number; all: number } | null): string | null {
	if (!covered || covered.there >= covered.all) return null
	return `${covered.there} of ${covered.all} ${grainNames[covered.of].other}`
}
