import { withBenchDatabase } from './bench-database.ts'
import { writeHeatmapData } from './heatmap-data.ts'
import { measurePublish } from './heatmap-publish.ts'
import { measureReads } from './heatmap-reads.ts'
import type { Result } from './measure.ts'

/**
 * What a company of 2,000 teams and 100,000 members costs with its 12th quarter published, beside 500 companies of 200.
 * `quick` shows that everything works, on 4,000 members in 100 teams and 3 quarters.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	return withBenchDatabase('heatmap', async (database) => {
		const data = await writeHeatmapData(database.admin, { quick })
		return [
			...(await measureReads(database, data, { quick })),
			await measurePublish(database, data, { quick }),
		]
	})
}
