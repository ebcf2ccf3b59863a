import type { Aggregation } from './aggregation.ts'
import type { Direction } from './direction.ts'
import type { Unit } from './unit.ts'

/** What a metric means, as the account has it. */
export type MetricDefinition = {
	id: string
	key: string
	name: string
	description: string
	unit: Unit
	/** ISO 4217; of money alone. */
	currency: string | null
	direction: Direction
	aggregation: Aggregation
	weightName: string | null
	lens: string | null
	level: string | null
	source: string | null
	builtIn: boolean
	isArchived: boolean
	version: number
	/** The role families whose work it measures, in the order of the account; none for no family in particular. */
	families: { id: string; name: string }[]
}
