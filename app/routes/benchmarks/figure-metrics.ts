/**
 * Figures of the map that measure the same as a metric of the catalogue, by the key of the figure. Every other speaks of what
 * respondents say or of another group, and has nothing here to stand beside.
 */
export const metricOfFigure: Readonly<Record<string, string>> = {
	'engineering.accepted-suggestions': 'suggestions-accepted',
	'engineering.retained-characters': 'characters-retained',
	'engineering.refactoring-before': 'refactoring-share',
	'engineering.refactoring-after': 'refactoring-share',
	'marketing.edited-output': 'share-of-ai-output-edited',
	'customer-service.handled-by-ai': 'ai-resolution-rate',
}
