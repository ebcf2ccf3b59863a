import { formatPeriod } from './format-value.ts'
import type { MeasuredShare } from './measured-share.ts'
import { withinSentence } from './metric-words.ts'

/** Over which time a measured share is made, and of how many values. */
export function measuredText(measured: MeasuredShare, locale: string): string {
	const { from, until, grain, values, isLatestAlone, metric } = measured
	const period = grain
		? formatPeriod(from, grain, locale)
		: `${formatPeriod(from, 'day', locale)} to ${formatPeriod(until, 'day', locale)}`
	const count = new Intl.NumberFormat(locale).format(values)
	if (!isLatestAlone) return `${period} · ${count} ${values === 1 ? 'value' : 'values'}`
	const weight = metric.weightName === null ? 'what they are weighed by' : withinSentence(metric.weightName)
	return `${period} · the latest of ${count} values, which do not add up: not all came with ${weight}`
}
