import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { MetricDefinition } from './definition.ts'
import type { Grain } from './period.ts'
import type { Source } from './roll-up.ts'
import type { Point } from './series.ts'

/** The newest figure of a metric for one subject, beside the one of the period before it. */
export type SubjectMetric = {
	metric: MetricDefinition
	/** The longest length of period in which its values came, and the newest period of that length. */
	grain: Grain
	start: Day
	source: Source
	latest: Point | null
	before: Point | null
	/** Too few people for this reader, or it would give others away. */
	isHidden: boolean
}
