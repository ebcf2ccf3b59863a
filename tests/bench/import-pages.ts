import { ensureBuild } from '#app/server/build.ts'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import { getImportResult } from '#app/data/imports/get-import-result.server.ts'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import { makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import { laidImport } from './import-rates.ts'
import { shapeOf, writeCompany } from './load.ts'
import { pagesOf, percentile, requestAll } from './load-requests.ts'
import { foundMetricCompany, metricFile } from './metric-company.ts'

const clients = 4

/** p99 of pages of another account, in milliseconds, without and while the application imports a file of metrics. */
export async function timePages(
	database: BenchDatabase,
	{ rows, members, quick }: { rows: number; members: number; quick: boolean },
): Promise<{ alone: number; meanwhile: number; requests: number }> {
	await told('the build', () => ensureBuild())
	const company = await writeCompany(database.admin, shapeOf(quick))
	const importing = await foundMetricCompany(database.admin, members)
	const folder = makeDataFolder()
	const application = startApplication(folder, {
		DATABASE_URL: database.appUrl,
		DATABASE_OWNER_URL: database.adminUrl,
	})
	try {
		const url = await application.ready
		const pages = await pagesOf(database.admin, company, (userId) => startSessionOf(database.admin, userId))
		const requests = Array.from({ length: quick ? 300 : 2_000 }, (_, n) => pages[n % pages.length]).filter(
			(page) => page !== undefined,
		)
		await told('to warm up', () => requestAll(url, requests.slice(0, requests.length / 4), { clients }))
		const alone = await told('pages alone', () => requestAll(url, requests, { clients }))
		const importId = await laidImport(importing, metricFile(rows, members))
		await startApply(importing.scope, { importId, mode: 'all-or-nothing' })
		let isOver = false
		const looking = (async () => {
			while (!isOver) {
				const outcome = await getImportResult(importing.scope, importId)
				isOver = outcome?.state === 'applied'
				if (!isOver && outcome?.job?.problem) throw new Error(`It was not applied: ${outcome.job.problem}`)
				if (!isOver) await new Promise((resolve) => setTimeout(resolve, 200))
			}
		})()
		const [meanwhile] = await told('pages while it imports', () =>
			Promise.all([requestAll(url, requests, { clients, isOver: () => isOver }), looking]),
		)
		return {
			alone: percentile(alone.times, 0.99),
			meanwhile: percentile(meanwhile.times, 0.99),
			requests: meanwhile.times.length,
		}
	} finally {
		application.child.kill('SIGTERM')
		await application.ended
		removeDataFolder(folder)
	}
}
