import type { ExportFormat } from '#app/domain/job/export-format.ts'
import type { TrainingNeedSearch } from '#app/domain/training-need/search-schema.ts'

/** What an export is told: everything that is filtered, of exactly this snapshot, in this order. */
export function exportParameters(
	search: TrainingNeedSearch,
	snapshotId: string,
	format: ExportFormat,
): Record<string, string> {
	const { page: _, ...asked } = {
		...search,
		cycle: snapshotId,
		format: format === 'csv' ? undefined : format,
	}
	return Object.fromEntries(
		Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	)
}
