/** What a heatmap can print in its cells, in the order in which it is offered. */
export const heatStatistics = [
	'mean',
	'median',
	'share',
	'below',
	'distribution',
	'coverage',
	'assessed',
	'change',
	'target',
] as const
export type HeatStatistic = (typeof heatStatistics)[number]

/** What the columns of a heatmap of tiers can be. */
export const heatColumnKinds = ['families', 'questions', 'tiers', 'cycles', 'metrics'] as const
export type HeatColumnKind = (typeof heatColumnKinds)[number]

export const heatColumnNames: Record<HeatColumnKind, string> = {
	families: 'Role families',
	questions: 'Questions of a family',
	tiers: 'Tiers',
	cycles: 'Cycles',
	metrics: 'Metrics',
}

/** What can be printed under each kind of columns; none where the columns themselves say it. */
export const statisticsOf: Record<HeatColumnKind, readonly HeatStatistic[]> = {
	families: heatStatistics,
	// Coverage is of people, not of answers; a target is one of tiers.
	questions: ['mean', 'median', 'share', 'below', 'distribution', 'change'],
	tiers: [],
	cycles: ['mean', 'median', 'share', 'below', 'distribution', 'coverage', 'assessed'],
	metrics: [],
}

/** The rows that the first answer of a level has; the others follow as one scrolls, or by links. */
export const heatPageSize = 50

/** So many metrics stand side by side at most. */
export const mostMetrics = 6

/** The metrics that an address chooses, each once. */
export const readMetricKeys = (text: string): string[] =>
	[...new Set(text.split(',').filter(Boolean))].slice(0, mostMetrics)
