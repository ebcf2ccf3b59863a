import type { MetricDefinition } from './definition.ts'

/** What an account says of a metric; `key` only when it is new. */
export type MetricInput = Pick<
	MetricDefinition,
	'name' | 'description' | 'unit' | 'currency' | 'direction' | 'aggregation' | 'weightName'
> & { familyIds: readonly string[] }

/** Fields that say what a value means: they stay while there are any. */
export const lockedFields = ['unit', 'currency', 'aggregation', 'weightName'] as const
