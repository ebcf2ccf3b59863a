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

/** As its tab has it. */
export const heatStatisticNames: Record<HeatStatistic, string> = {
	mean: 'Mean',
	median: 'Median',
	share: 'Tier 2 or above',
	below: 'Below tier 1.5',
	distribution: 'Distribution',
	coverage: 'Coverage',
	assessed: 'Assessed',
	change: 'Change',
	target: 'From the target',
}

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

/** Whose answers the figures are of. */
export const raterChoices = ['agreed', 'apart'] as const
export type RaterChoice = (typeof raterChoices)[number]

export const raterChoiceNames: Record<RaterChoice, string> = {
	agreed: 'What both agreed',
	apart: 'Self and manager apart',
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

const askedMetricKeys = (text: string): string[] => [...new Set(text.split(',').filter(Boolean))]

/** The metrics that an address chooses, each once, as far as there is room. */
export const readMetricKeys = (text: string): string[] => askedMetricKeys(text).slice(0, mostMetrics)

/** How many more an address chooses than there is room for. */
export const countLeftOutMetrics = (text: string): number =>
	Math.max(0, askedMetricKeys(text).length - mostMetrics)

/** What a table is of, as far as it decides what can be shown in it. */
export type HeatTableKind = {
	/** Whether its rows are made of people, not of teams. */
	isOfPeople: boolean
	/** Whether both raters are shown apart. */
	isApart: boolean
}

/** Figures that compare two raters. */
export const sideStatistics = ['mean', 'median', 'share', 'below'] as const satisfies readonly HeatStatistic[]

/** Metrics came for people and teams and are added up by the tree; of two raters a column for each tier would be two tables. */
export const columnKindsOf = ({ isOfPeople, isApart }: HeatTableKind): HeatColumnKind[] =>
	heatColumnKinds.filter(
		(kind) => !(kind === 'metrics' && (isOfPeople || isApart)) && !(kind === 'tiers' && isApart),
	)

/** Targets are of teams and families. */
export const offeredStatistics = (
	by: HeatColumnKind,
	{ isOfPeople, isApart }: HeatTableKind,
): HeatStatistic[] =>
	statisticsOf[by].filter(
		(statistic) =>
			!(statistic === 'target' && isOfPeople) &&
			(!isApart || sideStatistics.some((one) => one === statistic)),
	)

/** The words that a value has on the screen; itself where it has none. */
function named<Key extends string>(keys: readonly Key[], names: Record<Key, string>, value: string): string {
	const key = keys.find((one) => one === value)
	return key ? names[key] : value
}
export const heatStatisticText = (value: string) => named(heatStatistics, heatStatisticNames, value)
export const heatColumnText = (value: string) => named(heatColumnKinds, heatColumnNames, value)
export const raterChoiceText = (value: string) => named(raterChoices, raterChoiceNames, value)
