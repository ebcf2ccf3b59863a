import type { Unit } from '#app/domain/metric/unit.ts'
import type { ItemForm } from './item-form.ts'
import type { RoadmapItem } from './item.ts'
import type { OutcomeRule } from './outcome-rule.ts'

type Metric = { id: string; unit: Unit }

/** A share is typed in percent. */
const factorOf = (metrics: readonly Metric[], id: string | undefined) =>
	metrics.find((metric) => metric.id === id)?.unit === 'share' ? 100 : 1

/** An item as the fields of its form. */
export function asFormValues(
	item: RoadmapItem & { ownerName: string | null; link: string | null },
	metrics: readonly Metric[],
) {
	const rule = item.outcome?.by === 'metric' ? item.outcome : null
	const typed = rule && Number((rule.value * factorOf(metrics, rule.metricId)).toPrecision(12))
	return {
		...{ text: item.text, kind: item.kind, phase: item.phase, state: item.state },
		...{ weight: String(item.weight), owner: item.ownerName ?? '', dueOn: item.dueOn ?? '' },
		...{ link: item.link ?? '', by: item.outcome?.by ?? '', metricId: rule?.metricId ?? '' },
		comparison: rule?.comparison ?? 'at-least',
		value: typed === null ? '' : String(typed),
		periods: String(rule?.periods ?? 3),
	}
}
export type ItemValues = ReturnType<typeof asFormValues>

/** How an outcome is met, as the form says it. */
export function asRule(form: ItemForm, metrics: readonly Metric[]): OutcomeRule | null {
	const { kind, by, metricId, comparison = 'at-least', value, periods = 1 } = form
	if (kind !== 'outcome' || by === undefined) return null
	if (by === 'note') return { by }
	if (metricId === undefined || value === undefined) return null
	const limit = Number((value / factorOf(metrics, metricId)).toPrecision(12))
	return { by, metricId, comparison, value: limit, periods }
}
