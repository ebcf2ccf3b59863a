import { guessPeriods } from '#app/domain/import/guess-mapping.ts'
import { periodColumns } from '#app/domain/import/guess-columns.ts'
import type { Connector } from './connector.ts'
import { describeCsv, readCsv } from './csv-records.server.ts'

/** A CSV with a column for each period. */
export const metricsPeriods: Connector = {
	kind: 'metrics-periods',
	sniff(head) {
		const shape = describeCsv(head)
		return shape.ok && periodColumns(shape.header).length >= Math.max(1, shape.header.length / 2) ? 0.7 : 0
	},
	describe: describeCsv,
	guess: guessPeriods,
	read: readCsv,
}
