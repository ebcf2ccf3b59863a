import { cleanCell, wordsOf } from '#app/domain/roster/clean-cell.ts'
import type { ImportMetric } from './mapping-problems.ts'

const byWords = new WeakMap<ReadonlyMap<string, ImportMetric>, Map<string, ImportMetric>>()

/** The metric that a text means: its key, what was said of the text, or a name or key in other signs and cases. */
export function findMetric(
	text: string,
	metrics: ReadonlyMap<string, ImportMetric>,
	metricOf: Readonly<Record<string, string>> = {},
): ImportMetric | undefined {
	const exact = metrics.get(text)
	if (exact) return exact
	const clean = cleanCell(text)
	const said = Object.hasOwn(metricOf, clean) ? metricOf[clean] : undefined
	if (said !== undefined) return metrics.get(said)
	let words = byWords.get(metrics)
	if (!words) {
		words = new Map(
			[...metrics.values()].flatMap((metric) =>
				[metric.name, metric.key].map((name) => [wordsOf(name), metric] as const),
			),
		)
		byWords.set(metrics, words)
	}
	return words.get(wordsOf(clean))
}
