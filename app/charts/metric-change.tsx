import { TriangleAlert } from 'lucide-react'
import { meaningOfChange } from '#app/domain/metric/change.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { formatMetricChange } from '#app/domain/metric/format-value.ts'

const looks = {
	better: { className: 'text-accent', word: 'better' },
	worse: { className: 'text-late', word: 'worse' },
	same: { className: 'text-muted', word: '' },
	neither: { className: 'text-muted', word: '' },
}

type Props = {
	from: number
	to: number
	metric: Pick<MetricDefinition, 'unit' | 'currency' | 'direction'>
	locale: string
	/** Quality falls meanwhile: what would be an arrow for the better is a warning. */
	isWarned?: boolean
}

/** A change with its sign, and whether it is for the better: in a word, not by colour alone. */
export function MetricChange({ from, to, metric, locale, isWarned }: Props) {
	const meaning = meaningOfChange(metric.direction, from, to)
	const text = formatMetricChange(from, to, metric, locale)
	if (isWarned && meaning === 'better') {
		return (
			<span className="inline-flex items-center gap-1 whitespace-nowrap text-late tabular-nums">
				<TriangleAlert aria-hidden className="size-4" />
				{text.slice(2)} <span className="text-xs">while quality falls</span>
			</span>
		)
	}
	const { className, word } = looks[meaning]
	return (
		<span className={`whitespace-nowrap tabular-nums ${className}`}>
			{text} {word && <span className="text-xs">{word}</span>}
		</span>
	)
}
