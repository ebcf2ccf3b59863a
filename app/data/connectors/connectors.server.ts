import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import type { Connector } from './connector.ts'
import { copilotLegacy } from './copilot-legacy.server.ts'
import { copilotOrganization } from './copilot-organization.server.ts'
import { copilotUsers } from './copilot-users.server.ts'
import { metricsLong } from './metrics-long.server.ts'
import { metricsNdjson } from './metrics-ndjson.server.ts'
import { metricsPeriods } from './metrics-periods.server.ts'
import { metricsWide } from './metrics-wide.server.ts'

const all = [
	metricsLong,
	metricsWide,
	metricsPeriods,
	metricsNdjson,
	copilotOrganization,
	copilotLegacy,
	copilotUsers,
] as const satisfies readonly Connector[]

export const connectors: Readonly<Record<MetricImportKind, Connector>> = Object.fromEntries(
	all.map((connector) => [connector.kind, connector]),
) as Record<MetricImportKind, Connector>
