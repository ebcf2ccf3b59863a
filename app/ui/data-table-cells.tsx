import type { DataColumn } from './data-column.ts'
import { rowHeaderIndex } from './data-column.ts'

/** The cells of one row. The first column with a visible header names it. */
export function DataTableCells<Row>({ columns, row }: { columns: readonly DataColumn<Row>[]; row: Row }) {
	const header = rowHeaderIndex(columns)
	return columns.map((column, i) => {
		const content = column.cell(row)
		const Cell = i === header ? 'th' : 'td'
		return (
			<Cell
				key={column.id}
				scope={i === header ? 'row' : undefined}
				data-first={i === header || undefined}
				data-align={column.align}
				data-nowrap={column.nowrap || undefined}
				data-phone={content === null ? 'hide' : column.phone}
			>
				{!column.headerHidden && <span className="phone-label">{column.header}</span>}
				{content ?? '–'}
			</Cell>
		)
	})
}
