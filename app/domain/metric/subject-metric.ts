import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { MetricDefinition } from './definition.ts'
import type { Grain } from './period.ts'
import type { Source } from './roll-up.ts'
import type { Point } from './series.ts'

/** What a metric should reach by a day. */
export type SubjectTarget = {
	value: number
	dueOn: Day
	/** Whether it is the team's own, and not the account's. */
	isOwn: boolean
}

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

/** With what a team should reach; null where nothing was set. */
export type TeamMetric = SubjectMetric & { target: SubjectTarget | null }
