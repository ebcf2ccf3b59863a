import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import { heatRowsText, heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import type { CellColumn } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'

/** The two columns that say which row it is; the second is the one that files are grouped by. */
export const rowNameColumns = (rows: HeatRows): CellColumn[] =>
	rows.kind === 'teams'
		? [column('team_id', 'Team id', { width: 38 }), column('team', 'Team', { width: 28 })]
		: [
				column('row_id', `${heatRowsWords(rows).one}, id`, { width: 38 }),
				column('row', heatRowsWords(rows).one, { width: 28 }),
			]

/** What stands behind the others where rows are made of people: what they stand for, and the team that they part. */
export const rowKindColumns = (rows: HeatRows): CellColumn[] =>
	rows.kind === 'teams'
		? []
		: [column('rows', 'Rows', { width: 20 }), column('within_team', 'Within team', { width: 28 })]

export const rowKindCells = (rows: HeatRows, { name }: { name: string }): CellValue[] =>
	rows.kind === 'teams' ? [] : [heatRowsText(rows), name]
