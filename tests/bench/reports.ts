import { ensureBuild } from '#app/server/build.ts'
import { makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import { withBenchServer } from './cycle-server.ts'
import type { Result } from './measure.ts'
import type { ReportsData } from './reports-data.ts'
import { writeReportsData } from './reports-data.ts'
import { measureCsv, measureXlsx } from './reports-files.ts'
import { measureReportPage } from './reports-page.ts'
import { measurePdf } from './reports-paper.ts'

/** What the files and the grouped report of training needs cost in a company of 100,000. `quick` shows that everything works. */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	return withBenchDatabase('reports', async (database) => {
		const data = await writeReportsData(database.admin, { quick })
		process.stderr.write(`${data.gaps} steps, ${data.part.gaps} of them in one team and below\n`)
		return [
			...(await measureFiles(database, data, { quick })),
			...(await withBenchServer(database, (server) =>
				measureReportPage(database.admin, data, server, { quick }),
			)),
		]
	})
}

/** The application in a process of its own, so that its memory is that and nothing else. */
async function measureFiles(
	database: BenchDatabase,
	data: ReportsData,
	{ quick }: { quick: boolean },
): Promise<Result[]> {
	const folder = makeDataFolder()
	const { appUrl, adminUrl } = database
	const application = startApplication(folder, { DATABASE_URL: appUrl, DATABASE_OWNER_URL: adminUrl })
	try {
		const server = {
			url: await application.ready,
			pid: application.child.pid ?? 0,
			output: application.output,
		}
		const csv = await measureCsv(database, data, server, { quick })
		return [
			...csv.results,
			...(await measureXlsx(database, data, server, { quick, csvSeconds: csv.seconds })),
			await measurePdf(data, server, { quick }),
		]
	} finally {
		application.child.kill('SIGTERM')
		await application.ended
		removeDataFolder(folder)
	}
}
