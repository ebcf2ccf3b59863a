import type { BuiltInMetric } from '#app/domain/metric/catalogue.ts'
import { metricCatalogueSchema } from '#app/domain/metric/catalogue.ts'
import source from './metrics.json' with { type: 'json' }

/** The metrics that every account begins with. A key never changes; later versions only add. */
export const metricCatalogue: readonly BuiltInMetric[] = metricCatalogueSchema.parse(source).metrics
