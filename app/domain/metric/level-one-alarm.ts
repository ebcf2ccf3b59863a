import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Grain } from './period.ts'
import { shiftPeriod } from './period.ts'
import type { Series } from './series.ts'
import { isComplete } from './series.ts'

/** Metrics of the catalogue that say how much comes out … */
export const throughputKeys: readonly string[] = ['prs-merged', 'stories-shipped']
/** … and those that say what it cost in quality: defects, churn, rework. */
export const harmKeys: readonly string[] = ['defects-per-story', 'code-churn', 'rework-share']

/** The lengths of period by which the two are compared, the shortest first. A day is too short to say anything. */
export const comparedGrains = ['week', 'month', 'quarter'] as const satisfies readonly Grain[]

export type Rise = { key: string; name: string; from: number; to: number }

/** Throughput rose while quality fell, from one period to the next. */
export type LevelOneAlarm = { grain: Grain; from: Day; to: Day; throughput: Rise; harm: Rise }

export type AlarmMetric = { key: string; name: string; series: Series | null }

/**
 * What the source warns of at level 1: throughput is up while defects, churn or rework rise. Compared are the two newest
 * periods side by side that are over and complete and in which both metrics have a figure; any rise of both counts, as it
 * would for an arrow. Null where the two cannot be compared at this length, else the pairs that rose together.
 */
export function findLevelOneAlarms(
	metrics: readonly AlarmMetric[],
	{ grain, today }: { grain: Grain; today: Day },
): LevelOneAlarm[] | null {
	const figures = new Map(metrics.map(({ key, series }) => [key, completeFigures(series, grain, today)]))
	const ofKeys = (keys: readonly string[]) => metrics.filter(({ key }) => keys.includes(key))
	const alarms: LevelOneAlarm[] = []
	let isComparable = false
	for (const throughput of ofKeys(throughputKeys)) {
		for (const harm of ofKeys(harmKeys)) {
			const [output, damage] = [figures.get(throughput.key), figures.get(harm.key)]
			const to = [...(output?.keys() ?? [])]
				.toSorted()
				.findLast((day) =>
					[day, shiftPeriod(day, grain, -1)].every((one) => output?.has(one) && damage?.has(one)),
				)
			if (!to || !output || !damage) continue
			isComparable = true
			const from = shiftPeriod(to, grain, -1)
			const riseOf = ({ key, name }: AlarmMetric, values: ReadonlyMap<Day, number>): Rise => ({
				...{ key, name, from: values.get(from) ?? 0, to: values.get(to) ?? 0 },
			})
			const rises = { throughput: riseOf(throughput, output), harm: riseOf(harm, damage) }
			if (Object.values(rises).every((rise) => rise.to > rise.from))
				alarms.push({ grain, from, to, ...rises })
		}
	}
	return isComparable ? alarms : null
}

function completeFigures(series: Series | null, grain: Grain, today: Day): Map<Day, number> {
	const complete = (series?.points ?? []).filter((point) => isComplete(point, grain, today))
	return new Map(complete.flatMap(({ start, figure }) => (figure.ok ? [[start, figure.value] as const] : [])))
}

/** What the source says, in our words: its facts and its citation. */
export const levelOneWarning = {
	text: 'Level 1 without progression actively lowers quality.',
	data: 'An analysis of 211 million lines of code finds that AI-assisted development without progress in skill made refactoring fall from 25 % of changes to under 10 %, while code churn nearly doubled',
	citation: 'GitClear, 2025, cited by the skill progression map',
}
