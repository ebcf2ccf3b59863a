import { ensureBuild } from '#app/server/build.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import { withBenchServer } from './cycle-server.ts'
import { writeHeatmapData } from './heatmap-data.ts'
import type { Result } from './measure.ts'
import { measureBarePage, measureSpreadsheet } from './pages-bare.ts'
import { measureClient } from './pages-client.ts'
import { measureMixedViews } from './pages-load.ts'
import { measureLive, measureLongLevel, measureSizes, measureViews } from './pages-views.ts'

/**
 * What the pages of the heatmap cost in a company of 2,000 teams and 100,000 members with 12 published cycles, beside 500
 * companies of 200. `quick` shows that everything works, on 4,000 members in 100 teams and 3 quarters.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	return withBenchDatabase('pages', async (database) => {
		const data = await writeHeatmapData(database.admin, { quick })
		return withBenchServer(database, async (server) => {
			const of = { database, data, server, quick }
			return [
				...(await measureViews(of)),
				...(await measureSizes(of)),
				await measureLive(of),
				await measureLongLevel(of),
				await measureBarePage(of),
				await measureSpreadsheet(of),
				await measureMixedViews(of),
				await measureClient(),
			]
		})
	})
}
