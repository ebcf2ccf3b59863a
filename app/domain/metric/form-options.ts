import { aggregations } from './aggregation.ts'
import { directions } from './direction.ts'
import { aggregationNames, directionNames, unitNames } from './metric-words.ts'
import { units } from './unit.ts'

/** The choices of the form of a metric. */
export const metricFormOptions = {
	unit: units.map((value) => ({ value, label: unitNames[value] })),
	direction: directions.map((value) => ({ value, label: directionNames[value] })),
	aggregation: aggregations.map((value) => ({ value, label: aggregationNames[value] })),
}
