import type { Client } from 'pg'
import { ensureBuild } from '#app/server/build.ts'
import { told } from './bench-database.ts'
import { withBenchServer } from './cycle-server.ts'
import { writeHeatmapData } from './heatmap-data.ts'
import { withPreparedDatabase } from './kept-database.ts'
import type { Result } from './measure.ts'
import { measureBarePage } from './pages-bare.ts'
import { writeBesides } from './pages-besides.ts'
import { measureClient } from './pages-client.ts'
import { measureLighthouse } from './pages-lighthouse.ts'
import { measureMixedViews } from './pages-load.ts'
import { measureSpreadsheet } from './pages-spreadsheet.ts'
import { measureLive, measureLongLevel, measureSizes, measureViews } from './pages-views.ts'

/**
 * What the pages of the heatmap cost in a company of 2,000 teams and 100,000 members with 12 published cycles, beside 500
 * companies of 200. `quick` shows that everything works, on 4,000 members in 100 teams and 3 quarters.
 */
export async function run({ quick, keep }: { quick: boolean; keep?: string | undefined }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	const of = {
		...{ name: 'pages', what: quick ? 'quick' : 'full', folder: keep },
		prepare: (admin: Client) => writeHeatmapData(admin, { quick }),
	}
	return withPreparedDatabase(of, (database, data) =>
		withBenchServer(database, async (server) => {
			const pages = { database, data, server, quick }
			for (const company of [data.large, data.small.hr, data.small.executive])
				await told('targets and metrics', () => writeBesides(database.admin, company))
			// Those that serve a page beside the application leave servers behind: what is held to another program comes before.
			const parts = [
				...[measureSpreadsheet, measureViews, measureSizes, measureLive, measureLongLevel, measureBarePage],
				...[measureMixedViews, measureClient, measureLighthouse],
			]
			const results: Result[] = []
			for (const measure of parts) {
				const found = [await measure(pages)].flat()
				// A run takes half an hour: what is known already is said, should the rest fail.
				for (const { name, ratio, limit } of found)
					process.stderr.write(`  ${ratio} (limit ${limit}): ${name}\n`)
				results.push(...found)
			}
			return results
		}),
	)
}
