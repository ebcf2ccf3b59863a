import type { AccountSession } from '#app/auth/account-context.server.ts'
import { metricColumnFor } from '#app/charts/metric-column.ts'
import type { OfViewColumns, ViewColumns } from '#app/charts/view-columns.ts'
import { columnsOfView } from '#app/charts/view-columns.ts'
import { readColumnFigures } from '#app/data/heatmap/read-column-figures.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { HeatColumnKind } from '#app/domain/heatmap/heatmap-words.ts'

export type OfColumns = Omit<OfViewColumns, 'locale'> & {
	by: HeatColumnKind
	/** What the rows of the view stand for. */
	rows: HeatRows
	/** Keys of the metrics that are to stand side by side; none for the usual ones. */
	metrics: readonly string[]
}

/** The columns that an address asks for, each with what the reader gets in it. */
export async function readColumns(
	{ scope, person, account }: AccountSession,
	view: HeatmapView,
	{ by, rows, metrics, ...of }: OfColumns,
): Promise<ViewColumns> {
	const figures = await readColumnFigures(scope, person, {
		...{ view, by, rows, metrics, statistic: of.statistic },
		isWanted: (level) => metricColumnFor(level, of.familyId) !== undefined,
	})
	return columnsOfView(view, figures, { ...of, locale: account.locale })
}
