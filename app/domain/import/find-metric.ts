import { cleanCell, wordsOf } from '#app/domain/roster/clean-cell.ts'
import type { ImportMetric } from './mapping-problems.ts'

/** Null: what several metrics are called. */
type ByWords = Map<string, ImportMetric | null>

const byWords = new WeakMap<ReadonlyMap<string, ImportMetric>, ByWords>()

/**
 * The metric that a text means: its key, what was said of the text, or a name or key in other signs and cases, where no other
 * metric is called so.
 */
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
	if (!words) byWords.set(metrics, (words = wordsOfAll(metrics)))
	return words.get(wordsOf(clean)) ?? undefined
}

function wordsOfAll(metrics: ReadonlyMap<string, ImportMetric>): ByWords {
	const words: ByWords = new Map()
	for (const metric of metrics.values()) {
		for (const name of new Set([wordsOf(metric.name), wordsOf(metric.key)])) {
			words.set(name, words.has(name) ? null : metric)
		}
	}
	return words
}
