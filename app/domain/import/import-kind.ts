import { z } from 'zod'

/** What a file of metrics can be. Each has its connector, by the same name. */
export const metricImportKinds = [
	'metrics-long',
	'metrics-wide',
	'metrics-periods',
	'metrics-ndjson',
	'copilot-organization',
	'copilot-legacy',
	'copilot-users',
] as const
export type MetricImportKind = (typeof metricImportKinds)[number]
export const metricImportKindSchema = z.enum(metricImportKinds)

/** Every kind of import that is listed. */
export const importKinds = ['roster', ...metricImportKinds] as const
export type ImportKind = (typeof importKinds)[number]
export const importKindSchema = z.enum(importKinds)

export const importKindNames: Record<ImportKind, string> = {
	roster: 'People and teams',
	'metrics-long': 'Metrics, a row for each value',
	'metrics-wide': 'Metrics, a column for each metric',
	'metrics-periods': 'Metrics, a column for each period',
	'metrics-ndjson': 'Metrics, JSON in lines',
	'copilot-organization': 'GitHub Copilot, report of the organization',
	'copilot-legacy': 'GitHub Copilot, metrics of the older API',
	'copilot-users': 'GitHub Copilot, report of each user',
}

export const importStates = ['uploaded', 'mapped', 'applied', 'discarded', 'undone'] as const
export type ImportState = (typeof importStates)[number]

/** What a file of metrics may hold at most. */
export const importLimits = {
	bytes: 200 * 1024 * 1024,
	rows: 5_000_000,
	columns: 1000,
	/** Characters of one row, so that a quote that is never closed does not read the rest of the file as one cell. */
	rowCharacters: 1024 * 1024,
	/** Levels of a JSON file. */
	depth: 32,
} as const
