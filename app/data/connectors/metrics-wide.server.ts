import { guessWide } from '#app/domain/import/guess-mapping.ts'
import type { Connector } from './connector.ts'
import { describeCsv, readCsv } from './csv-records.server.ts'

/** A CSV with a column for each metric: what is left where it is a CSV at all. */
export const metricsWide: Connector = {
	kind: 'metrics-wide',
	sniff(head) {
		const shape = describeCsv(head)
		return shape.ok && shape.header.length > 1 ? 0.3 : 0
	},
	describe: describeCsv,
	guess: guessWide,
	read: readCsv,
}
