import type { z } from 'zod'
import type { metricSchema } from '#app/domain/api/metric-operations.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'

/** A metric as the API tells of one. */
export function showMetric({ version: _, ...metric }: MetricDefinition): z.input<typeof metricSchema> {
	return metric
}
