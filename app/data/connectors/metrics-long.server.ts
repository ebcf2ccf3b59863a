import { guessLong } from '#app/domain/import/guess-mapping.ts'
import { looksLong } from '#app/domain/import/guess-columns.ts'
import type { Connector } from './connector.ts'
import { describeCsv, readCsv } from './csv-records.server.ts'

/** A CSV with a row for each value: subject, metric, period, value. */
export const metricsLong: Connector = {
	kind: 'metrics-long',
	sniff(head) {
		const shape = describeCsv(head)
		return shape.ok && looksLong(shape.header) ? 0.6 : 0
	},
	describe: describeCsv,
	guess: guessLong,
	read: readCsv,
}
